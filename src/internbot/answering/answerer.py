"""A question, understood -> a stream of events that ends in the whole answer."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace

from internbot.answering import field_answers, listing_answers, wording
from internbot.answering.answers import (
    Answer,
    Conflict,
    Event,
    Sentence,
    SourceLink,
)
from internbot.answering.chain import Retrieved
from internbot.answering.composition import Composed
from internbot.answering.field_answers import FieldAnswer
from internbot.answering.findings import Finder, Finding
from internbot.answering.fluency import Fluency
from internbot.answering.listing_answers import Holdings, ListingAnswer
from internbot.answering.listing_suggestions import narrowings
from internbot.answering.making import Maker, Stopwatch, told
from internbot.answering.nearest import MOST, nearest
from internbot.answering.quoting import Quote
from internbot.answering.readings import Readings
from internbot.answering.record_silence import beside_the_field, of_others, unstated, whether_done
from internbot.answering.relevance import Judge, Judgement
from internbot.answering.requirements import Requirement
from internbot.answering.streaming import GatedWriter, Written, unsaid
from internbot.answering.suggestions import as_question, follow_ups, own_questions
from internbot.clock import Clock
from internbot.index.hybrid import Candidate, HybridIndex
from internbot.listings import field_cues
from internbot.listings.filters import ListingFilter, RecordField
from internbot.listings.found import Found
from internbot.listings.store import ListingStore
from internbot.questions.question import Question
from internbot.questions.thesaurus import Thesaurus
from internbot.questions.whereabouts import WhereaboutsReader
from internbot.retrieval import Evidence, Retriever

_VALUES: frozenset[RecordField] = frozenset(
    {"salary", "expires_at", "posted_at", "experience_years", "apply_url", "term"}
)
"""Fields that a question asks the value of."""
_BOUNDED = frozenset({"pay", "paid", "closes", "stated", "not_stated", "posted", "experience"})
"""Conditions that name a value themselves, so that it is records that are asked for."""
_SURE = 0.65
"""Answerability from which a question that could be asked back is answered."""
_SECTIONS = 30
"""Candidates whose documents and headings are named as near to the question."""


class Answerer:
    """Answers from the records and from the texts, by quoting, or with a writer by what its chat model writes."""

    def __init__(
        self,
        index: HybridIndex,
        listings: ListingStore,
        retriever: Retriever,
        judge: Judge,
        thesaurus: Thesaurus,
        clock: Clock,
        whereabouts: WhereaboutsReader,
        held: Callable[[], str],
        starters: Callable[[], Sequence[str]],
        fluency: Fluency | None = None,
        *,
        filter_text: Callable[[ListingFilter], str] = lambda _: "",
    ) -> None:
        self._index = index
        self._listings = listings
        self._retriever = retriever
        self._finder = Finder(index, listings, retriever, judge, thesaurus, clock, whereabouts)
        self._readings = Readings(self._finder, index.keywords.terms, judge.signs)
        self._clock = clock
        self._held = held
        self._starters = starters
        self._fluency = fluency
        self._filter_text = filter_text

    def has_answer(self, question: Question) -> bool:
        """Whether a question is over the records, or the texts answer it."""
        return question.kind == "listings" or self._finder.find(question).composed is not None

    def stream(
        self, question: Question, *, conversation: str | None = None, fluent: bool = True
    ) -> Iterator[Event]:
        """Events of an answer: what is being done, each sentence with its citations, at last the whole answer.

        Args:
            question: understood.
            conversation: id that the answer is to carry.
            fluent: whether a chat model, where there is one, may be asked.
        """
        fluency = self._fluency if fluent else None
        work = Stopwatch()
        make = Maker(question, conversation, self._clock, work)
        if question.kind in ("greeting", "thanks", "about", "clarify"):
            yield make.done(self._chat(question, make))
            return
        yield Event(kind="status", data=wording.searching(self._held()))
        if question.kind == "listings" and (yield from self._over_records(question, make, work, fluency)):
            return
        fields = self._fields(question)
        reading = None
        if fields is not None and fields.known:
            reading = self._readings.instead_of(question, _words(fields, question.raw))
            if reading is None:
                yield from self._from_fields(fields, question, make, work)
                return
        reading = reading or self._readings.likeliest(question)
        if question.clarify is not None and not _surely(reading.found):
            yield make.done(self._ask_back(question, make))
            return
        if reading.question is question.alone:
            fields = None
        if reading.found is not None and not self._tells(reading.question, reading.found, fields):
            declined = reading.found
            if declined.composed is None and fields is None and question.about and not question.hostile:
                duties = self._fields(question, whether_done(question.about, declined.evidence))
                if duties is not None and duties.known:
                    yield from self._from_fields(duties, question, make, work)
                    return
            other = self._readings.by_itself(question)
            if other is None:
                make = replace(make, question=reading.question)
                work.retrieval = work.now()
                answer = self._decline(reading.question, declined.evidence, declined.judgement, make)
                # The record says nothing of what was asked, and neither does its text: that is said.
                yield make.done(unstated(answer, fields) if fields and not question.hostile else answer)
                return
            reading = other
        question, said = reading.question, reading.found
        make = replace(make, question=question)
        if said is None or said.composed is None:
            yield from self._over_records(question, make, work, fluency, texts=False)
            return
        yield from self._from_texts(question, said, said.composed, make, work, fluency)

    def _tells(self, question: Question, found: Finding, fields: FieldAnswer | None) -> bool:
        """Whether what was found answers a question, of whose record `fields` were sought and not found."""
        return (
            found.composed is not None
            and not of_others(question, found.composed, self._count)
            and not beside_the_field(fields, found.composed)
        )

    def _over_records(
        self, question: Question, make: Maker, work: Stopwatch, fluency: Fluency | None, *, texts: bool = True
    ) -> Generator[Event, None, bool]:
        """The answer to a question over records; gives back whether there was one.

        Args:
            texts: whether those may still be asked, where no record says what is asked: a sum, a day.
        """
        query = question.listings
        if query is None:
            return False
        found = self._listings.find(query, self._clock(), first=listing_answers.SHOWN)
        if texts and not found.total and self._asks_a_value(question):
            return False
        records = self._listings.vocabulary().total
        unread = max(0, self._index.catalog.counts().listings - records)
        if not found.total and unread:
            yield make.done(self._unread(question, make, known=records, unread=unread))
        else:
            yield from self._from_records(found, make, work, fluency, known=records, unread=unread)
        return True

    def _from_texts(
        self,
        question: Question,
        said: Finding,
        composed: Composed,
        make: Maker,
        work: Stopwatch,
        fluency: Fluency | None,
    ) -> Iterator[Event]:
        work.retrieval = work.now()
        quotes, evidence, judgement, apart = said.quotes, said.evidence, said.judgement, said.apart
        by_model: dict[str, object] = {}
        if fluency is not None and not apart and not said.unanswered:
            written = yield from self._written(fluency.writer, question, said, make, work)
            if written is None:
                return
            by_model = {
                "fallback": written.why_quoted,
                "prompt": fluency.writer.prompt_sha256,
                "dropped": tuple(written.dropped),
            }
        elif fluency is not None:
            by_model = {"fallback": wording.quoted_apart() if apart else wording.quoted_partly()}
        above = [
            wording.foreign(question.language, translated=question.translated),
            wording.partly(said.unanswered) if said.unanswered else None,
            wording.disagreement() if any(pair.first == 0 for pair in apart) else None,
        ]
        lines = [line for line in above if line]
        sentences = (*(Sentence(text=line, support="not_needed") for line in lines), *composed.sentences)
        work.first_sentence = work.now()
        yield from told(sentences, composed.citations)
        suggestions = self._suggestions(question, evidence, quotes)
        answer = make.answer(
            "answered",
            "\n\n".join([*lines, composed.text]),
            sentences=sentences,
            citations=composed.citations,
            suggestions=suggestions,
            conflicts=tuple(
                Conflict(about=question.standalone, citations=(pair.first + 1, pair.second + 1))
                for pair in apart
            ),
            answerability=judgement.answerability,
        )
        yield make.done(answer.model_copy(update=by_model))

    def _written(
        self, writer: GatedWriter, question: Question, said: Finding, make: Maker, work: Stopwatch
    ) -> Generator[Event, None, Written | None]:
        """The answer that the chat model writes; where nothing of it can be shown, what became of it instead."""
        yield Event(kind="status", data=wording.writing())
        retrieved = Retrieved(question.standalone, said.judgement, said.quotes)
        written = yield from writer.write(
            retrieved, self._clock().date(), question.language if question.translated else "en"
        )
        telling = written.telling
        by_model: dict[str, object] = {
            "model": writer.name,
            "prompt": writer.prompt_sha256,
            "dropped": tuple(written.dropped),
        }
        if not telling.citations:
            if written.ending != "no_answer":
                return written
            declined = self._decline(question, said.evidence, said.judgement, make)
            yield make.done(declined.model_copy(update=by_model))
            return None
        if written.first_sentence is not None:
            work.first_sentence = (written.first_sentence - work.start) * 1000
        if written.error is not None:
            # The model broke off: what it had not come to is quoted.
            by_now = tuple(telling.citations)
            for one in said.quotes:
                for sentence in unsaid(one, by_now):
                    yield from telling.proved(sentence)
        answer = make.answer(
            "answered",
            telling.text,
            sentences=telling.sentences,
            citations=telling.citations,
            suggestions=self._suggestions(question, said.evidence, said.quotes),
            answerability=said.judgement.answerability,
            fallback=written.why_quoted,
        )
        yield make.done(answer.model_copy(update=by_model))
        return None

    def _asks_a_value(self, question: Question) -> bool:
        """Whether a question over records asks what they say, rather than which there are or how many."""
        query = question.listings
        if query is None or query.mode == "how_many" or _BOUNDED.intersection(query.filter.conditions()):
            return False
        required = Requirement.of(question.standalone, self._index.keywords.terms)
        return required is not None or bool(_VALUES.intersection(query.fields))

    def _suggestions(
        self, question: Question, evidence: Evidence, quotes: Sequence[Quote]
    ) -> tuple[str, ...]:
        """Questions that the quoted documents answer too, then those of other documents that were found."""
        found = [one.chunk.document.row for one in evidence.candidates[:_SECTIONS]]
        rows = dict.fromkeys([one.document.row for one in quotes] + found)
        named = self._index.catalog.metadata(rows)
        own = [one for row in rows for one in own_questions(named.get(row, {}))]
        headings = [as_question(*section) for section in _sections(evidence.candidates, quotes)]
        return follow_ups([*own, *headings], (question.raw, question.standalone))

    def _from_records(
        self,
        found: Found,
        make: Maker,
        work: Stopwatch,
        fluency: Fluency | None,
        *,
        known: int,
        unread: int,
    ) -> Iterator[Event]:
        shown = found.shown
        texts = self._index.catalog.texts([one.document for one in shown.rows])
        checked = self._index.catalog.counts().checked
        held = Holdings(known, unread, checked.date() if checked else None)
        said: ListingAnswer = listing_answers.answer(found, texts, held, self._filter_text)
        work.retrieval = work.now()
        by_model: dict[str, object] = {}
        if fluency is not None and found.nearest is None:
            yield Event(kind="status", data=wording.writing())
            summary = fluency.summaries.summary(make.question.standalone, said)
            said, by_model = summary.answer, summary.by_model
        work.first_sentence = work.now()
        yield from told(said.sentences, said.citations)
        yield Event(kind="listings", data=said.result)
        answer = make.answer(
            "answered",
            said.text,
            sentences=said.sentences,
            citations=said.citations,
            listings=said.result,
            suggestions=narrowings(found, self._count, self._clock().date()),
            answerability=1.0,
        )
        yield make.done(answer.model_copy(update=by_model))

    def _fields(self, question: Question, named: Sequence[RecordField] = ()) -> FieldAnswer | None:
        """What the records say that a question asks fields of; None where it asks none, or many records'.

        Args:
            question: understood.
            named: fields instead of those that it asks for.
        """
        query = question.listings
        fields = named or (query.fields if query else ())
        if question.kind != "knowledge" or query is None or not fields or not query.filter.conditions():
            return None
        found = self._listings.find(query, self._clock(), first=field_answers.MOST_RECORDS)
        if not 0 < found.total <= field_answers.MOST_RECORDS:
            return None
        texts = self._index.catalog.texts([one.document for one in found.rows])
        return field_answers.answer(found.rows, fields, texts)

    def _from_fields(
        self, said: FieldAnswer, question: Question, make: Maker, work: Stopwatch
    ) -> Iterator[Event]:
        """The record first, then the articles that say otherwise."""
        evidence = self._retriever.retrieve(question.standalone)
        work.retrieval = work.first_sentence = work.now()
        chunks = [one.chunk for one in evidence.candidates[:_SECTIONS]]
        composed, conflicts = field_answers.with_conflicts(said, chunks, self._clock().date())
        yield from told(composed.sentences, composed.citations)
        yield make.done(
            make.answer(
                "answered",
                composed.text,
                sentences=composed.sentences,
                citations=composed.citations,
                suggestions=self._suggestions(question, evidence, ()),
                conflicts=conflicts,
                answerability=1.0,
            )
        )

    def _count(self, wanted: ListingFilter) -> int:
        return self._listings.find(wanted, self._clock(), first=0).total

    def _ask_back(self, question: Question, make: Maker) -> Answer:
        return make.answer(
            "clarify",
            question.clarify or "What do you mean?",
            suggestions=question.choices,
            unproved=True,
        )

    def _chat(self, question: Question, make: Maker) -> Answer:
        if question.kind == "clarify":
            return self._ask_back(question, make)
        text = {
            "greeting": wording.greeting(self._held(), question.language),
            "thanks": wording.thanks(question.language),
            "about": wording.about(self._held(), question.language),
        }[question.kind]
        return make.answer("chat", text, suggestions=tuple(self._starters()), unproved=True)

    def _unread(self, question: Question, make: Maker, *, known: int, unread: int) -> Answer:
        """Where no record matches, but there are postings that have none: neither a number nor a guess from texts."""
        near = self._retriever.retrieve(question.standalone, question.context_terms, question.previous)
        heads = {one.chunk.document.id: one.chunk.document for one in near.candidates}
        postings = [head for head in heads.values() if head.kind == "listing"]
        return make.answer(
            "declined",
            wording.unread(known, unread),
            unproved=True,
            nearest=tuple(
                SourceLink(document=head.id, title=head.title, url=head.url) for head in postings[:MOST]
            ),
            suggestions=self._suggestions(question, near, ()),
        )

    def _decline(self, question: Question, evidence: Evidence, judgement: Judgement, make: Maker) -> Answer:
        near = nearest(evidence.candidates, judgement) if not question.hostile else ()
        text = wording.decline(
            judgement.unknown,
            judgement.unsaid,
            hostile=question.hostile,
            language=question.language,
            translated=question.translated,
            quoted=any(one.quote for one in near),
        )
        return make.answer(
            "declined",
            text,
            unproved=True,
            nearest=near,
            suggestions=self._suggestions(question, evidence, ()),
            answerability=judgement.answerability,
        )


def _words(fields: FieldAnswer, message: str) -> Iterator[str]:
    """What an answer from records says, with the words of the message that ask for those fields."""
    yield from (one.text for one in fields.composed.sentences)
    for name, pattern in field_cues.asking():
        if name in fields.fields:
            yield from (found.group() for found in pattern.finditer(message.lower()))


def _surely(found: Finding | None) -> bool:
    """Whether an answer is likely enough for a question that was understood by a guess."""
    return found is None or (found.composed is not None and found.judgement.answerability >= _SURE)


def _sections(candidates: Sequence[Candidate], quotes: Sequence[Quote]) -> Iterator[tuple[str, str]]:
    """(heading, title) of the sections that were found but not quoted; those of quoted documents first."""
    quoted = {one.document.row for one in quotes}
    for inside in (True, False):
        for one in candidates[:_SECTIONS]:
            chunk = one.chunk
            if (chunk.document.row in quoted) != inside or not chunk.path or chunk.document.kind != "article":
                continue
            if not any(
                quote.document.row == chunk.document.row
                and quote.span.start < chunk.span.end
                and chunk.span.start < quote.span.end
                for quote in quotes
            ):
                yield chunk.path[-1], chunk.document.title
