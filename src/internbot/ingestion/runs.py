"""Brings one source after the other into the index, and completes what waits for its vectors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from internbot.clock import Clock
from internbot.errors import FetchError, InternbotError, PageGone, SourceError
from internbot.index.catalog import Catalog
from internbot.index.hybrid import HybridIndex
from internbot.index.stored import ItemState, KnownDocument, StampedDocument
from internbot.ingestion.embedding import ChunkEmbedding, KeyedChunk, embedded
from internbot.ingestion.reports import Progress, Report, Stage
from internbot.ingestion.source_items import SourceItems
from internbot.ingestion.source_names import SourceName
from internbot.listings.record import Listing
from internbot.listings.rendering import ListingDocument
from internbot.listings.store import ListingStore
from internbot.listings.writing import Entry
from internbot.sources.documents import Document, Failure, Item, Reader
from internbot.sources.readers import choose_reader, read

_CHUNKS_AT_ONCE = 512
_DOCUMENTS_AT_ONCE = 1000
_TEXTS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class _Write:
    """A document that is to be written.

    Attributes:
        chunks: with the keys of their vectors.
        waits: its text is split and embedded later, so that its record can be found at once.
    """

    item: Item
    stamped: StampedDocument
    chunks: tuple[KeyedChunk, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class _Finish:
    """An item of which everything was read; `left` are the documents that it held before."""

    item: Item
    reader: str
    failures: tuple[Failure, ...]
    left: tuple[KnownDocument, ...]


@dataclass(slots=True)
class _Tally:
    """What a run over one source has found so far."""

    items: int = 0
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    kept_items: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Ingestion:
    """Brings sources into the index.

    What was written stays written when the process is killed; the next run goes on from there. Batches are written in
    one transaction each, and the search indexes hear of them afterwards, from the outbox.

    A posting is found by its record as soon as it is written. A new one's prose is split and embedded afterwards, by
    `complete`, which finds what waits in the catalog: records of thousands of postings do not wait for vectors.
    A record without prose has no passages at all: what it says is asked of the records.
    """

    index: HybridIndex
    listings: ListingStore
    embedding: ChunkEmbedding
    items: SourceItems
    readers: Sequence[Reader]
    clock: Clock

    def run(
        self,
        source: SourceName,
        *,
        prune: bool = False,
        progress: Callable[[Progress], None],
    ) -> Report:
        """Read one source and bring the records and passages in step with it; `complete` belongs after it.

        What could not be fetched is a failure of the report, and what is known of it stays.

        Args:
            source: what to read.
            prune: also remove documents that have left the source.
            progress: told of each step; what it raises ends the run, and the next one goes on from there.

        Raises:
            SourceError: there is no such source; nothing is changed then.
        """
        return _Run(self, source, progress).execute(prune)

    def complete(
        self, progress: Callable[[Progress], None], sources: Sequence[SourceName] | None = None
    ) -> None:
        """Split and embed the texts that wait for it.

        Args:
            sources: the only ones to look at.
        """
        catalog = self.index.catalog
        uris = None if sources is None else [one.uri for one in sources]
        rows = None if uris is None else [state.row for state in catalog.looks.states(uris)]
        while batch := catalog.waiting(_TEXTS_AT_ONCE, rows):
            pieces = [self.embedding.split(one.document) for one in batch]

            def told(done: int, total: int) -> None:
                progress(Progress("embedding", "postings", 0, 0, done, total))

            documents = [one.document for one in batch]
            vectors = self.embedding.embed(zip(documents, pieces, strict=True), told)
            with catalog.writing() as connection:
                for one, chunks in zip(batch, pieces, strict=True):
                    catalog.put_chunks(connection, one.row, embedded(chunks, vectors))
            self.index.catch_up()

    def remove(self, row: int) -> tuple[str, ...]:
        """Take a source and all its documents out of everything; returns the documents' ids."""
        catalog = self.index.catalog
        known = catalog.known(row)
        with catalog.writing() as connection:
            self.listings.remove_many(connection, [one.key for one in known])
            catalog.remove_documents(connection, [one.row for one in known])
            catalog.forget_source(connection, row)
        self.index.catch_up()
        return tuple(sorted(one.key for one in known))


