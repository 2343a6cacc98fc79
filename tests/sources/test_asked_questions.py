"""Questions that a text says it answers: lifted out of it, and placed before the sentence that answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.asked_questions import LONGEST, MOST, AskedQuestions
from internbot.sources.documents import Document, Failure
from internbot.sources.renderings import Rendering

Read = Callable[..., list[Document | Failure]]
ReadOne = Callable[[str, bytes | str], Document]


def answered(document: Document) -> list[tuple[str, str]]:
    """Each question with the text that stands where it is placed."""
    return [(one.text, document.text[one.at :].lstrip(" \n-").split("\n")[0]) for one in document.asked]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<!-- asked: who? -->\n\nIda leads it.", [("who?", "Ida leads it.")]),
        ("<!-- asked: who? -->\nIda leads it.", [("who?", "Ida leads it.")]),
        ("Ida leads it. <!-- asked: since when -->Since May.", [("since when", "Since May.")]),
        ("Ida leads it.<!-- asked: since when --> Since May.", [("since when", "Since May.")]),
        ("Text.\n\n<!-- ASKED: a b |\nc | -->\n\n- one\n- two", [("a b", "one"), ("c", "one")]),
        ("- one\n- <!-- asked: second? -->two", [("second?", "two")]),
        ("1. <!-- asked: first? -->one\n2. two", [("first?", "one")]),
        ("- one\n<!-- asked: second? -->- two", [("second?", "two")]),
        (
            "<!-- asked: pay? -->\n\n| year | pay |\n|---|---|\n| 2025 | 20 |",
            [("pay?", "year: 2025; pay: 20")],
        ),
        ("<!-- asked: a -->\n\n# Head\n\nBody.", [("a", "Head")]),
        ("Body.\n\n<!-- another comment -->\n\nMore.", []),
        ("Body.\n\n```\n<!-- asked: no -->\n```\n\nMore.", []),
        ("Body.\n\n<!-- asked: -->\n\nMore.", []),
    ],
)
def test_a_question_is_placed_before_what_answers_it(
    read_one: ReadOne, source: str, expected: list[tuple[str, str]]
) -> None:
    document = read_one("a.md", source)
    assert answered(document) == expected
    assert "asked" not in document.text
    assert not any(sign in document.text for sign in "⍟⎈⏃⏄⏅⏇")


def test_the_text_is_the_same_as_without_them(read_one: ReadOne) -> None:
    plain = "# Guide\n\nOne. Two.\n\n- a\n- b\n\n> Said.\n"
    asked = (
        "# Guide\n\n<!-- asked: q -->One. <!-- asked: r -->Two.\n\n<!-- asked: s -->\n\n"
        "- <!-- asked: t -->a\n- b\n\n> <!-- asked: u -->Said.\n"
    )
    assert read_one("a.md", asked).text == read_one("a.md", plain).text
    assert [one.text for one in read_one("a.md", asked).asked] == ["q", "r", "s", "t", "u"]


def test_what_is_too_long_or_too_much_is_named_and_left_out(read: Read) -> None:
    many = " | ".join(f"question {number}" for number in range(MOST + 1))
    found = read("a.md", f"<!-- asked: {'x' * (LONGEST + 1)} -->One.\n\n<!-- asked: {many} -->Two.")
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    assert len(reasons) == 2
    assert "question 20" in reasons[1]
    (document,) = (one for one in found if isinstance(one, Document))
    assert len(document.asked) == MOST


def test_a_part_that_is_left_out_takes_its_questions_along() -> None:
    asked = AskedQuestions("<!-- asked: a -->x <!-- asked: b -->y")
    rendering = Rendering(sign=asked.sign)
    rendering.add("paragraph", asked.source.split(" ")[1])
    assert [(one.text, one.at) for one in asked.placed(rendering.places)] == [("b", 0)]


@given(st.text(alphabet="ab <!->|:\n`⍟0asked", max_size=80))
def test_nothing_but_the_comments_is_changed(text: str) -> None:
    asked = AskedQuestions(text)
    left = asked.sign.sub("", asked.source) if asked.sign else asked.source
    assert left == text or "<!--" in text
