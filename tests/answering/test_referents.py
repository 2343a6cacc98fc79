"""A sentence says whom and where it speaks of, as far as its document and the question name them."""

from dataclasses import replace

import numpy as np
import pytest

from answering.passages_made import stored
from internbot.answering.named_things import NamedThings
from internbot.answering.question_names import places_in
from internbot.answering.referents import with_referents
from internbot.answering.signs import PassageSigns
from internbot.index.hybrid import Candidate
from internbot.index.keywords import analyzer

STEMS = analyzer().analyze
STORY = (
    "Ada Brun joined the guild in Lima.",
    "She liked the tea.",
    "Her manager was Mona Lind.",
    "Brun then left for Oslo, where she met the Orchid office.",
    "In Oslo, tasters drink coffee.",
    "Coffee is cheap.",
)


def said(question: str) -> list[frozenset[str]]:
    """What each sentence of the story says beside its own words, a paragraph each."""
    chunks = [replace(one, path=("Story",)) for one in stored("\n\n".join(STORY))]
    read = [Candidate(one, 1.0, 0.5, np.zeros(len(one.units), np.float32), None, 1.0) for one in chunks]
    passages = [PassageSigns.of(one, STEMS) for one in read]
    # The order of the search is not the order of the text.
    found = with_referents(passages[::-1], read[::-1], question, STEMS)[::-1]
    return [unit.otherwise for passage in found for unit in passage.units]


def test_she_is_who_the_document_is_about_and_a_place_holds_until_the_next() -> None:
    ada, lima = frozenset(STEMS("Ada")), frozenset(STEMS("Lima"))
    found = said("Who was Ada's manager in Lima?")
    assert found[1] == found[2] == ada | lima
    assert lima.isdisjoint(found[4] | found[5])
    assert ada.isdisjoint(found[4] | found[5])


def test_a_last_name_stands_for_the_first() -> None:
    assert frozenset(STEMS("Ada")) <= said("What did Ada do?")[3]


def test_nothing_is_said_of_whom_the_document_does_not_name() -> None:
    assert not any(said("Who was Zoe's manager?"))
    assert not any(said("what is tea?"))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Who managed Ada in Lima?", ("Lima",)),
        ("pay in the United Kingdom", ("United Kingdom",)),
        ("She joined the Lima office.", ("Lima",)),
        ("at Orchid's Lima campus in May", ("Lima",)),
        ("In May 2021 in USA", ()),
    ],
)
def test_places(text: str, places: tuple[str, ...]) -> None:
    assert places_in(text) == places


def test_names_are_spelled_as_texts_spell_them() -> None:
    things = NamedThings.of("who was ada's manager in lima?", ("There, Ada Brun drank tea in Lima.",))
    assert things is not None
    assert things.spelled("who was ada's manager in lima?") == "who was Ada's manager in Lima?"
