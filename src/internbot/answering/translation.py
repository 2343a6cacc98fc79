"""A proved English sentence in the reader's language, checked by having it translated back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from internbot.answering.gate import Checks
from internbot.chat_models.base import ChatModel
from internbot.errors import ChatModelError
from internbot.prompts import Boundary, Prompt
from internbot.questions.faithful import first_line
from internbot.questions.languages import language_of

LANGUAGES = {
    "es": "Spanish",
    "de": "German",
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "hi": "Hindi",
    "zh": "Chinese",
    "ar": "Arabic",
}
"""Languages that questions are recognised in, by their codes."""

_WRITTEN = 300
"""Tokens that a translation may have."""
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*")
_TAG = re.compile(r"<[a-zA-Z/!?]|https?://|www\.", re.IGNORECASE)
_NO = {
    "en": r"\b(?:not?|never|none|nobody|nothing|neither|nor|without|cannot|un(?:paid|able)|\w+n['’]t)\b",
    "es": r"\b(?:no|nunca|ning[uú]n\w*|nadie|nada|ni|sin|tampoco|jamás)\b",
    "de": r"\b(?:nicht|kein\w*|nie\w*|nichts|weder|noch|ohne|un(?:bezahlt|möglich)\w*)\b",
    "fr": r"\b(?:ne|pas|jamais|aucun\w*|personne|rien|ni|sans|non)\b|\bn['’]",
    "it": r"\b(?:non?|mai|nessun\w*|niente|nulla|né|senza)\b",
    "pt": r"\b(?:não|nunca|nenhum\w*|ninguém|nada|nem|sem)\b",
    "hi": r"नहीं|\bन\b|\bना\b|मत|बिना|कभी नहीं",
    "zh": r"[不没未无非]",
    "ar": r"\b(?:لا|لم|لن|ليس\w*|غير|بدون|دون|ما)\b",
}


class Translator:
    """Puts proved sentences into other languages.

    Our own check knows English only. So a translation is believed where its numbers and its saying no are those of the
    sentence, and where the same model, asked apart and without the sentence, translates it back into something that the
    quotes support. That keeps a careless model's mistakes out, but proves nothing of one that lies: whoever shows a
    translation shows the words of the source with it.
    """

    def __init__(self, model: ChatModel, verifier: Checks) -> None:
        """Load the prompts.

        Raises:
            SettingsError: a prompt is missing or its variables do not fit.
        """
        self._model = model
        self._verifier = verifier
        self._there = Prompt.load("translated_sentence", ("language", "sentence", "opening", "closing"))
        self._back = Prompt.load("translated_question", ("question", "opening", "closing"))

    def translated(self, sentence: str, quotes: Sequence[str], language: str) -> str | None:
        """The sentence in another language; None where no translation can be believed.

        Args:
            sentence: English, supported by `quotes`.
            language: code of one of `LANGUAGES`.
        """
        try:
            written = self._written(self._there, language=LANGUAGES[language], sentence=sentence)
            if not _agrees(written, sentence, language):
                return None
            back = self._written(self._back, question=written)
        except ChatModelError:
            return None
        return written if back and self._verifier.verify(back, quotes).supported else None

    def _written(self, prompt: Prompt, **variables: str) -> str:
        boundary = Boundary.new()
        chain = prompt.template | self._model.bind(max_tokens=_WRITTEN)
        answer = chain.invoke({**variables, "opening": boundary.opening, "closing": boundary.closing})
        return first_line(answer.text)


def _agrees(written: str, sentence: str, language: str) -> bool:
    """Whether a translation can be one: in its language, with the same numbers, saying no where the sentence does."""
    if not written or _TAG.search(written) or len(written) > 3 * len(sentence) + 40:
        return False
    if language_of(written) not in (language, "en") or written == sentence:
        return False
    numbers, others = ({re.sub(r"\D", "", n) for n in _DIGITS.findall(text)} for text in (written, sentence))
    denies, denied = (
        re.search(_NO[code], text, re.IGNORECASE) is not None
        for code, text in ((language, written), ("en", sentence))
    )
    return numbers == others and denies == denied
