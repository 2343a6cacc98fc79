"""Sentences on another thing, pointing elsewhere or silent on what is asked lose against the one that answers."""

from dataclasses import replace

import numpy as np
import pytest

from answering.passages_made import stored
from internbot.answering.demanded import Demanded
from internbot.answering.named_things import NamedThings
from internbot.answering.on_topic import UNSAID, of_the_thing, saying
from internbot.answering.signs import PassageSigns
from internbot.index.hybrid import Candidate
from internbot.index.keywords import analyzer
from internbot.questions.thesaurus import Thesaurus

stems = analyzer().analyze


class Found:
    """Passages of one sentence each, with a heading above."""

    def __init__(self, question: str, *rows: tuple[str, str]) -> None:
        chunks = [
            replace(stored(text, row=number, title="Notes")[0], path=("Notes", heading))
            for number, (heading, text) in enumerate(rows, start=1)
        ]
        self.question = question
        self.read = [
            Candidate(one, 1.0, 0.5, np.zeros(len(one.units), np.float32), None, 1.0) for one in chunks
        ]
        self.passages = [PassageSigns.of(one, stems) for one in self.read]
        self.things = NamedThings.of(question, [text for _, text in rows])

    def after(self, *scores: float) -> tuple[list[float], float]:
        """What is left of the scores by the things named, and of the answerability."""
        rows = [np.array([score]) for score in scores]
        left, share = of_the_thing(rows, self.things, self.read, self.passages, self.question)
        return [float(row[0]) for row in left], share

    def said(self, *scores: float) -> tuple[list[float], float]:
        """What is left of the scores by what is demanded, and how much of that is said."""
        names = self.things.words if self.things else ()
        demanded = Demanded.of(self.question, stems, lambda _: 1.0, Thesaurus.load(), names)
        assert demanded is not None
        rows = [np.array([score]) for score in scores]
        left, most = saying(rows, demanded, self.things, self.read, self.passages, PassageSigns.understood)
        return [float(row[0]) for row in left], most


ORCHID = ("Pay", "In spring, Orchid pays its tasters.")
LILY = ("Pay", "In spring, the money of Lily comes late, and Lily pays in June.")


def test_a_sentence_on_another_named_thing_loses() -> None:
    (own, others), share = Found("When does Orchid pay?", ORCHID, ("Lily", LILY[1])).after(0.5, 0.8)
    assert own > others
    assert share == 1.0


def test_where_only_others_are_near_the_answer_is_doubted() -> None:
    _, share = Found("When does Orchid pay?", ORCHID, ("Lily", LILY[1])).after(0.1, 0.8)
    assert share == UNSAID


@pytest.mark.parametrize(
    ("question", "lost"), [("When are tasters paid?", True), ("Where is the list?", False)]
)
def test_a_pointer_loses_unless_the_question_asks_where(question: str, lost: bool) -> None:
    (pointer, _), _ = Found(question, ("Pay", "See the list below."), ORCHID).after(0.8, 0.5)
    assert (pointer < 0.5) is lost


@pytest.mark.parametrize(
    ("question", "lost"), [("Are tasters paid?", True), ("What should a taster ask?", False)]
)
def test_a_question_in_a_text_loses_unless_questions_are_asked_for(question: str, lost: bool) -> None:
    (asking, _), _ = Found(question, ("Pay", "Are the tasters paid?"), ORCHID).after(0.8, 0.5)
    assert (asking < 0.5) is lost


def test_what_is_said_of_another_year_loses_and_alone_it_is_doubted() -> None:
    rows = ("Wages", "In 2017, tasters earned 20 crowns."), ("Wages", "In 2019, tasters earned 30 crowns.")
    (other, own), share = Found("What did tasters earn in 2019?", *rows).after(0.8, 0.5)
    assert other < own
    assert share == 1.0
    _, share = Found("What did tasters earn in 2021?", *rows).after(0.8, 0.5)
    assert share == UNSAID


def test_a_sentence_that_says_what_is_asked_goes_first() -> None:
    found = Found("Does Orchid polish spoons?", ORCHID, ("Spoons", "Orchid polishes silver spoons."))
    (silent, saying_it), most = found.said(0.8, 0.7)
    assert saying_it > silent
    assert most == 1.0
