"""From a message and its conversation to one question, in the order: courtesy, orders, follow-up, kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from internbot.errors import InvalidRequest
from internbot.listings.query import QueryReader
from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.words import singular
from internbot.questions.courtesies import courtesy_of
from internbot.questions.followups import Context, resolve
from internbot.questions.instructions import without_orders
from internbot.questions.languages import language_of
from internbot.questions.mentions import content_words
from internbot.questions.question import Question, Term, Turn

LONGEST = 4_000
"""Characters that a question may have."""

_TURNS = 8
_WEIGHTS = (0.5, 0.3, 0.2, 0.1)
_SPACES = re.compile(r"[^\S\n]+")
_NOTHING = re.compile(
    r"\W*(?:(?:and|so|but)\b\W*)?(?:what|how|when|where|which|who)?(?:'s| is| are| was| does| do| much| long| about| of)*\s*(?:the|its|their|a|an)?\s*"
    r"(?P<what>deadlines?|salar(?:y|ies)|pay|stipend|requirements?|eligibility|qualifications?|durations?|locations?|start date|closing date"
    r"|application(?: process| deadline)?|process|benefits|hours|duties|responsibilities)(?: for)?\W*",
    re.IGNORECASE,
)


class Understanding:
    """Understands questions. The same message, conversation, records and day always give the same question."""

    def __init__(self, queries: QueryReader) -> None:
        self._queries = queries

    def read(
        self, message: str, history: Sequence[Turn], vocabulary: ListingVocabulary, today: date
    ) -> Question:
        """The question that `message` asks after `history`.

        Raises:
            InvalidRequest: the message is empty or longer than `LONGEST` characters.
        """
        text = clean(message)
        if not text:
            raise InvalidRequest("the question is empty; write a few words")
        if len(text) > LONGEST:
            raise InvalidRequest(f"the question has {len(text):,} characters; the limit is {LONGEST:,}")
        courtesy = courtesy_of(text)
        if courtesy.kind:
            return Question(raw=message, standalone=text, kind=courtesy.kind)
        asked = without_orders(courtesy.rest)
        language = language_of(asked.rest)
        if asked.hostile:
            return self._knowledge(message, asked.rest, asked.orders, language, hostile=True)
        context = self._context(history)
        resolved = resolve(asked.rest, context)
        missing = _NOTHING.fullmatch(asked.rest)
        if resolved.text is None or (missing and not context):
            return _clarify(message, asked.rest, missing["what"] if missing else None)
        reading = self._queries.read(resolved.text, vocabulary, today)
        terms = _terms(resolved.text)
        return Question(
            raw=message,
            standalone=resolved.text,
            kind="listings" if reading.asks == "records" else "knowledge",
            language=language,
            listings=reading.query if reading.asks else None,
            search_terms=terms,
            context_terms=_context_terms(context, terms),
            instructions=asked.orders,
        )

    @staticmethod
    def _knowledge(
        message: str, text: str, orders: tuple[str, ...], language: str, *, hostile: bool
    ) -> Question:
        return Question(
            raw=message,
            standalone=text,
            kind="knowledge",
            language=language,
            search_terms=_terms(text),
            instructions=orders,
            hostile=hostile,
        )

    @staticmethod
    def _context(history: Sequence[Turn]) -> Context:
        questions: list[str] = []
        answers: list[str] = []
        for turn in history[-2 * _TURNS :]:
            text = clean(turn.content)[:LONGEST]
            if turn.role == "assistant":
                answers.insert(0, text)
                continue
            courtesy = courtesy_of(text)
            if courtesy.kind or not text:
                continue
            asked = without_orders(courtesy.rest)
            if asked.hostile:
                continue
            standing = resolve(asked.rest, Context(tuple(questions), tuple(answers)))
            questions.insert(0, standing.text or asked.rest)
        return Context(tuple(questions), tuple(answers))


def clean(text: str) -> str:
    """The text without control and formatting characters, in composed form, spaces collapsed."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") or c in "\n\u200d" else " "
        for c in composed
    )
    return _SPACES.sub(" ", kept).strip()


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(singular(word.folded) for word in content_words(text)))


def _context_terms(context: Context, own: Sequence[str]) -> tuple[Term, ...]:
    weights: dict[str, float] = {}
    for weight, question in zip(_WEIGHTS, context.questions, strict=False):
        for word in _terms(question):
            if word not in own:
                weights[word] = max(weights.get(word, 0), weight)
    return tuple(Term(word, weight) for word, weight in sorted(weights.items(), key=lambda item: -item[1]))


def _clarify(message: str, text: str, what: str | None) -> Question:
    if what:
        ask = f"The {what.lower()} of what?"
        choices = (
            f"What is said about the {what.lower()} in the postings?",
            f"What do the guides say about {what.lower()}?",
        )
    else:
        ask = "What do you mean? Name the program, company or posting."
        choices = ("Which postings are in the list?", "What is an internship?")
    return Question(raw=message, standalone=text, kind="clarify", clarify=ask, choices=choices)
