"""Question -> what answers it: evidence, judged, quoted and composed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from internbot.answering.composition import Cited, Composed, compose
from internbot.answering.conflicts import Disagreement, disagreements
from internbot.answering.orders import orders_assistant
from internbot.answering.question_names import names_in
from internbot.answering.quoting import Quote, quote, wants_list
from internbot.answering.relevance import Judge, Judgement
from internbot.answering.requirements import Requirement
from internbot.answering.single_facts import asks_one_fact
from internbot.clock import Clock
from internbot.errors import SourceChanged
from internbot.index.hybrid import HybridIndex
from internbot.index.stored import StoredChunk
from internbot.listings.store import ListingStore
from internbot.questions.asking import asking_part
from internbot.questions.comparisons import compared
from internbot.questions.compounds import parts
from internbot.questions.question import Question
from internbot.questions.source_pointers import pointed
from internbot.questions.thesaurus import Thesaurus
from internbot.questions.whereabouts import Whereabouts, WhereaboutsReader
from internbot.retrieval import Evidence, Retriever

_OF_EACH = 3
"""Quotes on each of two things that are compared, or asked at once."""
_OF_ANY = frozenset({"employment_types", "status"})
"""Conditions that say of what kind a posting is, and not which."""
_RECORDS = 20
"""Records that a question about their text may pick out; with more, all texts are searched."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question: the quotes, and what they were chosen from.

    Attributes:
        apart: pairs of quotes that disagree.
        composed: what the quoting answer says; None where the evidence does not answer.
        unanswered: of several questions in one, those that have no answer.
    """

    quotes: tuple[Quote, ...]
    evidence: Evidence
    judgement: Judgement
    apart: tuple[Disagreement, ...] = ()
    composed: Composed | None = None
    unanswered: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether there is something to tell, and the evidence is worth telling it."""
        return self.judgement.answers and bool(self.quotes)


Single = Callable[[str], Finding]
"""What answers one question, in the words given; looked up once."""


