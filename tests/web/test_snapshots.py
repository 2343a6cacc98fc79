from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.documents import Block, BlockKind, Span
from internbot.web.snapshots import WINDOW, Part, parts, shows_all

TEXT = "Title\n\nFirst paragraph,\nsecond line.\n\n- one\n- two\n\nLast."


def flat(groups: list[list[Part]]) -> list[Part]:
    return [part for group in groups for part in group]


def marked(groups: list[list[Part]]) -> list[str]:
    return [piece.text for part in flat(groups) for piece in part.pieces if piece.marked]


def test_plain_text_is_parted_at_blank_lines() -> None:
    shown = ["".join(piece.text for piece in part.pieces) for part in flat(parts(TEXT, (), None))]
    assert shown == ["Title", "First paragraph,\nsecond line.", "- one\n- two", "Last."]


def test_items_and_rows_stand_together() -> None:
    kinds: list[BlockKind] = ["heading", "item", "item", "paragraph", "paragraph", "row", "row"]
    text = "\n".join("abcdefg")
    blocks = [Block(Span(2 * at, 2 * at + 1), kind) for at, kind in enumerate(kinds)]
    assert [len(group) for group in parts(text, blocks, None)] == [1, 2, 1, 1, 2]


def test_the_bullet_of_an_item_stands_apart() -> None:
    text = "- one\n12. two\nthree"
    blocks = [Block(Span(0, 5), "item"), Block(Span(6, 13), "item", level=1), Block(Span(14, 19), "item")]
    items = parts(text, blocks, Span(0, 13))[0]
    assert [(item.bullet, "".join(piece.text for piece in item.pieces)) for item in items] == [
        ("•", "one"),
        ("12.", "two"),
        ("", "three"),
    ]


def test_a_quote_over_several_blocks_is_marked_in_each_and_found_at_its_first() -> None:
    start, end = TEXT.index("second"), TEXT.index("two")
    groups = parts(TEXT, (), Span(start, end))
    assert marked(groups) == ["second line.", "- one\n- "]
    assert [piece.first for part in flat(groups) for piece in part.pieces if piece.marked] == [True, False]


@given(st.text(alphabet="ab \n", min_size=1, max_size=60), st.data())
def test_what_is_marked_is_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    groups = parts(text, (), Span(start, end))
    assert "".join("".join(marked(groups)).split()) == "".join(text[start:end].split())
    shown = "".join(piece.text for part in flat(groups) for piece in part.pieces)
    assert "".join(shown.split()) == "".join(text.split())


def test_a_very_long_text_is_shown_around_the_quote() -> None:
    text = "word " * WINDOW
    span = Span(3 * WINDOW, 3 * WINDOW + 4)
    groups = parts(text, (Block(Span(0, len(text) - 1), "paragraph"),), span)
    shown = sum(len(piece.text) for part in flat(groups) for piece in part.pieces)
    assert marked(groups) == [text[span.start : span.end]]
    assert shown <= WINDOW
    assert not shows_all(text, span)
    assert shows_all("short", None)
