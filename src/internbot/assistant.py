"""Composition root: settings -> working parts. The only module that names concrete backends."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Self, cast

from threadpoolctl import threadpool_limits

from internbot.answering import wording
from internbot.answering.answerer import Answerer
from internbot.answering.answers import Answer, Event, Message, Usage
from internbot.answering.chain import Retrieved
from internbot.answering.fluency import Fluency
from internbot.answering.relevance import Judge, Judgement
from internbot.answering.source_conflicts import SourceConflict, SourceConflicts
from internbot.answering.streaming import Written
from internbot.chat_models.backends import chat_model
from internbot.clock import Clock, fixed_clock, system_clock
from internbot.data_folder import DataFolder
from internbot.database.opening import address, is_there, open_database
from internbot.embeddings.backends import Backend, checking_model
from internbot.embeddings.base import EmbeddingModel, Vectors
from internbot.errors import InvalidRequest
from internbot.index.catalog import StoredDocument
from internbot.index.hybrid import HybridIndex
from internbot.ingestion.reports import Progress, Report
from internbot.intake import Intake
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.places import PlaceResolver
from internbot.listings.query import QueryReader
from internbot.listings.store import ListingStore
from internbot.overviews import Overview, Overviews
from internbot.questions.page_context import PageContext
from internbot.questions.question import Question
from internbot.questions.thesaurus import Thesaurus
from internbot.questions.understanding import Understanding
from internbot.questions.whereabouts import WhereaboutsReader
from internbot.reading import QuestionReader
from internbot.records import Records
from internbot.retrieval import Evidence, Retriever
from internbot.review.approved import ApprovedAnswers, served
from internbot.settings import Settings
from internbot.spans import span_export
from internbot.tokens import Tokens
from internbot.tracing import Meter, keep_private, step
from internbot.verification.verifier import Verifier


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a search found.

    Attributes:
        document: id of its document.
        start: offset of its first character in the document's text.
        end: offset after its last one.
        score: higher is better; comparable within one search only.
    """

    document: str
    start: int
    end: int
    score: float
    text: str