class Finder:
    """Finds what answers a question in the texts."""

    def __init__(
        self,
        index: HybridIndex,
        listings: ListingStore,
        retriever: Retriever,
        judge: Judge,
        thesaurus: Thesaurus,
        clock: Clock,
        whereabouts: WhereaboutsReader,
    ) -> None:
        self._index = index
        self._listings = listings
        self._retriever = retriever
        self._judge = judge
        self._clock = clock
        self._thesaurus = thesaurus
        self._whereabouts = whereabouts

    def find(self, question: Question) -> Finding:
        """What is quoted, composed; without a text where the evidence does not answer.

        Raises:
            SourceChanged: sources were changed under it several times in a row.
        """
        for last in (False, False, True):
            try:
                told = self._whereabouts.read(question.standalone) if question.listings is None else None
                single = cache(partial(self._there, question, told))
                found = _each(question.standalone, single) or single(question.standalone)
                if question.hostile:
                    return found
                if not found.answers:
                    found = (
                        _otherwise(question.standalone, told, found, single)
                        or self._in_text(question.standalone, found, single)
                        or self._reworded(question, found)
                        or _partly(question.standalone, single)
                        or _without_whereabouts(found, told)
                    )
                if not found.answers:
                    return found
                apart = disagreements(found.quotes)
                return replace(found, apart=apart, composed=self._compose(found.quotes, apart))
            except SourceChanged:
                # Nothing was told yet, so that the whole search can be done again over what there is now.
                if last:
                    raise
        raise AssertionError("the last round returns or raises")

    def _there(self, question: Question, told: Whereabouts | None, text: str) -> Finding:
        """What answers a text of the message; without quotes where that does not hold where the asker is.

        What is asked of something by its name holds anywhere, and a text that names the place speaks of it itself.
        """
        found = self._single(replace(question, standalone=text))
        if told is None or text == question.standalone or names_in(told.asked) or not found.answers:
            return found
        holds = self._whereabouts.holds_there(told, with_headings(found))
        return found if holds else replace(found, quotes=())

    def _single(self, question: Question) -> Finding:
        return self._compared(question) or self._found(question)

    def _found(self, question: Question) -> Finding:
        """What answers the question as it stands."""
        evidence = self._evidence(question)
        judgement = self._judge.judge(evidence)
        quotes = quote(
            judgement.candidates,
            judgement.sentences,
            self._index.catalog.chunks_of,
            wants_list=wants_list(question.standalone),
            one_fact=asks_one_fact(question.standalone),
            left_out=partial(orders_assistant, question=question.standalone),
        )
        return Finding(quotes, evidence, judgement)

    def _reworded(self, question: Question, found: Finding) -> Finding | None:
        """What answers a question in the words that the passages found have for what it names; None where nothing does.

        Whatever the question names must stand in the passage quoted: a lay word leads to its subject in every text.
        """
        stems = self._index.keywords.terms
        chunks = [one.chunk for one in found.judgement.candidates]
        texts = [_read(chunk) for chunk in chunks]
        said = self._thesaurus.in_words_of(question.standalone, texts, stems)
        # In other words the question may not show any more what it requires: "how old" does, "how age" does not.
        if said == question.standalone or _requires(said, stems) != _requires(question.standalone, stems):
            return None
        again = self._found(replace(question, standalone=said))
        if not again.answers:
            return None
        first = again.quotes[0]
        around = [
            _read(one.chunk)
            for one in again.judgement.candidates
            if one.chunk.document.row == first.document.row
            and one.chunk.span.start < first.span.end
            and first.span.start < one.chunk.span.end
        ]
        known = frozenset(stems("\n".join(around)))
        named = (stem for name in names_in(said) for stem in stems(name))
        return again if known.issuperset(named) else None

    def _in_text(self, message: str, found: Finding, single: Single) -> Finding | None:
        """What a text that the message names says; None where it names none, or that says nothing.

        "In the Amazon story, what is code mixing?" is answered by texts with those names, and by no others.
        """
        told = pointed(message)
        again = single(told.rest) if told is not None else None
        if told is None or again is None or not again.answers:
            return None
        texts: dict[int, list[str]] = {}
        for one in (*found.judgement.candidates, *again.judgement.candidates):
            head = one.chunk.document
            # "amazon_science_story.html" has three words.
            address = re.sub(r"[\W_]+", " ", f"{head.id} {head.url or ''}")
            texts.setdefault(head.row, [address]).append(_read(one.chunk))
        stems = self._index.keywords.terms
        named = frozenset(stems(" ".join(told.named)))
        held = {row: named.issubset(stems("\n".join(said))) for row, said in texts.items()}
        quotes = tuple(one for one in again.quotes if held.get(one.document.row))
        return replace(again, quotes=quotes) if held.get(again.quotes[0].document.row) else None

    def _compared(self, question: Question) -> Finding | None:
        """What is said of each of two things that are compared; None where nothing is, or one of them is unknown."""
        things = compared(question.standalone)
        if things is None:
            return None
        quotes: list[Quote] = []
        evidence = self._retriever.retrieve(question.standalone)
        judgement = self._judge.judge(evidence)
        for thing in things:
            about = self._judge.judge(self._retriever.retrieve(f"What is {thing}?"))
            if not about.answers:
                return None
            likely = max(judgement.answerability, about.answerability)
            judgement = replace(judgement, answerability=likely)
            quotes += quote(about.candidates, about.sentences, self._index.catalog.chunks_of, most=_OF_EACH)
        kept = [one for n, one in enumerate(quotes) if not any(_overlap(one, other) for other in quotes[:n])]
        return Finding(tuple(kept), evidence, judgement)

    def _evidence(self, question: Question) -> Evidence:
        """Evidence for the standalone question; within the records that it asks about, where it names some."""
        within = None
        # "The Outreachy internship" picks out no posting.
        if question.listings is not None and not _OF_ANY.issuperset(question.listings.filter.conditions()):
            found = self._listings.find(question.listings, self._clock(), first=_RECORDS)
            if 0 < found.total <= _RECORDS:
                texts = self._index.catalog.texts([one.document for one in found.rows])
                within = [head.row for head, _ in texts.values()]
        return self._retriever.retrieve(
            question.standalone, question.context_terms, question.previous, within
        )

    def _compose(self, quotes: Sequence[Quote], apart: Sequence[Disagreement]) -> Composed:
        texts = self._index.catalog.texts({one.document.id for one in quotes})
        for one in quotes:
            head, _ = texts.get(one.document.id, (None, ""))
            if head is None or head.sha256 != one.document.sha256:
                raise SourceChanged(f"{one.document.title} was changed just now: ask again")
        cited = [Cited(one, one.span.of(texts[one.document.id][1])) for one in quotes]
        dated = {position for pair in apart for position in (pair.first, pair.second)}
        return compose(cited, self._clock().date(), dated)


