"""Chunks hold every sentence once, stay within the budget and keep their offsets."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from internbot import chunking
from internbot.sources.documents import AskedQuestion, Block, BlockKind, Document, Span

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def words(text: str) -> int:
    return len(text.split())


def document(text: str, blocks: tuple[Block, ...] = ()) -> Document:
    return Document(id="d", title="D", text=text, retrieved=NOW, blocks=blocks)


@given(
    st.lists(st.text(alphabet=st.sampled_from("abc .!\n-"), max_size=120), max_size=12).map("\n\n".join),
    st.integers(min_value=3, max_value=30),
)
def test_every_visible_character_is_in_one_chunk_and_none_is_too_long(text: str, budget: int) -> None:
    chunks = chunking.split(document(text), words, budget)
    covered = [i for chunk in chunks for unit in chunk.units for i in range(unit.span.start, unit.span.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    for chunk in chunks:
        assert chunk.text == text[chunk.span.start : chunk.span.end]
        assert chunk.tokens <= budget


def test_a_heading_starts_a_chunk_and_stands_in_the_path() -> None:
    text = "Pay\nInterns earn money.\nVisas\nAsk early."
    blocks = (
        Block(Span(0, 3), "heading", (), 1),
        Block(Span(4, 23), "paragraph", ("Pay",)),
        Block(Span(24, 29), "heading", ("Pay",), 2),
        Block(Span(30, 40), "paragraph", ("Pay", "Visas")),
    )
    chunks = chunking.split(document(text, blocks), words, 200)
    assert [(c.text, c.path) for c in chunks] == [
        ("Pay\nInterns earn money.", ("Pay",)),
        ("Visas\nAsk early.", ("Pay", "Visas")),
    ]


def test_a_long_section_is_cut_into_pieces_of_about_equal_length() -> None:
    text = " ".join(f"Sentence number {n} here." for n in range(30))  # 120 words
    sizes = [c.tokens for c in chunking.split(document(text), words, 50)]
    assert sizes == [40, 40, 40]


def test_a_sentence_longer_than_the_budget_is_cut_at_white_space() -> None:
    text = "word " * 100
    chunks = chunking.split(document(text), words, 30)
    assert all(c.tokens <= 30 for c in chunks)
    assert " ".join(c.text for c in chunks).split() == text.split()


def test_list_items_of_plain_text_are_units_of_their_own() -> None:
    text = "Bring these:\n- a passport\n- a pen\n  that writes\n\nThen wait."
    (chunk,) = chunking.split(document(text), words, 50)
    assert [(u.span.of(text), u.kind) for u in chunk.units] == [
        ("Bring these:", "paragraph"),
        ("- a passport", "item"),
        ("- a pen\n  that writes", "item"),
        ("Then wait.", "paragraph"),
    ]


def test_a_field_of_many_sentences_is_split_and_a_row_of_a_table_is_not() -> None:
    field = "Description: The lab maps floods. Interns fly the drones. They meet on Mondays."
    row = "Kind: Screening call; What happens: A recruiter checks dates. Then basic facts.; How long: 20 minutes"
    text = f"{field}\n{row}"
    blocks = (Block(Span(0, len(field)), "row"), Block(Span(len(field) + 1, len(text)), "row"))
    chunks = chunking.split(document(text, blocks), words, 100)
    units = [unit.span.of(text) for chunk in chunks for unit in chunk.units]
    assert units == [
        "Description: The lab maps floods.",
        "Interns fly the drones.",
        "They meet on Mondays.",
        row,
    ]


def test_questions_belong_to_the_first_sentence_that_ends_behind_them() -> None:
    text = "Head\n\nOne here. Two here.\n\nThree."
    blocks = (
        Block(Span(0, 4), "heading", (), 1),
        Block(Span(6, 25), "paragraph"),
        Block(Span(27, 33), "paragraph"),
    )
    asked = (
        AskedQuestion("a", 0),
        AskedQuestion("b", 16),
        AskedQuestion("c", 15),
        AskedQuestion("d", 26),
        AskedQuestion("e", 33),
    )
    (chunk,) = chunking.split(replace(document(text, blocks), asked=asked), words, 50)
    assert [(unit.span.of(text), unit.asked) for unit in chunk.units] == [
        ("Head", ()),
        ("One here.", ("a",)),
        ("Two here.", ("c", "b")),
        ("Three.", ("d",)),
    ]


def test_a_question_as_a_heading_is_asked_of_what_tells_something_below_it() -> None:
    pieces: list[tuple[BlockKind, str]] = [
        ("heading", "Is it paid?"),
        ("paragraph", "Who knows? Yes. Every intern is paid. Monthly."),
        ("heading", "Place"),
        ("paragraph", "It is in Turin today."),
    ]
    text = "\n\n".join(piece for _, piece in pieces)
    blocks = tuple(
        Block(Span(text.index(piece), text.index(piece) + len(piece)), kind) for kind, piece in pieces
    )
    units = [unit for chunk in chunking.split(document(text, blocks), words, 50) for unit in chunk.units]
    assert [unit.span.of(text) for unit in units if unit.asked == ("Is it paid?",)] == [
        "Yes.",
        "Every intern is paid.",
    ]
    assert sum(len(unit.asked) for unit in units) == 2
