from __future__ import annotations

import pytest

from internbot.listings.slips import corrected
from internbot.listings.vocabulary import RecordVocabulary

HELD = RecordVocabulary(1, {}, {}, {}, {}, {}, {}, {}, lambda phrase: phrase == "hybrit")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("interships in Rome", "internship in Rome"),
        ("intership with visa sponsorhip", "internship with visa sponsorship"),
        ("sofware enginering roles", "software engineering roles"),
        ("sponsored posts, experienced people", "sponsored posts, experienced people"),
        ("a hybrit role", "a hybrit role"),
        ("remove the second one", "remove the second one"),
    ],
)
def test_slips_are_put_right_and_other_words_stay(text: str, expected: str) -> None:
    assert corrected(text, HELD).text.replace("internships", "internship") == expected


def test_offsets_lead_back_to_what_was_typed() -> None:
    typed = "any intership with sponsorhip, hybrid"
    put_right = corrected(typed, HELD)
    for word, was in (("internship", "intership"), ("sponsorship", "sponsorhip"), ("hybrid", "hybrid")):
        start = put_right.text.index(word)
        first, last = put_right.original(start), put_right.original(start + len(word))
        assert typed[first:last] == was
