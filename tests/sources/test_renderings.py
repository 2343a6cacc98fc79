from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.renderings import Rendering

PIECES = st.tuples(
    st.sampled_from(["heading", "paragraph", "item", "row", "code", "quotation"]),
    st.text(),
    st.integers(1, 6),
)


def test_blocks_carry_the_headings_above_them() -> None:
    rendering = Rendering()
    for kind, text, level in (
        ("heading", "Guide", 1),
        ("heading", "Applying", 2),
        ("paragraph", "Apply early.", 0),
        ("heading", "Pay", 2),
        ("paragraph", "It is paid.", 0),
    ):
        rendering.add(kind, text, level=level)  # type: ignore[arg-type]
    paths = [
        (block.span.of(rendering.text), block.path) for block in rendering.blocks if block.kind == "paragraph"
    ]
    assert paths == [("Apply early.", ("Guide", "Applying")), ("It is paid.", ("Guide", "Pay"))]


def test_items_stand_on_lines_of_their_own_and_nested_ones_are_set_in() -> None:
    rendering = Rendering()
    rendering.add("paragraph", "Bring:")
    rendering.add("item", "- a CV")
    rendering.add("item", "- in English", level=1)
    assert rendering.text == "Bring:\n\n- a CV\n  - in English"


@given(st.lists(PIECES))
def test_every_block_is_found_at_its_span(pieces: list[tuple[str, str, int]]) -> None:
    rendering = Rendering()
    for kind, text, level in pieces:
        rendering.add(kind, text, level=level)  # type: ignore[arg-type]
    end = 0
    for block in rendering.blocks:
        piece = block.span.of(rendering.text)
        assert piece
        assert piece == piece.strip()
        assert not rendering.text[end : block.span.start].strip()
        end = block.span.end
    assert end == len(rendering.text)


@given(st.lists(PIECES, min_size=1))
def test_the_last_block_can_be_taken_back(pieces: list[tuple[str, str, int]]) -> None:
    rendering = Rendering()
    for kind, text, level in pieces:
        rendering.add(kind, text, level=level)  # type: ignore[arg-type]
    if not rendering.blocks:
        return
    before = len(rendering.blocks)
    rendering.drop_last()
    assert len(rendering.blocks) == before - 1
    assert len(rendering.text) == (rendering.blocks[-1].span.end if rendering.blocks else 0)
