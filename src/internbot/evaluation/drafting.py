"""Drafts cases from what was ingested, for an operator to accept or correct: each is marked as a draft.

Questions come from the documents themselves (those that their front matter names, definitions, headings) and from the
counts of the records; what is expected is what the document says there. No chat model is needed, and none is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from internbot.answering.suggestions import as_question, own_questions
from internbot.assistant import Assistant
from internbot.evaluation.cases import Case, ExpectedListings
from internbot.evaluation.knowledge import Knowledge
from internbot.index.stored import StoredDocument
from internbot.sentences import split

EACH = 6
"""Drafts of one document at most, so that a long one does not fill the file."""

_DEFINITION = re.compile(
    r"^(?P<what>(?:An? |The )?[A-Z]?[\w'’ -]{2,60}?) (?P<verb>is|means|stands for) (?P<rest>.{15,}?)[.;]?$"
)
_FIGURE = re.compile(
    r"[$€£]?\d[\d,.]*\d(?: ?(?:percent|%|hours|weeks|months|days|years))?"
    r"|[$€£]\d+|\b\d+ (?:percent|%|hours|weeks|months|days|years)\b"
)
_PRONOUNS = frozenset(
    {"it", "this", "that", "they", "there", "he", "she", "we", "you", "these", "those", "what"}
)
_FIGURES = 2


def draft_cases(assistant: Assistant, knowledge: Knowledge) -> Iterator[Case]:
    """Drafts for every document, then for the records; ids count from `d001`.

    Args:
        assistant: which holds the documents.
        knowledge: their list.
    """
    number = 0
    seen: set[str] = set()
    for case in _all(assistant, knowledge):
        if case.question.lower() not in seen:
            seen.add(case.question.lower())
            number += 1
            yield case.model_copy(update={"id": f"d{number:03}"})


def _all(assistant: Assistant, knowledge: Knowledge) -> Iterator[Case]:
    for name in knowledge.documents():
        document = assistant.show(name)
        if document.kind == "article":
            yield from islice(_of_article(document), EACH)
    yield from _of_records(assistant)


def _of_article(document: StoredDocument) -> Iterator[Case]:
    for question in own_questions(document.metadata):
        yield _draft(question, document.id, (), "named by the document: add the facts of the answer")
    headed: set[str] = set()
    for block in document.blocks:
        for span in split(document.text, block.span.start, block.span.end) if block.kind != "heading" else ():
            sentence = " ".join(span.of(document.text).split())
            found = _DEFINITION.match(sentence)
            if found is not None and _names(found["what"]):
                yield _draft(_asked(found["what"], found["verb"]), document.id, (found["rest"],), sentence)
                continue
            # One question a heading: the next sentence below it would be asked for with the same words.
            heading = block.path[-1] if block.path else ""
            figures = tuple(dict.fromkeys(_FIGURE.findall(sentence)))[:_FIGURES]
            asked = as_question(heading, document.title) if heading and heading not in headed else None
            if asked is not None and figures:
                headed.add(heading)
                yield _draft(asked, document.id, figures, sentence)


def _asked(what: str, verb: str) -> str:
    """The question that a definition answers."""
    if verb in ("means", "stands for"):
        return f"What does {_lowered(what)} {'mean' if verb == 'means' else 'stand for'}?"
    return f"What is {_lowered(what)}?"


def _of_records(assistant: Assistant) -> Iterator[Case]:
    """A question for the most frequent values of each field that a student filters by."""
    asked = {
        "city": "Which listings are in {}?",
        "country": "How many listings are in {}?",
        "company": "Which listings are from {}?",
        "remote": "Which listings are {}?",
        "employment_type": "Which listings are {}?",
    }
    for key, values in assistant.records.facets(most=2).items():
        for value in (one for one in values if key in asked and one.value != "unknown"):
            question = asked[key].format(value.label)
            result = assistant.records.result(question, first=0)
            yield Case(
                id="draft",
                kind="listings",
                question=question,
                listings=ExpectedListings(total=result["total"], filters=result["filters"]),
                draft=True,
                note="check the filter and the count by hand: both are what internbot reads today",
            )


def _draft(question: str, document: str, facts: tuple[str, ...], note: str) -> Case:
    return Case(
        id="draft",
        kind="fact",
        question=question,
        facts=tuple((fact,) for fact in facts),
        documents=(document,),
        draft=True,
        note=note,
    )


def _names(what: str) -> bool:
    """Whether the subject of a sentence can be asked for by itself."""
    words = what.lower().split()
    return 1 <= len(words) <= 5 and words[0] not in _PRONOUNS and not set(words) & {"and", "or", "not"}


def _lowered(what: str) -> str:
    """The subject inside a sentence: its article small, its name as it is."""
    first, _, rest = what.partition(" ")
    return f"{first.lower()} {rest}" if first in ("A", "An", "The") else what
