"""Words of a question that a sentence says in other words, with the real model."""

from dataclasses import replace

import numpy as np
import pytest

from answering.passages_made import judgement, stored
from internbot.answering.signs import PassageSigns, QuestionSigns
from internbot.answering.word_matches import QuestionWords
from internbot.embeddings.base import PassageText
from internbot.embeddings.minilm import MiniLM
from internbot.index.catalog import ChunkVectors
from internbot.index.hybrid import Candidate
from internbot.index.keywords import analyzer
from internbot.index.packing import TokenCodes
from internbot.sources.documents import Span

TEXT = "The physician in Oslo is Grace. The bread was baked from rye flour on a farm."
QUESTION = "Which doctor works in Oslo?"
TERMS = analyzer().analyze


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM(1)


@pytest.fixture(scope="module")
def candidate(model: MiniLM) -> Candidate:
    (chunk,) = stored(TEXT)
    units = tuple(
        Span(unit.span.start - chunk.span.start, unit.span.end - chunk.span.start) for unit in chunk.units
    )
    (made,) = model.encode_passages([PassageText(chunk.document.title, chunk.text, units)])
    assert made.tokens is not None
    vectors = ChunkVectors(made.passage, made.units, TokenCodes.of(made.tokens, units))
    found = judgement([chunk]).candidates[0]
    return replace(
        found,
        chunk=replace(chunk, packed=vectors.pack()),
        unit_cosines=np.asarray(made.units @ model.encode_question(QUESTION).question, dtype=np.float32),
    )


def test_a_word_near_in_meaning_counts_as_said(model: MiniLM, candidate: Candidate) -> None:
    words = QuestionWords.of(QUESTION, model.encode_question(QUESTION).tokens, TERMS)
    assert words is not None
    physician, bread = words.said(candidate)
    assert set(TERMS("doctor")) <= physician
    assert not set(TERMS("doctor")) & bread


def test_what_a_reader_understands_holds_it(model: MiniLM, candidate: Candidate) -> None:
    words = QuestionWords.of(QUESTION, model.encode_question(QUESTION).tokens, TERMS)
    asked = QuestionSigns.of(QUESTION, TERMS, lambda _: 1.0)
    with_words = PassageSigns.of(candidate, TERMS, words)
    without = PassageSigns.of(candidate, TERMS)
    assert asked.covered(with_words.understood(0)) > asked.covered(without.understood(0))


def test_a_model_without_token_vectors_has_no_words() -> None:
    assert QuestionWords.of(QUESTION, None, TERMS) is None


def test_a_question_without_content_words_has_none(model: MiniLM) -> None:
    assert QuestionWords.of("and what is it?", model.encode_question("and what is it?").tokens, TERMS) is None


def test_a_chunk_without_token_vectors_says_nothing_otherwise(model: MiniLM) -> None:
    (chunk,) = stored(TEXT)
    words = QuestionWords.of(QUESTION, model.encode_question(QUESTION).tokens, TERMS)
    assert words is not None
    assert words.said(judgement([chunk]).candidates[0]) == (frozenset(),) * len(chunk.units)
