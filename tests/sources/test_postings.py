from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.postings import posting_title, render_posting
from internbot.sources.renderings import Rendering

# fmt: off
WORDS = st.sampled_from([
    "Key job responsibilities", "About the team", "Basic Qualifications:", "- ", "You", "We", "work", "with", "The",
    "models.", "- You should", "(SPS)", "5+", "years", "A day in the life", "Data Scientist", "paid;", "x - y",
    "where", "decisions The",
])
# fmt: on


def shapes(text: str) -> list[tuple[str, str]]:
    rendering = Rendering()
    render_posting(text, rendering)
    return [(block.kind, block.span.of(rendering.text)) for block in rendering.blocks]


def test_sections_and_items_are_set_apart() -> None:
    assert shapes(
        "Come and learn. Key job responsibilities - Build models - Test models A day in the life You learn. "
        "Basic Qualifications: - PhD - Python We are open to hiring candidates to work out of one of the following "
        "locations: Rome, ITA"
    ) == [
        ("paragraph", "Come and learn."),
        ("heading", "Key job responsibilities"),
        ("item", "- Build models"),
        ("item", "- Test models"),
        ("heading", "A day in the life"),
        ("paragraph", "You learn."),
        ("heading", "Basic Qualifications:"),
        ("item", "- PhD"),
        ("item", "- Python"),
        (
            "paragraph",
            "We are open to hiring candidates to work out of one of the following locations: Rome, ITA",
        ),
    ]


def test_dashes_within_a_sentence_begin_no_item() -> None:
    text = "We build the Planning System - Automated Planning - for all, see Planning - Our Way for more."
    assert shapes(text) == [("paragraph", text)]


def test_in_a_list_of_like_beginnings_another_dash_begins_no_item() -> None:
    text = "Key job responsibilities - You should know algorithms - Random Forest - You should write - You should ask"
    assert [piece for kind, piece in shapes(text) if kind == "item"] == [
        "- You should know algorithms - Random Forest",
        "- You should write",
        "- You should ask",
    ]


def test_prose_that_follows_a_list_without_a_break_is_a_paragraph() -> None:
    text = "You will: - Build models - Drive business decisions The platform is the glue that holds all. It is big."
    assert shapes(text)[-2:] == [
        ("item", "- Drive business decisions"),
        ("paragraph", "The platform is the glue that holds all. It is big."),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The scope of an Applied Scientist III in the team is wide.", "Applied Scientist III"),
        ("Our team seeks a Senior Data Scientist for gift cards.", "Senior Data Scientist"),
        ("We are looking for a Data Scientist. As a Data Scientist you learn.", "Data Scientist"),
        ("We look for a Research Intern to learn with us.", "Research Intern"),
        (
            "Do you like books? We do. We look for scientists.",
            "Position in IN, KA, Bangalore: Do you like books?",
        ),
    ],
)
def test_the_title_is_the_role_that_the_text_names_or_says_the_place(text: str, title: str) -> None:
    assert posting_title(text, "IN, KA, Bangalore") == title


@given(st.lists(WORDS).map(" ".join))
def test_not_one_character_of_its_words_is_lost(text: str) -> None:
    rendering = Rendering()
    render_posting(text, rendering)
    assert "".join(rendering.text.split()) == "".join(text.split())