class Assistant:
    """Everything that internbot can do, in one process that holds the data folder.

    Made by `open`; methods may be called from several threads. `clock` is the one that the answers go by; `approved`
    holds the answers that reviewers approved, where there is a database of them.
    """

    approved: ApprovedAnswers | None = None

    def __init__(
        self, settings: Settings, folder: DataFolder, model: EmbeddingModel, clock: Clock, *, write: bool
    ) -> None:
        self._settings = settings
        self._folder = folder
        self.clock = clock
        self._model = model
        self._index = HybridIndex(folder.path, self._model.identity.dimensions, writable=write)
        self._gazetteer = Gazetteer()
        self._listings = ListingStore(self._index.catalog.engine, self._gazetteer)
        catalog = self._index.catalog
        queries = QueryReader(self._gazetteer)
        self.records = Records(self._listings, catalog, queries, self._gazetteer, clock)
        # A server's embeddings cost time and money, and it may be down: it is asked for visitors alone.
        local = settings.embeddings == "minilm"
        self._overviews = Overviews(
            catalog,
            self._listings,
            lambda text: not local or self._answerer.has_answer(self._reader.by_rules(text)),
        )
        self._retriever = Retriever(self._index, self._model)
        tokens = Tokens()
        chat = chat_model(settings, folder.path, tokens.count, system_clock)
        self._fluency = (
            Fluency.of(chat, Verifier(checking_model(settings, model)), tokens, self.hashes) if chat else None
        )
        self._reader = QuestionReader(
            Understanding(queries),
            self._listings,
            self.records,
            clock,
            self._fluency.rewriting if self._fluency else None,
        )
        keywords = self._index.keywords
        thesaurus = Thesaurus.load()
        self._judge = Judge(keywords.terms, keywords.frequency, lambda: len(keywords), thesaurus)
        self._answerer = Answerer(
            self._index,
            self._listings,
            self._retriever,
            self._judge,
            thesaurus,
            self.clock,
            WhereaboutsReader(self._gazetteer),
            lambda: wording.holdings(self.overview().articles, self.overview().listings),
            self.starters,
            filter_text=self.records.filter_text,
            fluency=self._fluency,
        )
        self.intake = Intake(
            settings,
            folder.path,
            self._index,
            self._listings,
            self._model,
            PlaceResolver(self._gazetteer),
            tokens.count,
            clock,
        )
        self._conflicts = SourceConflicts(
            lambda: catalog.heads(kind="article"), lambda head: catalog.chunks_of(head.row)
        )
        self._warm = threading.Event()
        self._spans = span_export(os.environ)

    @classmethod
    def open(cls, settings: Settings, *, clock: Clock | None = None, write: bool = False) -> Self:
        """Take the data folder and load the parts.

        Args:
            settings: of the installation.
            clock: instead of the machine's; `INTERNBOT_TODAY` wins over the machine's as well.
            write: hold the folder alone, so that `ingest` can be called.

        Raises:
            DataFolderError: the folder is busy, was made by another model, or (for reading) holds nothing.
            BackendUnavailable: the embedding model is not installed, or its server does not say what it is.
        """
        keep_private()
        # Small matrices gain nothing from several threads, which would spin beside the web server's.
        threadpool_limits(1, user_api="blas")
        now = clock or (fixed_clock(settings.today) if settings.today else system_clock)
        backend = Backend.of(settings, Tokens())
        folder = DataFolder.hold(settings.data, asdict(backend.identity), write=write)
        try:
            return cls(settings, folder, backend.load(), now, write=write)
        except BaseException:
            folder.release()
            raise

    def stream(
        self,
        question: str,
        history: Sequence[Message] = (),
        *,
        conversation: str | None = None,
        context: PageContext | None = None,
        approved: bool = True,
    ) -> Iterator[Event]:
        """Answer a question step by step; the last event carries the whole answer. Closing it stops the work.

        Args:
            question: as it was typed.
            history: earlier messages, oldest first.
            conversation: id that the answer is to carry.
            context: what the page that the question comes from shows.
            approved: whether an approved answer may be served; without, it is answered as if none were.

        Raises:
            InvalidRequest: the question is empty or too long, or the page's conditions cannot be read.
        """
        meter = Meter()
        began = time.perf_counter()
        told: Answer | None = None
        with meter.current(), step("understanding"):
            asked = self._reader.read(question, history, context)
            known = self.approved.match(asked) if approved and self.approved is not None else None
        if known is not None:
            told_by = served(known, asked, conversation, began)
        else:
            told_by = self._answerer.stream(asked, conversation=conversation)
        try:
            with closing(cast("Generator[Event, None, None]", told_by)) as events:
                while True:
                    # Around each event anew: between two of them, other questions may use this thread.
                    with meter.current():
                        event = next(events, None)
                    if event is None:
                        break
                    if isinstance(event.data, Answer):
                        told = event.data.model_copy(update={"usage": Usage.of(meter.steps)})
                        event = event.model_copy(update={"data": told})
                    yield event
        finally:
            if self._spans is not None:
                self._spans.tell(meter, _attributes(told))

    def answer(
        self,
        question: str,
        history: Sequence[Message] = (),
        *,
        conversation: str | None = None,
        approved: bool = True,
    ) -> Answer:
        """The whole answer to a question; arguments and errors as for `stream`."""
        for event in self.stream(question, history, conversation=conversation, approved=approved):
            if isinstance(event.data, Answer):
                return event.data
        raise RuntimeError("the stream ended without an answer")

    @contextmanager
    def serving_approved(self) -> Iterator[None]:
        """Serve for the while what reviewers approved, where the installation has a database of it.

        Raises:
            SettingsError: the database cannot be opened.
        """
        if not is_there(self._settings):
            yield
            return
        engine = open_database(address(self._settings))
        try:
            self.approved = ApprovedAnswers(engine, self.clock, self, self.read)
            yield
        finally:
            self.approved = None
            engine.dispose()

    def index_version(self) -> int:
        """A number that rises with every change of what is known."""
        return self._index.catalog.generation()

    def warm_up(self) -> None:
        """Load what the first question would otherwise wait for: the gazetteer, the indexes, the models."""
        for _ in self._answerer.stream(self._reader.by_rules("What is an internship?"), fluent=False):
            pass
        self._warm.set()
        # The first question that names anything would wait a second for it; the first answer need not.
        self._gazetteer.cities("")

    @property
    def warm(self) -> bool:
        """Whether everything is loaded."""
        return self._warm.is_set()

    def overview(self) -> Overview:
        """What there is."""
        return self._overviews.now()

    def starters(self) -> tuple[str, ...]:
        """Some questions to begin with; the first call after a change takes as long as some answers."""
        return self._overviews.starters()

    def read(self, question: str) -> Question:
        """How a question that stands alone is understood now."""
        return self._reader.read(question)

    def evidence(self, question: str) -> tuple[Question, Evidence, Judgement]:
        """How a question is understood, what is found for it, and what that is worth, for those who check."""
        asked = self._reader.read(question)
        evidence = self._retriever.retrieve(asked.standalone, asked.context_terms, asked.previous)
        return asked, evidence, self._judge.judge(evidence)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, shape (len(texts), dimensions)."""
        return self._model.encode(texts)

    def hashes(self, documents: Collection[str]) -> dict[str, str]:
        """Hash of the stored text by document; those that are gone are left out."""
        return self._index.catalog.hashes(documents)

    def quoted(self, question: str) -> Answer:
        """The answer to a question that stands alone, without a chat model and without what reviewers approved."""
        events = list(self._answerer.stream(self._reader.read(question), fluent=False))
        answer = events[-1].data
        assert isinstance(answer, Answer)
        return answer

    def holds(self, word: str) -> bool:
        """Whether any source holds a word, in any form."""
        keywords = self._index.keywords
        return any(keywords.frequency(term) for term in keywords.terms(word))

    @property
    def writes(self) -> bool:
        """Whether there is a chat model."""
        return self._fluency is not None

    def written(self, question: str) -> Written:
        """What the chat model writes from the nearest passages, as far as it is proved, whatever they are worth.

        Raises:
            InvalidRequest: there is no chat model.
        """
        if self._fluency is None:
            raise InvalidRequest("there is no chat model: set INTERNBOT_CHAT_MODEL")
        asked, _, judgement = self.evidence(question)
        writing = self._fluency.writer.write(Retrieved(asked.standalone, judgement, ()), self.clock().date())
        while True:
            try:
                next(writing)
            except StopIteration as done:
                return cast("Written", done.value)

    def source_conflicts(self) -> Sequence[SourceConflict]:
        """Stored articles that state different amounts of the same; takes seconds where there are thousands."""
        return self._conflicts.find()

    def closed(self, documents: Collection[str]) -> set[str]:
        """Those of the documents that are listings and are closed now."""
        return self.records.closed(documents)

    def search(self, question: str, history: Sequence[Message] = (), k: int = 10) -> list[Hit]:
        """The `k` chunks that are nearest to a question, best first."""
        asked = self._reader.read(question, history)
        evidence = self._retriever.retrieve(asked.standalone, asked.context_terms, asked.previous)
        return [
            Hit(one.chunk.document.id, one.chunk.span.start, one.chunk.span.end, one.score, one.chunk.text)
            for one in evidence.candidates[:k]
        ]

    def show(self, document: str) -> StoredDocument:
        """The stored text and metadata of a document.

        Raises:
            NotFound: there is none of that id.
        """
        return self._index.catalog.document(document)

    def ingest(
        self,
        sources: Sequence[str],
        *,
        prune: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Bring sources into the index; arguments and errors as for `Intake.ingest`."""
        return self.intake.ingest(sources, prune=prune, progress=progress)

    def close(self) -> None:
        """Let go of the data folder, after the step that an ingestion in another thread is at."""
        self.intake.stop()
        if self._fluency is not None:
            self._fluency.model.close()
        self._index.close()
        self._model.close()
        if self._spans is not None:
            self._spans.close()
        self._folder.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _attributes(answer: Answer | None) -> dict[str, str | int | float]:
    """What spans say of an answer, which is nothing of its words; None where it was given up or failed."""
    if answer is None:
        return {"internbot.status": "given up"}
    return {
        "internbot.status": answer.status,
        "internbot.citations": len(answer.citations),
        "internbot.dropped": len(answer.dropped),
        "internbot.fallback": answer.fallback is not None,
        "gen_ai.request.model": answer.model,
    }