def _otherwise(message: str, told: Whereabouts | None, found: Finding, single: Single) -> Finding | None:
    """What answers a longer message by less of it; None where nothing does.

    No source has to speak of where the asker is, nor of the story around the question. The message as a whole must
    lead to the same document: the story says what the question is about.
    """
    near = {one.chunk.document.row for one in found.judgement.candidates}
    rest = told.rest if told is not None else message
    for text in dict.fromkeys((asking_part(rest) or rest, rest)):
        again = (_each(text, single) or single(text)) if text != message else None
        if again is not None and again.answers and again.quotes[0].document.row in near:
            return again
    return None


def _each(text: str, single: Single) -> Finding | None:
    """What answers each of the questions in one; None where it is one, or one of them has no answer."""
    asked = _parts(text, single)
    return _together([one for _, one in asked if one]) if asked and all(one for _, one in asked) else None


def _partly(text: str, single: Single) -> Finding | None:
    """What answers some of the questions in one, with those that have no answer; None where none has one."""
    asked = _parts(text, single)
    answered = [one for _, one in asked if one is not None]
    unanswered = tuple(part for part, one in asked if one is None)
    return replace(_together(answered), unanswered=unanswered) if answered else None


def _parts(text: str, single: Single) -> list[tuple[str, Finding | None]]:
    """The questions in one, each with what answers it; empty where it is one."""
    return [
        (wordings[-1], next((found for one in wordings if (found := single(one)).answers), None))
        for wordings in parts(text) or ()
    ]


def _together(findings: Sequence[Finding]) -> Finding:
    quotes: list[Quote] = []
    for one in findings:
        quotes += [q for q in one.quotes[:_OF_EACH] if not any(_overlap(q, other) for other in quotes)]
    weakest = min(findings, key=lambda one: one.judgement.answerability)
    return Finding(tuple(quotes), weakest.evidence, weakest.judgement)


def _read(chunk: StoredChunk) -> str:
    """A chunk as somebody reads it, below its document's title and its headings."""
    return "\n".join((chunk.document.title, *chunk.path, chunk.text))


def _requires(question: str, terms: Callable[[str], Iterable[str]]) -> re.Pattern[str] | None:
    required = Requirement.of(question, terms)
    return required.pattern if required is not None else None


def _without_whereabouts(found: Finding, told: Whereabouts | None) -> Finding:
    """A finding that does not answer, without the asker's whereabouts among the names that no source holds."""
    if told is None:
        return found
    unknown = tuple(name for name in found.judgement.unknown if name in told.rest)
    return replace(found, judgement=replace(found.judgement, unknown=unknown))


def with_headings(found: Finding) -> Iterator[str]:
    """The quotes, and the headings that they stand below."""
    for one in found.quotes:
        yield from (unit.text for unit in one.units)
        yield one.document.title
        for candidate in found.judgement.candidates:
            chunk = candidate.chunk
            same = chunk.document.row == one.document.row
            if same and chunk.span.start < one.span.end and one.span.start < chunk.span.end:
                yield from chunk.path


def _overlap(one: Quote, other: Quote) -> bool:
    same = one.document.row == other.document.row
    return same and one.span.start < other.span.end and other.span.start < one.span.end
