"""What is packed comes back, within the precision that is promised."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from internbot.chunking import Unit
from internbot.embeddings.base import TokenVectors, unit_rows
from internbot.index.packing import (
    NO_UNIT,
    TokenCodes,
    are_asked,
    direction_cosines,
    pack_blocks,
    pack_directions,
    pack_units,
    pack_vector,
    unpack_blocks,
    unpack_directions,
    unpack_units,
    unpack_vector,
    vector_cosines,
)
from internbot.sources.documents import Block, Span

SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: Span(min(pair), max(pair)))
KINDS = st.sampled_from(["heading", "paragraph", "item", "row", "code", "quotation"])


ASKED = st.just(()) | st.lists(st.text(), max_size=3).map(tuple)


@given(st.lists(st.builds(Unit, SPANS, KINDS, st.integers(0, 10**6), ASKED)))
def test_units(units: list[Unit]) -> None:
    packed = pack_units(units)
    assert unpack_units(packed) == tuple(units)
    assert are_asked(packed) == any(unit.asked for unit in units)


@given(
    st.lists(
        st.builds(
            Block,
            SPANS,
            KINDS,
            st.lists(st.text(), max_size=3).map(tuple),
            st.integers(0, 6),
            st.none() | st.integers(1, 99),
        )
    )
)
def test_blocks(blocks: list[Block]) -> None:
    assert unpack_blocks(pack_blocks(blocks)) == tuple(blocks)


def test_directions_change_little_and_pack_again_to_the_same() -> None:
    rows = unit_rows(np.random.default_rng(1).standard_normal((50, 384)).astype(np.float32))
    packed = pack_directions(rows)
    again = unpack_directions(packed, 384)
    assert len(packed) == 50 * 384
    assert np.abs((rows * again).sum(axis=1) - 1).max() < 1e-4
    assert np.abs(rows @ rows.T - again @ again.T).max() < 0.005
    assert pack_directions(again) == packed
    assert unpack_directions(b"", 384).shape == (0, 384)


def test_a_vector_changes_little() -> None:
    row = unit_rows(np.random.default_rng(2).standard_normal(384).astype(np.float32))
    assert np.abs(unpack_vector(pack_vector(row)) - row).max() < 1e-3
    assert pack_vector(unpack_vector(pack_vector(row))) == pack_vector(row)


def test_tokens_know_their_unit_and_keep_their_signs() -> None:
    vectors = unit_rows(np.random.default_rng(3).standard_normal((4, 16)).astype(np.float32))
    spans = np.array([[-5, -2], [0, 4], [5, 9], [12, 15]], dtype=np.int32)
    codes = TokenCodes.of(TokenVectors(vectors, spans), [Span(0, 10), Span(11, 20)])
    assert codes.units.tolist() == [NO_UNIT, 0, 0, 1]
    again = TokenCodes.unpack(codes.pack(), 16)
    assert (again.units == codes.units).all()
    assert (np.sign(again.signs()) == np.where(vectors > 0, 1, -1)).all()
    assert np.allclose(np.linalg.norm(again.signs(), axis=1), 1)


def test_cosines_of_what_is_packed_are_those_of_what_is_unpacked() -> None:
    random = np.random.default_rng(4)
    question = unit_rows(random.standard_normal(384).astype(np.float32))
    parts = [unit_rows(random.standard_normal((n, 384)).astype(np.float32)) for n in (3, 0, 7)]
    found = direction_cosines([pack_directions(rows) for rows in parts], question)
    for rows, cosines in zip(parts, found, strict=True):
        assert np.allclose(cosines, unpack_directions(pack_directions(rows), 384) @ question, atol=1e-6)
    packed = [pack_vector(row) for row in parts[2]]
    unpacked = np.stack([unpack_vector(row) for row in packed])
    assert np.allclose(vector_cosines(packed, question), unpacked @ question, atol=1e-6)


def test_equal_vectors_have_equal_cosines_wherever_they_stand() -> None:
    random = np.random.default_rng(5)
    row, question = (unit_rows(random.standard_normal(384).astype(np.float32)) for _ in range(2))
    assert len(set(vector_cosines([pack_vector(row)] * 77, question).tolist())) == 1
    (cosines,) = direction_cosines([pack_directions(np.tile(row, (77, 1)))], question)
    assert len(set(cosines.tolist())) == 1


def test_cosines_of_tokens_are_those_of_their_signs() -> None:
    random = np.random.default_rng(6)
    codes = TokenCodes(random.integers(0, 256, (300, 48)).astype(np.uint8), np.zeros(300, dtype=np.uint16))
    vectors = unit_rows(random.standard_normal((5, 384)).astype(np.float32))
    assert np.allclose(codes.cosines(vectors), codes.signs() @ vectors.T, atol=1e-6)
