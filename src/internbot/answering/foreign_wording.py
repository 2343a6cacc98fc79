"""What the assistant says of itself, in the languages other than English that its pages speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ForeignWording:
    """The lines of one language.

    Attributes:
        greeting: to a hello.
        thanks: to a thank-you.
        about: to "what can you do?".
        half_understood: above quotes that may answer a question which was not translated.
        not_understood: where nothing was found for such a question.
        quoted: above English quotes that answer a translated question.
        translated: above sentences that a chat model translated, each beside its original.
        unknown: where the sources do not answer a translated question.
    """

    greeting: str
    thanks: str
    about: str
    half_understood: str
    not_understood: str
    quoted: str
    translated: str
    unknown: str


FOREIGN: Mapping[str, ForeignWording] = MappingProxyType(
    {
        "es": ForeignWording(
            greeting="Hola. Pregúntame sobre prácticas: respondo con citas exactas de mis fuentes, que "
            "están en inglés.",
            thanks="De nada. Pregúntame más cuando quieras.",
            about="Respondo preguntas sobre prácticas con citas exactas de mis fuentes en inglés, y "
            "cuento y filtro las ofertas. Si mis fuentes no lo dicen, te lo digo.",
            half_understood="Solo entiendo bien las preguntas en inglés, y mis fuentes están en inglés. Esto es "
            "lo que encontré:",
            not_understood="Solo entiendo bien las preguntas en inglés. Por favor, pregunta en inglés.",
            quoted="Mis fuentes están en inglés; estas son sus palabras exactas:",
            translated="Traducción automática de mis fuentes; lo que vale es el original inglés entre comillas:",
            unknown="No lo sé: mis fuentes no responden a esto.",
        ),
        "de": ForeignWording(
            greeting="Hallo. Frag mich etwas über Praktika: Ich antworte mit genauen Zitaten aus meinen "
            "Quellen, die auf Englisch sind.",
            thanks="Gern geschehen. Frag gern jederzeit weiter.",
            about="Ich beantworte Fragen zu Praktika mit genauen Zitaten aus meinen englischen "
            "Quellen, und ich zähle und filtere die Stellen. Was meine Quellen nicht sagen, das "
            "sage ich dir auch.",
            half_understood="Ich verstehe nur englische Fragen gut, und meine Quellen sind auf Englisch. Das "
            "habe ich gefunden:",
            not_understood="Ich verstehe nur englische Fragen gut. Bitte frage auf Englisch.",
            quoted="Meine Quellen sind auf Englisch; hier ihre genauen Worte:",
            translated="Maschinell übersetzt; es gilt das englische Original in Anführungszeichen:",
            unknown="Das weiß ich nicht: Meine Quellen beantworten es nicht.",
        ),
        "fr": ForeignWording(
            greeting="Bonjour. Posez-moi une question sur les stages : je réponds par des citations "
            "exactes de mes sources, qui sont en anglais.",
            thanks="Avec plaisir. Posez d'autres questions quand vous voulez.",
            about="Je réponds aux questions sur les stages par des citations exactes de mes sources en "
            "anglais, et je compte et filtre les offres. Quand mes sources ne disent rien, je le "
            "dis.",
            half_understood="Je ne comprends bien que l'anglais, et mes sources sont en anglais. Voici ce que "
            "j'ai trouvé :",
            not_understood="Je ne comprends bien que l'anglais. Merci de poser la question en anglais.",
            quoted="Mes sources sont en anglais ; voici leurs mots exacts :",
            translated="Traduction automatique ; seul l’original anglais entre guillemets fait foi :",
            unknown="Je ne sais pas : mes sources n'y répondent pas.",
        ),
        "it": ForeignWording(
            greeting="Ciao. Chiedimi dei tirocini: rispondo con citazioni esatte dalle mie fonti, che "
            "sono in inglese.",
            thanks="Prego. Chiedi pure altro quando vuoi.",
            about="Rispondo alle domande sui tirocini con citazioni esatte dalle mie fonti in inglese, "
            "e conto e filtro le offerte. Se le mie fonti non lo dicono, te lo dico.",
            half_understood="Capisco bene solo l'inglese e le mie fonti sono in inglese. Ecco che cosa ho "
            "trovato:",
            not_understood="Capisco bene solo l'inglese. Per favore, fai la domanda in inglese.",
            quoted="Le mie fonti sono in inglese; ecco le loro parole esatte:",
            translated="Traduzione automatica; fa fede l’originale inglese tra virgolette:",
            unknown="Non lo so: le mie fonti non rispondono a questo.",
        ),
        "pt": ForeignWording(
            greeting="Olá. Pergunte-me sobre estágios: respondo com citações exatas das minhas fontes, "
            "que estão em inglês.",
            thanks="De nada. Pergunte mais quando quiser.",
            about="Respondo a perguntas sobre estágios com citações exatas das minhas fontes em "
            "inglês, e conto e filtro as vagas. Quando as minhas fontes não dizem, eu digo.",
            half_understood="Só entendo bem perguntas em inglês, e as minhas fontes estão em inglês. Isto é o "
            "que encontrei:",
            not_understood="Só entendo bem perguntas em inglês. Por favor, pergunte em inglês.",
            quoted="As minhas fontes estão em inglês; estas são as suas palavras exatas:",
            translated="Tradução automática; o que vale é o original em inglês entre aspas:",
            unknown="Não sei: as minhas fontes não respondem a isto.",
        ),
        "hi": ForeignWording(
            greeting="नमस्ते। मुझसे इंटर्नशिप के बारे में पूछें: मैं अपने स्रोतों के ठीक शब्दों से उत्तर देता हूँ, जो अंग्रेज़ी में हैं।",
            thanks="आपका स्वागत है। जब चाहें और पूछें।",
            about="मैं इंटर्नशिप के प्रश्नों का उत्तर अपने अंग्रेज़ी स्रोतों के ठीक शब्दों से देता "
            "हूँ, और पदों को गिनता और छाँटता हूँ। जो मेरे स्रोतों में नहीं है, वह मैं साफ़ कहता "
            "हूँ।",
            half_understood="मैं केवल अंग्रेज़ी के प्रश्न अच्छी तरह समझता हूँ, और मेरे स्रोत अंग्रेज़ी में हैं। मुझे यह मिला:",
            not_understood="मैं केवल अंग्रेज़ी के प्रश्न अच्छी तरह समझता हूँ। कृपया अंग्रेज़ी में पूछें।",
            quoted="मेरे स्रोत अंग्रेज़ी में हैं; ये उनके ठीक शब्द हैं:",
            translated="यह मशीनी अनुवाद है; उद्धरण चिह्नों में दिया अंग्रेज़ी मूल पाठ ही मान्य है:",
            unknown="मुझे नहीं पता: मेरे स्रोत इसका उत्तर नहीं देते।",
        ),
        "zh": ForeignWording(
            greeting="你好。请问我关于实习的问题：我用资料中的原文来回答，资料是英文的。",
            thanks="不客气。随时可以再问我。",
            about="我用英文资料中的原文回答关于实习的问题，也能统计和筛选职位。资料中没有的，我会直接告诉你。",
            half_understood="我只能很好地理解英文问题，我的资料也是英文的。以下是我找到的内容：",
            not_understood="我只能很好地理解英文问题。请用英文提问。",
            quoted="我的资料是英文的，以下是原文：",
            translated="以下为机器翻译，以引号中的英文原文为准：",
            unknown="我不知道：我的资料没有回答这个问题。",
        ),
        "ar": ForeignWording(
            greeting="مرحبًا. اسألني عن التدريب: أجيب باقتباسات حرفية من مصادري، وهي بالإنجليزية.",
            thanks="على الرحب والسعة. اسألني متى شئت.",
            about="أجيب عن أسئلة التدريب باقتباسات حرفية من مصادري بالإنجليزية، وأعدّ الوظائف "
            "وأصفّيها. وما لا تقوله مصادري أقول لك إنه ليس فيها.",
            half_understood="أفهم الأسئلة بالإنجليزية فقط فهمًا جيدًا، ومصادري بالإنجليزية. هذا ما وجدته:",
            not_understood="أفهم الأسئلة بالإنجليزية فقط فهمًا جيدًا. من فضلك اسأل بالإنجليزية.",
            quoted="مصادري بالإنجليزية، وهذه كلماتها كما هي:",
            translated="هذه ترجمة آلية، والمعتمد هو الأصل الإنجليزي بين علامتي الاقتباس:",
            unknown="لا أعرف: مصادري لا تجيب عن هذا.",
        ),
    }
)
"""By ISO 639-1 code."""
