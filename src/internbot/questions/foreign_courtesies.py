"""Greetings and thanks in the languages that the pages speak besides English; these words also tell the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

# Written in full, so that a word that several languages share decides for none: "ciao" is said in German too, but
# somebody who says only that reads Italian at least as well as English.
_HELLO = MappingProxyType(
    {
        "es": "hola|buenos días|buenos dias|buenas tardes|buenas noches|buenas|qué tal|que tal|adiós|adios|hasta luego",
        "de": "hallo|guten tag|guten morgen|guten abend|servus|moin|grüß gott|tschüss|tschüß|auf wiedersehen",
        "fr": "bonjour|bonsoir|salut|coucou|au revoir|bonne journée|bonne journee",
        "it": "ciao|salve|buongiorno|buon giorno|buonasera|buona sera|arrivederci",
        "pt": "olá|ola|oi|bom dia|boa tarde|boa noite|tchau|até logo",
        "hi": "नमस्ते|नमस्कार|namaste|namaskar",
        "zh": "你好|您好|早上好|下午好|晚上好|再见",
        "ar": "مرحبا|مرحبًا|السلام عليكم|أهلا|أهلاً|صباح الخير|مساء الخير|مع السلامة",
    }
)
_THANKS = MappingProxyType(
    {
        "es": "gracias|muchas gracias|mil gracias",
        "de": "danke|danke schön|danke schoen|dankeschön|vielen dank|danke dir|besten dank|herzlichen dank",
        "fr": "merci|merci beaucoup|merci bien",
        "it": "grazie|grazie mille|mille grazie|molte grazie",
        "pt": "obrigado|obrigada|muito obrigado|muito obrigada",
        "hi": "धन्यवाद|शुक्रिया|dhanyavad|shukriya",
        "zh": "谢谢|谢谢你|多谢|感谢",
        "ar": "شكرا|شكرًا|شكرا جزيلا|شكرًا جزيلًا",
    }
)
_END = r"[\s,.!?¡¿。，！:;)(\U0001F300-\U0001FAFF☀-➿-]*"


@dataclass(frozen=True, slots=True)
class ForeignCourtesy:
    """What a message that is nothing but courtesy is, and its language as an ISO 639-1 code."""

    kind: Literal["greeting", "thanks"]
    language: str


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_END}(?:(?:{words}){_END})+", re.IGNORECASE)


_PATTERNS: tuple[tuple[Literal["greeting", "thanks"], str, re.Pattern[str]], ...] = (
    *(("greeting", code, _pattern(words)) for code, words in _HELLO.items()),
    # "Hallo, danke!" thanks.
    *(("thanks", code, _pattern(f"{words}|{_HELLO[code]}")) for code, words in _THANKS.items()),
)


def foreign_courtesy(text: str) -> ForeignCourtesy | None:
    """The greeting or the thanks that the whole of `text` is, in a language other than English."""
    stripped = text.strip()
    for kind, language, pattern in _PATTERNS:
        if pattern.fullmatch(stripped):
            return ForeignCourtesy(kind, language)
    return None
