from __future__ import annotations

import pytest

from internbot.questions.references import references


@pytest.mark.parametrize(
    ("turn", "described"),
    [
        ("what degree does the Oslo one want", ["Oslo roles"]),
        ("what would I do in the job in Bergen?", ["roles in Bergen"]),
        ("compare the job in Oslo with the one in Bergen", ["roles in Oslo", "roles in Bergen"]),
        ("do both data postings want the same skills?", ["data roles"]),
        ("the Oslo job, do I have to be in the office?", ["Oslo roles"]),
        ("what does the Oslo data scientist earn", ["Oslo data scientist roles"]),
        ("what does the data scientist job in Oslo pay", ["data scientist roles in Oslo"]),
        ("of the two In The Fjord jobs, which is newer", ["In The Fjord roles"]),
        ("does the one that asks for 3 years close soon?", ["roles that asks for 3 years close soon"]),
    ],
)
def test_phrases_for_particular_postings_are_described_as_roles(turn: str, described: list[str]) -> None:
    assert [lengths[0].described for lengths in references(turn)] == described


def test_a_phrase_comes_in_all_its_lengths_the_longest_first() -> None:
    (lengths,) = references("what does the data job in Oslo with skiing pay")
    assert [one.described for one in lengths] == [
        "data roles in Oslo with skiing",
        "data roles in Oslo",
        "data roles",
    ]


@pytest.mark.parametrize(
    "turn",
    [
        "how do I find a job in Oslo?",
        "is there a python job, and which one?",
        "is the job market in Oslo good?",
        "what does the internship program pay?",
        "python job in Oslo, is there one?",
        "what does the team do?",
        "who is the right person for my question?",
        "what does a data scientist do?",
    ],
)
def test_what_names_no_particular_posting_is_none(turn: str) -> None:
    assert list(references(turn)) == []
