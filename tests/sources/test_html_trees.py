from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.html_trees import parse_html


def test_comments_leave_the_text_around_them() -> None:
    tree = parse_html("<p>one <!-- no -->two</p>")
    assert tree is not None
    assert "".join(tree.itertext()) == "one two"


def test_a_declared_encoding_does_not_mislead() -> None:
    tree = parse_html('<?xml version="1.0" encoding="latin-1"?><html><body>Köln</body></html>')
    assert tree is not None
    assert "".join(tree.itertext()) == "Köln"


def test_nothing_gives_no_tree() -> None:
    assert parse_html(" \n") is None


@given(st.text())
def test_any_text_is_parsed_or_holds_nothing(source: str) -> None:
    tree = parse_html(source)
    assert tree is None or tree.tag == "html"
