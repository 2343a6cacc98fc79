"""What comes in: sources of every kind are read by one run at a time, and each look at them is remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from internbot.bundled import knowledge_folder
from internbot.clock import Clock
from internbot.embeddings.base import EmbeddingModel
from internbot.errors import BackendUnavailable, NotFound, SettingsError
from internbot.fetching.addresses import AddressRules
from internbot.fetching.fetcher import Fetcher, Limits
from internbot.fetching.kept_answers import KeptAnswers
from internbot.index.hybrid import HybridIndex
from internbot.index.looks import SourceState
from internbot.ingestion.embedding import ChunkEmbedding
from internbot.ingestion.reports import Progress, Report
from internbot.ingestion.runs import Ingestion
from internbot.ingestion.source_items import SourceItems
from internbot.ingestion.source_names import SourceName
from internbot.listings.feeds.registry import boards, formats
from internbot.listings.places import PlaceResolver
from internbot.listings.store import ListingStore
from internbot.settings import Settings
from internbot.sources.readers import default_readers

_MEBIBYTE = 1024 * 1024
_FETCHED = "fetched"
"""Folder of the data folder that keeps answers from the network."""


class Intake:
    """Reads sources into the index; methods may be called from several threads, and take turns."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        index: HybridIndex,
        listings: ListingStore,
        model: EmbeddingModel,
        places: PlaceResolver,
        count_tokens: Callable[[str], int],
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._catalog = index.catalog
        self._clock = clock
        self._turn = threading.Lock()
        self._stopping = threading.Event()
        self._boards = boards(places)
        max_bytes = settings.max_file_mb * _MEBIBYTE
        self._limits = Limits(max_bytes, settings.fetch_seconds, settings.fetch_per_minute)
        self._rules = AddressRules.parse(settings.fetch_allow or "")
        self._ingestion = Ingestion(
            index,
            listings,
            ChunkEmbedding(index.catalog, model, count_tokens, settings.chunk_tokens),
            SourceItems(self._boards, self._fetcher, max_bytes, clock),
            (*formats(places), *default_readers()),
            clock,
        )

    def ingest(
        self,
        sources: Sequence[str],
        *,
        prune: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Bring sources into the index: the records of all of them first, then the passages of their texts.

        Args:
            sources: paths, web addresses, boards such as `greenhouse:acme`.
            prune: also remove documents that have left their source.
            progress: told of each step.

        Raises:
            SourceError: a source does not exist, or is of no known kind; those before it were ingested.
            BackendUnavailable: internbot is being stopped; what was written is kept.
        """
        report = Report()
        names = [self.name(source) for source in sources]
        tell = self._teller(progress)
        with self._turn:
            for name in names:
                report += self._ingestion.run(name, prune=prune, progress=tell)
            self._ingestion.complete(tell, names)
        return report

    def complete(self) -> None:
        """Do what a run that was broken off has left: the passages of texts whose records are already known."""
        with self._turn:
            self._ingestion.complete(self._teller(None))

    def states(self) -> list[SourceState]:
        """Every source, with its last look and its next one."""
        return self._catalog.looks.states()

    def state(self, source: SourceName) -> SourceState | None:
        """What is known of one source; None where it was never named before."""
        found = self._catalog.looks.states([source.uri])
        return found[0] if found else None

    def plan(self, source: SourceName, at: datetime | None) -> None:
        """Remember when a source is looked at next by itself; None where it is not."""
        row = self._catalog.source(source.uri, source.name)
        self._catalog.looks.plan(row, source.kind, source.location, at)

    def note_failure(self, source: SourceName, reason: str) -> None:
        """Remember a look that failed in a way of which the run itself has noted nothing."""
        row = self._catalog.source(source.uri, source.name)
        self._catalog.looks.note(row, source.kind, source.location, self._clock(), reason)

    def remove(self, source: str) -> tuple[str, ...]:
        """Take a source and its documents out of everything.

        Args:
            source: as it was named, or its uri or name.

        Returns:
            Ids of its documents.

        Raises:
            NotFound: there is no such source.
        """
        with self._turn:
            states = self.states()
            try:
                uri = self.name(source).uri
            except (SettingsError, ValueError):
                uri = source
            found = [state for state in states if uri == state.uri or source in (state.uri, state.location)]
            if not found:
                known = ", ".join(state.uri for state in states) or "none yet"
                raise NotFound(f"no source is called {source!r}; known are {known}")
            return self._ingestion.remove(found[0].row)

    def name(self, source: str) -> SourceName:
        """The source that an operator names; the folder of knowledge keeps its name wherever it is moved to.

        Raises:
            SourceError: it is of no known kind.
        """
        name = SourceName.of(source, self._boards)
        if name.kind != "path":
            return name
        try:
            knowledge = knowledge_folder(self._settings)
        except SettingsError:
            knowledge = self._settings.knowledge  # it does not exist, which concerns only `serve`
        if name.uri == str(knowledge.resolve()):
            return SourceName("knowledge", "knowledge", source)
        return name

    def interrupt(self) -> None:
        """End a run in another thread at its next step; none begins afterwards."""
        self._stopping.set()

    def stop(self) -> None:
        """The same, and wait for the end of that run."""
        self.interrupt()
        with self._turn:
            pass

    def _teller(self, progress: Callable[[Progress], None] | None) -> Callable[[Progress], None]:
        def tell(step: Progress) -> None:
            self._refuse_when_stopping()
            if progress is not None:
                progress(step)

        return tell

    def _refuse_when_stopping(self) -> None:
        if self._stopping.is_set():
            raise BackendUnavailable("internbot is being stopped: the rest is read at the next run")

    def _sleep(self, seconds: float) -> None:
        self._stopping.wait(seconds)
        self._refuse_when_stopping()

    def _fetcher(self) -> Fetcher:
        kept = KeptAnswers(self._folder / _FETCHED)
        kept.tidy(self._clock())
        return Fetcher(self._rules, self._limits, kept, self._clock, sleep=self._sleep)
