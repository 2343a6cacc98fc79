"""From a message and its conversation to one question, in the order: courtesy, orders, follow-up, kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from internbot.errors import InvalidRequest
from internbot.listings.filters import ListingQuery
from internbot.listings.query import QueryReader
from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.wording import worded
from internbot.listings.words import singular
from internbot.questions.alternatives import chosen
from internbot.questions.antecedents import Context
from internbot.questions.conversation_names import spelled
from internbot.questions.courtesies import courtesy_of
from internbot.questions.employers import of_employers
from internbot.questions.followups import attribute_of, bare_turn, leans, resolve
from internbot.questions.foreign_courtesies import foreign_courtesy
from internbot.questions.instructions import without_orders
from internbot.questions.languages import language_of
from internbot.questions.lifting import lifted
from internbot.questions.mentions import content_words
from internbot.questions.narrowing import Previous, Results, narrowed
from internbot.questions.ordinals import ordinal_of
from internbot.questions.other_readings import other_readings
from internbot.questions.picking import Picked, picked
from internbot.questions.question import Question, Term, Turn
from internbot.questions.replies import ended
from internbot.questions.term_questions import explained
from internbot.questions.topic_changes import after_change

LONGEST = 4_000
"""Characters that a question may have."""

_TURNS = 8
_KEPT = 2
_PREVIOUS = 0.2
"""Weight of the words of the turn before; 0.1 to 0.3 raise recall on open conversations, older turns add nothing."""
_NOTHING_SHOWN, _SEVERAL, _NO_LIST = (
    "posting of an empty list",
    "one posting of several",
    "a list to choose from",
)
_ASKED_BACK = (
    "What do you mean by that? Name the program, company or posting.",
    ("Which postings are in the list?", "What is an internship?"),
)
"""What is asked back where a word stands for nothing that was named, and likely answers."""
_SPACES = re.compile(r"[^\S\n]+")
# A line of dots says no more than a few of them, and what looks for phrases tries each of them as a beginning.
_SIGNS = re.compile(r"((?:[^\w\s]\s?){12})(?:[^\w\s]\s?)+")
_BREAKS = re.compile(r"(\s\s)\s+")


class Understanding:
    """Understands questions. The same message, conversation, records and day always give the same question."""

    def __init__(self, queries: QueryReader) -> None:
        self._queries = queries

    def read(
        self,
        message: str,
        history: Sequence[Turn],
        vocabulary: ListingVocabulary,
        today: date,
        results: Results | None = None,
        page_language: str = "en",
    ) -> Question:
        """The question that `message` asks after `history`.

        Args:
            message: as it was typed.
            history: earlier messages, oldest first; the last few are read.
            vocabulary: what the records hold now.
            today: for "this week" and "next summer".
            results: what a query finds, for "the second one".
            page_language: ISO 639-1 code of the language of the page that it was asked in.

        Raises:
            InvalidRequest: the message is empty or longer than `LONGEST` characters.
        """
        text = clean(message)
        if not text:
            raise InvalidRequest("the question is empty; write a few words")
        if len(text) > LONGEST:
            raise InvalidRequest(f"the question has {len(text):,} characters; the limit is {LONGEST:,}")
        foreign = foreign_courtesy(text)
        if foreign is not None:
            return Question(raw=message, standalone=text, kind=foreign.kind, language=foreign.language)
        courtesy = courtesy_of(text)
        if courtesy.kind:
            # A "hi" or an "ok" is said everywhere, so the page tells in which language to go on.
            return Question(raw=message, standalone=text, kind=courtesy.kind, language=page_language)
        asked = without_orders(courtesy.rest)
        language = language_of(asked.rest, page_language)
        if asked.hostile:
            return Question(
                raw=message,
                standalone=asked.rest,
                kind="knowledge",
                language=language,
                instructions=asked.orders,
                hostile=True,
            )
        context = self._context(history, vocabulary, today, results)
        turn = explained(asked.rest)
        if context and (changed := after_change(turn)) is not None:
            turn, context = changed, Context()
        standing = self._stand(turn, context, vocabulary, today, results)
        if standing.missing is not None:
            return _clarify(message, turn, standing.missing, language, standing.choices)
        back, choices = _ASKED_BACK if standing.guessed else (None, ())
        return Question(
            raw=message,
            standalone=standing.text,
            kind="listings" if standing.asks == "records" else "knowledge",
            language=language,
            clarify=back,
            choices=choices,
            listings=standing.query if standing.asks else None,
            about=standing.about,
            otherwise=other_readings(turn, standing.text, context) if standing.asks is None else (),
            alone=self._alone(message, turn, standing, language, vocabulary, today, results)
            if context
            else None,
            leans=leans(turn) is not None or ordinal_of(turn, of_a_list=False) is not None,
            context_terms=_context_terms(context, _terms(standing.text)),
            previous=context.questions[0] if context.questions else None,
            instructions=asked.orders,
        )

    def _alone(
        self,
        message: str,
        turn: str,
        standing: _Standing,
        language: str,
        vocabulary: ListingVocabulary,
        today: date,
        results: Results | None,
    ) -> Question | None:
        """What a turn asks if it does not refer to the conversation; None where it asks the same, or nothing."""
        alone = self._stand(turn, Context(), vocabulary, today, results)
        whole = alone.missing is None and not alone.guessed and alone.text == turn
        if not whole or (turn, alone.asks) == (standing.text, standing.asks):
            return None
        return Question(
            raw=message,
            standalone=turn,
            kind="listings" if alone.asks == "records" else "knowledge",
            language=language,
            listings=alone.query if alone.asks else None,
            about=alone.about,
        )

    def _stand(
        self, turn: str, context: Context, vocabulary: ListingVocabulary, today: date, results: Results | None
    ) -> _Standing:
        alone = self._queries.read(turn, vocabulary, today)
        if context.pending is not None and alone.asks is None:
            whole = ended(context.pending, turn)
            if whole is not None:
                return self._stand(whole, Context(), vocabulary, today, results)
        plain = bare_turn(turn) if context else turn
        # The heading of the one posting just spoken of has commas in it, and offers no choice.
        listed = context.listed is not None or (context.query is not None and context.age == 0)
        if not listed and (among := chosen(plain, context.questions)) is not None:
            plain = among[:1].upper() + among[1:]
        if plain != turn:
            turn, alone = plain, self._queries.read(plain, vocabulary, today)
        shown = context.listed or context.query
        one = picked(turn, alone, shown, results, lambda text: self._queries.read(text, vocabulary, today))
        if one is not None:
            asks: Literal["records", "text"] | None = one.asks if one.query else None
            return _Standing(one.text, one.query, asks, _unclear(one), one.choices, one.about)
        if context.query is not None and shown is not None:
            wider = lifted(turn, alone, shown) if context.age == 0 else None
            if wider is not None:
                return _Standing(worded(wider), wider, "records")
            previous = Previous(context.query, shown, fresh=context.age == 0)
            follow = narrowed(turn, alone, previous, results)
            if follow is not None:
                return _Standing(follow.text, follow.query, follow.asks, about=follow.about)
        attribute = attribute_of(turn)
        if attribute and not context:
            return _Standing(turn, missing=attribute)
        if alone.asks == "records" and (not context or leans(turn) is None):
            return _Standing(turn, alone.query, alone.asks)
        resolved = resolve(turn, context)
        if resolved is None:
            general = None if context else of_employers(turn)
            return _Standing(turn, missing="") if general is None else _Standing(general, guessed=True)
        asks = alone.asks
        if resolved != turn:
            # What leaned on a question for knowledge asks for knowledge, unless it names records itself.
            alone = self._queries.read(resolved, vocabulary, today)
            one = picked(
                resolved, alone, shown, results, lambda text: self._queries.read(text, vocabulary, today)
            )
            if one is not None and one.query is not None:
                return _Standing(one.text, one.query, one.asks, about=one.about)
            asks = alone.asks if asks or alone.query.filter.places else None
        return _Standing(resolved, alone.query if asks else None, asks)

    def _context(
        self, history: Sequence[Turn], vocabulary: ListingVocabulary, today: date, results: Results | None
    ) -> Context:
        context = Context()
        answering, guessed = False, None
        for turn in history[-2 * _TURNS :]:
            text = clean(turn.content)[:LONGEST]
            if not text:
                continue
            if turn.role == "assistant":
                if guessed is not None and text == _ASKED_BACK[0]:
                    context = replace(context, pending=guessed)
                elif answering:
                    # An answer writes names as they are written, and in full.
                    newest = tuple(spelled(one, (text,)) for one in context.questions[:1])
                    questions = newest + context.questions[1:]
                    context = replace(context, questions=questions, answers=(text, *context.answers))
                continue
            answering, guessed = False, None
            courtesy = courtesy_of(text)
            asked = without_orders(courtesy.rest)
            if courtesy.kind or asked.hostile or foreign_courtesy(text):
                continue
            asking = explained(asked.rest)
            if context and (changed := after_change(asking)) is not None:
                asking, context = changed, Context()
            standing = self._stand(asking, context, vocabulary, today, results)
            if standing.missing in (_NOTHING_SHOWN, _SEVERAL, _NO_LIST):
                continue  # It was asked back, so what is spoken of stays the same.
            answering, guessed = True, asking if standing.guessed else None
            context = replace(
                context,
                questions=(standing.text, *context.questions),
                age=context.age + 1,
                pending=None if standing.missing is None else standing.text,
            )
            if standing.query is not None:
                listed = context.listed if standing.query.filter.documents else standing.query
                context = replace(context, query=standing.query, listed=listed, age=0)
            elif context.age > _KEPT:
                context = replace(context, query=None, listed=None)
        return context


@dataclass(frozen=True, slots=True)
class _Standing:
    """A turn made to stand alone.

    Attributes:
        missing: the piece that it lacks, empty where it has no name.
        guessed: whether it stands alone only if "they" are employers at large.
    """

    text: str
    query: ListingQuery | None = None
    asks: Literal["records", "text"] | None = None
    missing: str | None = None
    choices: tuple[str, ...] = ()
    about: str | None = None
    guessed: bool = False


def clean(text: str) -> str:
    """The text without control and formatting characters, in composed form; spaces collapsed, rows of signs cut."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") or c in "\n\u200d" else " "
        for c in composed
    )
    return _SIGNS.sub(r"\1", _BREAKS.sub(r"\1", _SPACES.sub(" ", kept))).strip()


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(singular(word.folded) for word in content_words(text)))


