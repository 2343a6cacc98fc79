"""The words of our own pages in the languages of the widget; what both say is kept with the widget."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from internbot.answering.wording import holdings
from internbot.web.dates import in_short, in_words

_HERE = Path(__file__).parent
_OWN = _HERE / "page_words"
_SHARED = _HERE / "widget" / "strings"
ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "hi": "हिन्दी",
    "it": "Italiano", "pt": "Português", "zh": "中文",
}  # fmt: skip
_RIGHT_TO_LEFT = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says in one language."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with `values` in their places."""
        return self.texts[key].format(**values) if values else self.texts[key]

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if self.language in _RIGHT_TO_LEFT else "ltr"

    @property
    def english(self) -> bool:
        """Whether dates, ages and plurals can be said in words."""
        return self.language == ENGLISH

    def day(self, day: date) -> str:
        """A date: in words in English, as YYYY-MM-DD elsewhere, which everybody reads alike."""
        return in_words(day) if self.english else day.isoformat()

    def short_day(self, day: date) -> str:
        """A date for tables."""
        return in_short(day) if self.english else day.isoformat()

    def holdings(self, articles: int, listings: int) -> str:
        """How much there is to answer from."""
        if self.english:
            return holdings(articles, listings)
        return self("knowledge", articles=f"{articles:,}", listings=f"{listings:,}")


@cache
def words_of(language: str) -> Words:
    """The words of a language of `LANGUAGES`; English for any other."""
    code = language if language in LANGUAGES else ENGLISH
    texts: dict[str, str] = {}
    for path in (_OWN / f"{ENGLISH}.json", _SHARED / f"{code}.json", _OWN / f"{code}.json"):
        if path.is_file():
            texts |= json.loads(path.read_text(encoding="utf-8"))
    return Words(code, texts)


def preferred(chosen: str | None, accepted: str) -> str:
    """The language to speak: the one that was chosen, else the first of a browser's that there is, else English.

    Args:
        chosen: code that the reader chose.
        accepted: value of an `Accept-Language` header.
    """
    if chosen in LANGUAGES:
        return str(chosen)
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted[:500].split(",")):
        code, _, parameters = part.strip().partition(";")
        weight = parameters.strip().removeprefix("q=")
        try:
            weighed.append((-float(weight or 1), place, code.strip().lower()[:2]))
        except ValueError:
            continue
    return next((code for _, _, code in sorted(weighed) if code in LANGUAGES), ENGLISH)
