"""What the assistant says of itself: greetings, declines, questions back. Plain, short, no claims about internships."""

from __future__ import annotations

from collections.abc import Sequence

# An honest line in the reader's language; the quotes that follow stay as they are in their source.
_ENGLISH_ONLY = {
    "es": "Solo entiendo bien las preguntas en inglés, y mis fuentes están en inglés. Esto es lo que encontré:",
    "de": "Ich verstehe nur englische Fragen gut, und meine Quellen sind auf Englisch. Das habe ich gefunden:",
    "fr": "Je ne comprends bien que l'anglais, et mes sources sont en anglais. Voici ce que j'ai trouvé :",
    "it": "Capisco bene solo l'inglese e le mie fonti sono in inglese. Ecco che cosa ho trovato:",
    "pt": "Só entendo bem perguntas em inglês, e as minhas fontes estão em inglês. Isto é o que encontrei:",
    "hi": "मैं केवल अंग्रेज़ी के प्रश्न अच्छी तरह समझता हूँ, और मेरे स्रोत अंग्रेज़ी में हैं। मुझे यह मिला:",
    "zh": "我只能很好地理解英文问题，我的资料也是英文的。以下是我找到的内容：",
    "ar": "أفهم الأسئلة بالإنجليزية فقط فهمًا جيدًا، ومصادري بالإنجليزية. هذا ما وجدته:",
}
_ENGLISH_ONLY_NOTHING = {
    "es": "Solo entiendo bien las preguntas en inglés. Por favor, pregunta en inglés.",
    "de": "Ich verstehe nur englische Fragen gut. Bitte frage auf Englisch.",
    "fr": "Je ne comprends bien que l'anglais. Merci de poser la question en anglais.",
    "it": "Capisco bene solo l'inglese. Per favore, fai la domanda in inglese.",
    "pt": "Só entendo bem perguntas em inglês. Por favor, pergunte em inglês.",
    "hi": "मैं केवल अंग्रेज़ी के प्रश्न अच्छी तरह समझता हूँ। कृपया अंग्रेज़ी में पूछें।",
    "zh": "我只能很好地理解英文问题。请用英文提问。",
    "ar": "أفهم الأسئلة بالإنجليزية فقط فهمًا جيدًا. من فضلك اسأل بالإنجليزية.",
}

# Where the question was translated, so that it was understood.
_IN_ENGLISH = {
    "es": "Mis fuentes están en inglés; estas son sus palabras exactas:",
    "de": "Meine Quellen sind auf Englisch; hier ihre genauen Worte:",
    "fr": "Mes sources sont en anglais ; voici leurs mots exacts :",
    "it": "Le mie fonti sono in inglese; ecco le loro parole esatte:",
    "pt": "As minhas fontes estão em inglês; estas são as suas palavras exatas:",
    "hi": "मेरे स्रोत अंग्रेज़ी में हैं; ये उनके ठीक शब्द हैं:",
    "zh": "我的资料是英文的，以下是原文：",
    "ar": "مصادري بالإنجليزية، وهذه كلماتها كما هي:",
}
_UNKNOWN = {
    "es": "No lo sé: mis fuentes no responden a esto.",
    "de": "Das weiß ich nicht: Meine Quellen beantworten es nicht.",
    "fr": "Je ne sais pas : mes sources n'y répondent pas.",
    "it": "Non lo so: le mie fonti non rispondono a questo.",
    "pt": "Não sei: as minhas fontes não respondem a isto.",
    "hi": "मुझे नहीं पता: मेरे स्रोत इसका उत्तर नहीं देते।",
    "zh": "我不知道：我的资料没有回答这个问题。",
    "ar": "لا أعرف: مصادري لا تجيب عن هذا.",
}


def holdings(articles: int, listings: int) -> str:
    """What there is, such as "21 guides and 10 postings"."""
    parts = [
        f"{articles:,} article{'' if articles == 1 else 's'}" if articles else "",
        _postings(listings) if listings else "",
    ]
    return " and ".join(part for part in parts if part) or "no sources yet"


def unread(known: int, texts: int) -> str:
    """Says that `texts` postings cannot be filtered; `known` ones can, and none of them matches."""
    if not known:
        return (
            f"I cannot filter or count {_postings(texts)}: {_they(texts)} read as text only, without fields."
        )
    return (
        f"None of the {known:,} postings that I can filter match. I cannot filter or count "
        f"{_postings(texts)} more: {_they(texts)} read as text only, without fields."
    )


def _postings(number: int) -> str:
    return f"{number:,} posting{'' if number == 1 else 's'}"


def _they(number: int) -> str:
    return "it was" if number == 1 else "they were"


def greeting(held: str) -> str:
    """The answer to a hello."""
    return f"Hello. Ask me about internships: I answer with exact quotes from {held}."


def thanks() -> str:
    """The answer to a thank-you."""
    return "You are welcome. Ask me more whenever you like."


def about(held: str) -> str:
    """The answer to "what can you do?"."""
    return (
        f"I answer questions about internships with exact quotes from {held}, each with its source, and I count and "
        "filter the postings. Where my sources do not say, I tell you so."
    )


def decline(unknown: Sequence[str], *, hostile: bool, language: str, translated: bool = False) -> str:
    """One sentence on what is missing.

    Args:
        unknown: words of the question that no source holds.
        hostile: whether the message only ordered the assistant about.
        language: of the question, ISO 639-1.
        translated: whether a question in another language was understood.
    """
    if translated:
        return _UNKNOWN[language]
    if language in _ENGLISH_ONLY_NOTHING:
        return _ENGLISH_ONLY_NOTHING[language]
    if hostile:
        return "I only answer questions from my sources, so there is nothing I can say to that."
    if unknown:
        named = " or ".join(f"“{word}”" for word in unknown[:2])
        return f"I don't know: my sources say nothing about {named}."
    return "I don't know: my sources do not answer this."


def foreign(language: str, *, translated: bool = False) -> str | None:
    """The line above quotes that answer a question that is not in English; None for English."""
    return (_IN_ENGLISH if translated else _ENGLISH_ONLY).get(language)


def disagreement() -> str:
    """The line above statements that contradict each other."""
    return "My sources disagree on this, so here is what each says and when:"


def searching(held: str) -> str:
    """What is said while the index is searched."""
    return f"Searching {held}"


def writing() -> str:
    """What is said while a chat model writes."""
    return "Writing an answer; each sentence is checked against its source"


def quoted_apart() -> str:
    """Why a chat model is not asked where sources disagree."""
    return "My sources disagree, so each is quoted."
