"""A text that comes in pieces gives the same sentences however it is cut, each as early as can be."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from internbot.answering.drafts import LONGEST, MOST_TEXT, Draft, SentenceStream

ANSWER = """<think>First I read [1].
Then I write.</think>
Orchid pays 30.50 dollars an hour. [1] It says so on its page, e.g. in March.[2][3] Dr. Bo agrees [1, 2].

## You need

- **A passport**: bring it. [4]
- two copies [4]
1. Sign here.

```
code
```
Done."""
SENTENCES = [
    Draft("Orchid pays 30.50 dollars an hour. [1]", paragraph=True),
    Draft("It says so on its page, e.g. in March. [2][3]"),
    Draft("Dr. Bo agrees [1, 2]."),
    Draft("You need", paragraph=True),
    Draft("A passport: bring it. [4]", item=True, paragraph=True),
    Draft("two copies [4]", item=True),
    Draft("Sign here.", item=True),
    Draft("code", paragraph=True),
    Draft("Done."),
]


def drafts(pieces: Iterable[str]) -> Iterator[Draft]:
    stream = SentenceStream()
    for piece in pieces:
        yield from stream.feed(piece)
        if stream.full:
            break
    yield from stream.end(whole=not stream.full)


def test_sentences_keep_their_markers_and_lose_their_markdown() -> None:
    assert list(drafts([ANSWER])) == SENTENCES


@given(st.lists(st.integers(1, len(ANSWER) - 1), max_size=60))
def test_the_pieces_do_not_matter(cuts: list[int]) -> None:
    at = sorted({0, *cuts, len(ANSWER)})
    assert list(drafts(ANSWER[a:b] for a, b in itertools.pairwise(at))) == SENTENCES


@given(st.text(alphabet="aA1 .\n-[]*`#|<>?", max_size=80))
@example("? >1\n")
def test_single_characters_and_the_whole_text_give_the_same(text: str) -> None:
    assert list(drafts(text)) == list(drafts([text]))


def test_a_sentence_comes_when_the_next_one_has_begun() -> None:
    stream = SentenceStream()
    assert list(stream.feed("Orchid pays. ")) == []
    assert list(stream.feed("[1")) == []
    assert list(stream.feed("] ")) == []
    assert [draft.text for draft in stream.feed("I")] == ["Orchid pays. [1]"]
    assert [draft.text for draft in stream.feed("t pays well. [2]\n")] == ["It pays well. [2]"]


@pytest.mark.parametrize(
    ("text", "foreseen"),
    [
        ("Orchid pays", None),
        ("Orchid pays.", "Orchid pays."),
        ("Orchid pays. [", "Orchid pays."),
        ("Orchid pays. [1", "Orchid pays. [1]"),
        ("Orchid pays. [1, ", "Orchid pays. [1]"),
        ("Orchid pays. [1] ", "Orchid pays. [1]"),
        ("Orchid pays [passage 2", "Orchid pays [passage 2]"),
        ("Orchid pays 【3†", "Orchid pays [3]"),
        ("Orchid **pays** [1].", "Orchid pays [1]."),
        ("Orchid pays. It says", None),
        ("Orchid pays. It says so [2]", "It says so [2]"),
        ("- Orchid pays [1]", "Orchid pays [1]"),
        ("<think>Orchid pays. ", None),
        ("```\n", None),
        ("...", None),
    ],
)
def test_the_end_of_a_sentence_is_foreseen_where_it_shows(text: str, foreseen: str | None) -> None:
    stream = SentenceStream()
    list(stream.feed(text))
    draft = stream.foreseen()
    assert (draft.text if draft else None) == foreseen
    assert draft is None or draft.item == text.startswith("-")


@pytest.mark.parametrize(
    ("text", "under_way"),
    [("Orchid pays. It sa", " It sa"), ("Orchid pays. [1] ", "Orchid pays. [1] "), ("<think>It sa", "")],
)
def test_the_sentence_under_way_is_what_has_not_come_out(text: str, under_way: str) -> None:
    stream = SentenceStream()
    list(stream.feed(text))
    assert stream.under_way == under_way


@given(st.lists(st.integers(1, len(ANSWER) - 1), max_size=60))
def test_to_look_ahead_changes_no_sentence(cuts: list[int]) -> None:
    stream = SentenceStream()
    found: list[Draft] = []
    for a, b in itertools.pairwise(sorted({0, *cuts, len(ANSWER)})):
        found += stream.feed(ANSWER[a:b])
        stream.foreseen()
    assert [*found, *stream.end()] == SENTENCES


def test_what_was_broken_off_is_not_whole() -> None:
    stream = SentenceStream()
    assert list(stream.feed("Orchid pays. It pays on the")) == [Draft("Orchid pays.", paragraph=True)]
    assert list(stream.end(whole=False)) == [Draft("It pays on the", whole=False)]


@pytest.mark.parametrize("piece", ["word ", "word. ", "x", "- item\n", "<think> "])
def test_a_text_without_an_end_is_let_go_of(piece: str) -> None:
    taken = 0

    def counted() -> Iterator[str]:
        nonlocal taken
        for one in itertools.repeat(piece):
            taken += len(one)
            yield one

    found = list(drafts(counted()))
    assert taken <= MOST_TEXT + len(piece)
    assert all(len(draft.text) <= LONGEST + len(piece) for draft in found)
