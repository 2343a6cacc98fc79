"""The language of a question, where it is clearly not English: by its script, or by its commonest words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_SCRIPTS = (
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
_COMMON = MappingProxyType(
    {
        "en": "the of and to in is are was do does did can how what when where which who why with for that you my have "
        "an it there not be from should will would about any as if me your he she they has had at on or this these",
        "es": "el la los las de del que y en un una es son por para con como cómo cuál cuáles cuándo dónde qué quién "
        "puedo hay mi se lo su más pero al tengo debo cuánto cuánta tiene está están hacer",
        "de": "der die das den dem des ein eine einen und ist sind in im für mit von zu auf nicht ich wie was wann wo "
        "welche welcher wer kann gibt es mein sich bei oder auch wird werden habe haben man muss als viel",
        "fr": "le la les des du de un une et est sont dans pour avec que qui quoi comment quand où quel quelle quels "
        "quelles je vous puis peut mon ma il elle y au aux en ne pas sur ce cette combien y-a-t-il a-t-il",
        "it": "il lo la i gli le di del della che e è sono in un una per con come quando dove quale quali chi cosa "
        "posso mio mia ci non si più al alla nel quanto c'è ho devo anche",
        "pt": "o a os as de do da dos das que e é são em um uma para com como quando onde qual quais quem posso meu "
        "minha há não se mais ao no na por quanto tem eu fazer está você",
    }
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@lru_cache(maxsize=1)
def _common_words() -> Mapping[str, frozenset[str]]:
    return {code: frozenset(common.split()) for code, common in _COMMON.items()}


def language_of(text: str, page: str = "en") -> str:
    """ISO 639-1 code of one of en, es, de, fr, it, pt, hi, zh, ar; English where it is not clearly another.

    Args:
        text: what was written.
        page: code of the language of the page that it was written in. A few words there need less to be taken for
            that language: one common word of it, and none of English.
    """
    letters = sum(char.isalpha() for char in text)
    for code, script in _SCRIPTS:
        if letters and len(script.findall(text)) * 2 > letters:
            return code
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    counts = {code: sum(map(common.__contains__, words)) for code, common in _common_words().items()}
    best = max(counts, key=lambda code: counts[code])
    # Two common words, and twice as many as English has, so that a title or a name does not decide.
    clear = counts[best] >= 2 and counts[best] > 2 * counts["en"] and counts[best] * 4 >= len(words)
    if clear:
        return best
    return page if counts.get(page) and not counts["en"] else "en"