def _context_terms(context: Context, own: Sequence[str]) -> tuple[Term, ...]:
    last = _terms(context.questions[0]) if context.questions else ()
    return tuple(Term(word, _PREVIOUS) for word in last if word not in own)


def _unclear(one: Picked) -> str | None:
    """What is missing where a turn picks a record that is not there, or one of several."""
    if one.query is not None:
        return None
    if not one.listed:
        return _NO_LIST
    return _NOTHING_SHOWN if one.empty else _SEVERAL


def _clarify(message: str, text: str, what: str, language: str, several: Sequence[str] = ()) -> Question:
    choices: tuple[str, ...]
    if what == _NOTHING_SHOWN:
        ask = "Which one do you mean? The last list was empty, so it has no such posting."
        choices = ("Which postings are in the list?", "Which postings are open?")
    elif what == _NO_LIST:
        ask = "Which one do you mean? I have not listed any postings yet."
        choices = ("Which postings are in the list?", "Which postings are open?")
    elif what == _SEVERAL:
        ask = "Which one do you mean? Several postings fit that."
        choices = tuple(f"What does the role “{heading}” say?" for heading in several)
    elif what:
        ask = f"The {what.lower()} of what?"
        choices = (f"Which postings state a {what.lower()}?", f"What do the guides say about {what.lower()}?")
    else:
        ask, choices = _ASKED_BACK
    return Question(
        raw=message, standalone=text, kind="clarify", language=language, clarify=ask, choices=choices
    )
