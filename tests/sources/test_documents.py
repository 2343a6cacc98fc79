from __future__ import annotations

from datetime import UTC, datetime

from internbot.sources.documents import Document, Item, Span

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_span_covers_characters_not_bytes() -> None:
    assert Span(2, 6).of("é café!") == "café"


def test_an_item_knows_its_ending_in_small_letters() -> None:
    assert Item("guides/CV.Final.MD", b"x", NOW).suffix == ".md"
    assert Item("guides/README", b"x", NOW).suffix == ""


def test_equal_text_has_an_equal_hash_whatever_the_rest_is() -> None:
    first = Document(id="a", title="A", text="the same", retrieved=NOW)
    second = Document(id="b", title="B", text="the same", retrieved=NOW, kind="listing")
    assert first.sha256 == second.sha256
    assert first.sha256 != Document(id="a", title="A", text="another", retrieved=NOW).sha256