class _Run:
    """One pass over one source."""

    def __init__(self, parts: Ingestion, source: SourceName, progress: Callable[[Progress], None]) -> None:
        self._parts = parts
        self._source = source
        self._progress = progress
        self._catalog: Catalog = parts.index.catalog
        self._recipe = parts.embedding.recipe
        self._board = parts.items.boards.get(source.scheme)
        self._left: set[int] = set()
        self._tally = _Tally()
        self._queue: list[_Write | _Finish] = []
        self._chunks = 0
        self._row = 0
        self._states: dict[str, ItemState] = {}
        self._known: dict[str, KnownDocument] = {}
        self._of_item: dict[int, list[KnownDocument]] = defaultdict(list)

    def execute(self, prune: bool) -> Report:
        """The whole run; what was looked at, and with what result, is remembered."""
        found = self._parts.items.of(self._source)
        gone: PageGone | None = None
        try:
            first = next(found, None)  # raises before anything is written where there is no such source
        except PageGone as error:
            if self._source.kind != "web":
                return self._unreachable(error)
            first, gone = None, error
        except (FetchError, SourceError) as error:
            if self._source.kind == "path":
                self._note_if_known(str(error))
                raise
            return self._unreachable(error)
        if gone is not None and not self._catalog.looks.states([self._source.uri]):
            return self._unreachable(gone)
        self._parts.index.catch_up()  # what a run that failed half-way has left
        self._load()
        touched, absent = self._read_all(chain([first], found) if first is not None else iter(()))
        self._flush()
        self._catalog.touch_items(touched, self._parts.clock())
        self._catalog.forget_items([self._states[key].row for key in absent])
        report = self._settle(prune)
        lacking = [one.reason for one in self._tally.failed if one.key == self._source.uri]
        self._note(lacking[0] if lacking and self._source.kind != "path" else None)
        return report

    def _load(self) -> None:
        self._row = self._catalog.source(self._source.uri, self._source.name)
        self._states = self._catalog.item_states(self._row)
        for known in self._catalog.known(self._row):
            self._known[known.local_id] = known
            self._of_item[known.item].append(known)

    def _unreachable(self, error: InternbotError) -> Report:
        """Nothing could be had: what is known of the source stays as it is."""
        reason = str(error).removeprefix(f"{self._source.uri}: ")
        self._note_if_known(reason)
        return Report(failed=(Failure(self._source.uri, reason),))

    def _note_if_known(self, failure: str) -> None:
        if self._catalog.looks.states([self._source.uri]):
            self._note(failure)

    def _note(self, failure: str | None) -> None:
        row = self._catalog.source(self._source.uri, self._source.name)
        self._catalog.looks.note(row, self._source.kind, self._source.location, self._parts.clock(), failure)

    def _read_all(self, found: Iterator[Item | Failure]) -> tuple[list[int], set[str]]:
        """Read what is new; returns the rows of items that have not changed, and keys of those that are gone."""
        absent = set(self._states)
        touched: list[int] = []
        for one in found:
            self._tally.items += 1
            absent.discard(one.key)
            if isinstance(one, Failure):
                self._fail(one.key, one)
                continue
            tag = self._tag(one)
            state = self._states.get(one.key)
            if state is not None and tag and state.sha256 == one.sha256 and state.reader == tag:
                if one.key not in self._tally.kept_items:
                    touched.append(state.row)
                self._unchanged(state)
            else:
                self._read(one, tag)
            self._tell("reading")
        return touched, absent

    def _tag(self, item: Item) -> str:
        """Everything but the bytes that decides what an item becomes."""
        reader = self._board or choose_reader(item, self._parts.readers)
        return f"{reader.name}/{reader.version} {self._recipe}" if reader is not None else ""

    def _unchanged(self, state: ItemState) -> None:
        for known in self._of_item[state.row]:
            if not known.missing and known.local_id not in self._tally.seen:
                self._tally.unchanged.append(known.key)
                self._tally.seen.add(known.local_id)
        self._tally.failed.extend(state.failures)

    def _fail(self, item: str, failure: Failure) -> None:
        """Remember a failure; what is known of the item stays."""
        self._tally.failed.append(failure)
        self._tally.kept_items.add(item)

    def _read(self, item: Item, tag: str) -> None:
        lacking = item.key in self._tally.kept_items
        failures: list[Failure] = []
        documents = 0
        repeats = 0
        batch: list[Document] = []
        for one in read(item, self._parts.readers, self._board):
            if isinstance(one, Failure):
                failures.append(one)
                self._fail(item.key, one)
            elif one.id in self._tally.seen:
                again = Failure(
                    item.key, f"the id {one.id!r} is used a second time in this source; only the first counts"
                )
                repeats += 1
                self._tally.failed.append(again)
            else:
                documents += 1
                self._tally.seen.add(one.id)
                batch.append(one)
                if len(batch) >= _DOCUMENTS_AT_ONCE:
                    self._prepare(item, batch)
                    batch = []
        self._prepare(item, batch)
        # An item of which nothing could be read is tried again each time, and so is one that repeats what another
        # holds, or of which a part could not be fetched: the cause may be gone.
        if (documents or not failures) and not repeats and not lacking:
            state = self._states.get(item.key)
            held = self._of_item[state.row] if state is not None and not failures else ()
            left = tuple(known for known in held if known.local_id not in self._tally.seen)
            self._enqueue(_Finish(item, tag, tuple(failures), left))

    def _prepare(self, item: Item, documents: Sequence[Document]) -> None:
        """Chunk the documents that changed, or that another item held before."""
        state = self._states.get(item.key)
        for document in documents:
            known = self._known.get(document.id)
            stamped = StampedDocument.of(document, self._recipe)
            if (
                known is not None
                and state is not None
                and known.item == state.row
                and not known.missing
                and known.fingerprint == stamped.mark
            ):
                self._tally.unchanged.append(known.key)
                continue
            prose = not isinstance(document, ListingDocument) or _has_prose(document.listing)
            waits = prose and known is None and isinstance(document, ListingDocument)
            pieces = self._parts.embedding.split(document) if prose and not waits else ()
            self._chunks += len(pieces)
            self._enqueue(_Write(item, stamped, pieces, waits))

    def _enqueue(self, one: _Write | _Finish) -> None:
        self._queue.append(one)
        if self._chunks >= _CHUNKS_AT_ONCE or len(self._queue) >= _DOCUMENTS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        """Embed what is new, write the queue in one transaction, tell the search indexes."""
        if not self._queue:
            return
        vectors = self._parts.embedding.embed(
            ((one.stamped.document, one.chunks) for one in self._queue if isinstance(one, _Write)),
            lambda done, total: self._tell("embedding", done, total),
        )
        # Whoever is told may end the run by raising: not between the catalog and the search indexes.
        self._tell("indexing")
        rows: dict[str, int] = {}
        catalog = self._catalog
        with catalog.writing() as connection:
            for (key, finishing), group in groupby(
                self._queue, lambda one: (one.item.key, isinstance(one, _Finish))
            ):
                entries = list(group)
                item = entries[0].item
                if key not in rows:
                    rows[key] = catalog.start_item(connection, self._row, key, item.retrieved)
                if finishing:
                    for end in entries:
                        assert isinstance(end, _Finish)
                        leaving = [known for known in end.left if not known.missing]
                        self._left.update(known.row for known in leaving)
                        catalog.finish_item(
                            connection,
                            rows[key],
                            item.sha256,
                            end.reader,
                            item.retrieved,
                            end.failures,
                            [known.row for known in leaving],
                        )
                        self._parts.listings.close_many(connection, [known.key for known in leaving])
                    continue
                writes = [one for one in entries if isinstance(one, _Write)]
                put = catalog.put_documents(connection, self._row, rows[key], [one.stamped for one in writes])
                records: list[Entry] = []
                bare: list[str] = []
                for one, done in zip(writes, put, strict=True):
                    document = one.stamped.document
                    if isinstance(document, ListingDocument):
                        records.append((done.key, document.listing, document.field_spans))
                    elif done.change == "updated":
                        bare.append(done.key)
                    if one.chunks or done.change == "updated":
                        catalog.put_chunks(connection, done.row, embedded(one.chunks, vectors))
                catalog.await_text(
                    connection, [done.row for one, done in zip(writes, put, strict=True) if one.waits]
                )
                self._parts.listings.put_many(connection, records)
                self._parts.listings.remove_many(connection, bare)
                self._tally.added += [done.key for done in put if done.change == "added"]
                self._tally.updated += [done.key for done in put if done.change == "updated"]
        self._queue.clear()
        self._chunks = 0
        self._parts.index.catch_up()

    def _settle(self, prune: bool) -> Report:
        """Flag or remove what has left the source, and report."""
        tally = self._tally
        item_keys = {state.row: key for key, state in self._states.items()}
        left = [
            known
            for known in self._known.values()
            if known.local_id not in tally.seen and not self._is_kept(item_keys[known.item])
        ]
        removed: tuple[str, ...] = ()
        missing: tuple[str, ...] = tuple(sorted(known.key for known in left))
        if left and prune:
            with self._catalog.writing() as connection:
                self._parts.listings.remove_many(connection, missing)
                self._catalog.remove_documents(connection, [known.row for known in left])
            self._parts.index.catch_up()
            removed, missing = missing, ()
        elif leaving := [one for one in left if not one.missing and one.row not in self._left]:
            with self._catalog.writing() as connection:
                self._catalog.mark_missing(connection, [known.row for known in leaving])
                self._parts.listings.close_many(connection, [known.key for known in leaving])
        return Report(
            tuple(tally.added),
            tuple(tally.updated),
            tuple(sorted(tally.unchanged)),
            missing,
            removed,
            tuple(tally.failed),
        )

    def _is_kept(self, item: str) -> bool:
        """Whether an item could not be read this time: what is known of it stays, and is not missing."""
        if item in self._tally.kept_items:
            return True
        # A folder that could not be opened is reported by its own key.
        return any(item.startswith(f"{key}/") or key == "." for key in self._tally.kept_items)

    def _tell(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        tally = self._tally
        documents = len(tally.added) + len(tally.updated) + len(tally.unchanged)
        self._progress(Progress(stage, self._source.uri, tally.items, documents, done, total))


def _has_prose(listing: Listing) -> bool:
    return bool(listing.description or listing.responsibilities or listing.qualifications)
