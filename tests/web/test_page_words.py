import json
import string
from datetime import date
from pathlib import Path

import pytest

from internbot.web import page_words
from internbot.web.page_words import LANGUAGES, preferred, words_of

OWN = Path(page_words.__file__).parent / "page_words"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_says_everything_with_the_same_values(code: str) -> None:
    own = json.loads((OWN / f"{code}.json").read_text(encoding="utf-8"))
    english = words_of("en").texts
    spoken = words_of(code).texts
    assert set(spoken) == set(english)
    for key, text in own.items():
        assert text.strip()
        named = {name for _, name, _, _ in string.Formatter().parse(english[key]) if name}
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} == named, key


@pytest.mark.parametrize(
    ("chosen", "accepted", "found"),
    [
        (None, "", "en"),
        (None, "de-CH,de;q=0.9,en;q=0.8", "de"),
        (None, "nb,en;q=0.4,fr;q=0.7", "fr"),
        (None, "nb;q=x,zh-Hans", "zh"),
        ("es", "de", "es"),
        ("xx", "it", "it"),
        (None, "*", "en"),
    ],
)
def test_the_language_is_the_one_chosen_else_the_browsers(
    chosen: str | None, accepted: str, found: str
) -> None:
    assert preferred(chosen, accepted) == found


def test_days_are_words_in_english_and_numbers_elsewhere() -> None:
    day = date(2026, 11, 2)
    assert words_of("en").day(day) == "2 November 2026"
    assert words_of("ar").day(day) == "2026-11-02"
    assert (words_of("ar").direction, words_of("hi").direction) == ("rtl", "ltr")
