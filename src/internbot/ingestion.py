"""Source -> documents -> chunks -> index, and a report of what changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from internbot import chunking
from internbot.chunking import Chunk
from internbot.clock import Clock
from internbot.embeddings.base import EmbeddingModel, PassageText
from internbot.index.catalog import ChunkVectors, EmbeddedChunk, ItemState, KnownDocument, fingerprint
from internbot.index.hybrid import HybridIndex, heading_of
from internbot.index.packing import TokenCodes
from internbot.listings.rendering import ListingDocument
from internbot.listings.store import ListingStore
from internbot.sources.discovery import discover
from internbot.sources.documents import Document, Failure, Item, Reader, Span
from internbot.sources.readers import choose_reader, read

_CHUNKS_AT_ONCE = 512
_DOCUMENTS_AT_ONCE = 250

RECIPE = "2"
"""Raised when chunks or what is embedded of them are made in another way, so that documents are split again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingestion is.

    Attributes:
        stage: what is being done now.
        items: raw things looked at so far.
        documents: documents written or found unchanged so far.
        done: passages embedded of the present batch.
        total: those of the present batch, 0 where nothing is to be embedded.
    """

    stage: Literal["reading", "embedding", "indexing"]
    source: str
    items: int
    documents: int
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingestion changed; ids of documents, and failures with their reason.

    `missing` documents have left their source and still answer; `removed` ones are gone from everything.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class SourceName:
    """A source as it is remembered.

    Attributes:
        uri: what tells it from others, for ever; for a path, the absolute one.
        name: short, for people; goes before the ids of documents that another source holds too.
        location: where it is read from now.
    """

    uri: str
    name: str
    location: str

    @classmethod
    def of_path(cls, path: str) -> SourceName:
        """The source that a path on this machine names."""
        absolute = Path(path).expanduser().resolve()
        return cls(str(absolute), absolute.name or "source", path)


@dataclass(frozen=True, slots=True)
class _Write:
    """A document that is to be written, with its chunks and the keys of their vectors."""

    item: Item
    document: Document
    chunks: tuple[tuple[Chunk, str], ...]


@dataclass(frozen=True, slots=True)
class _Finish:
    """An item of which everything was read; `left` are the rows of documents that it held before."""

    item: Item
    reader: str
    failures: tuple[Failure, ...]
    left: tuple[int, ...]


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


class Ingestion:
    """Brings sources into the index.

    What was written stays written when the process is killed; the next run goes on from there. Batches are written in
    one transaction each, and the search indexes hear of them afterwards, from the outbox.
    """

    def __init__(
        self,
        index: HybridIndex,
        listings: ListingStore,
        model: EmbeddingModel,
        readers: Sequence[Reader],
        count_tokens: Callable[[str], int],
        clock: Clock,
        *,
        chunk_tokens: int,
        max_bytes: int,
    ) -> None:
        self._index = index
        self._listings = listings
        self._model = model
        self._readers = readers
        self._count = count_tokens
        self._clock = clock
        self._chunk_tokens = chunk_tokens
        self._max_bytes = max_bytes

    def run(
        self,
        source: SourceName,
        *,
        prune: bool = False,
        progress: Callable[[Progress], None],
    ) -> Report:
        """Read one source and bring the index in step with it.

        Args:
            source: what to read.
            prune: also remove documents that have left the source.
            progress: told of each step; what it raises ends the run, and the next one goes on from there.

        Raises:
            SourceError: there is no such source; nothing is changed then.
        """
        return _Run(self, source, progress).execute(prune)


class _Run:
    """One pass over one source."""

    def __init__(self, parts: Ingestion, source: SourceName, progress: Callable[[Progress], None]) -> None:
        self._parts = parts
        self._source = source
        self._progress = progress
        self._catalog = parts._index.catalog
        self._tally = _Tally()
        self._queue: list[_Write | _Finish] = []
        self._chunks = 0
        self._row = 0
        self._states: dict[str, ItemState] = {}
        self._known: dict[str, KnownDocument] = {}
        self._of_item: dict[int, list[KnownDocument]] = defaultdict(list)

    def execute(self, prune: bool) -> Report:
        found = discover(self._source.location, max_bytes=self._parts._max_bytes, clock=self._parts._clock)
        first = next(found, None)  # raises before anything is written where there is no such source
        self._parts._index.catch_up()  # what a run that failed half-way has left
        self._row = self._catalog.source(self._source.uri, self._source.name)
        self._states = self._catalog.item_states(self._row)
        for known in self._catalog.known(self._row):
            self._known[known.local_id] = known
            self._of_item[known.item].append(known)
        absent = set(self._states)
        touched: list[int] = []
        if first is not None:
            for one in _chain(first, found):
                self._tally.items += 1
                absent.discard(one.key)
                if isinstance(one, Failure):
                    self._fail(one.key, one)
                    continue
                tag = self._tag(one)
                state = self._states.get(one.key)
                if state is not None and tag and state.sha256 == one.sha256 and state.reader == tag:
                    touched.append(state.row)
                    self._unchanged(state)
                else:
                    self._read(one, tag)
                self._tell("reading")
        self._flush()
        self._catalog.touch_items(touched, self._parts._clock())
        self._catalog.forget_items([self._states[key].row for key in absent])
        return self._settle(prune)

    def _tag(self, item: Item) -> str:
        """Everything but the bytes that decides what an item becomes."""
        reader = choose_reader(item, self._parts._readers)
        return f"{reader.name}/{reader.version} {self._recipe}" if reader is not None else ""

    @property
    def _recipe(self) -> str:
        return f"{RECIPE}/{self._parts._chunk_tokens}"

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
        failures: list[Failure] = []
        documents = 0
        repeats = 0
        batch: list[Document] = []
        for one in read(item, self._parts._readers):
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
        # holds: the cause may be gone.
        if (documents or not failures) and not repeats:
            state = self._states.get(item.key)
            held = self._of_item[state.row] if state is not None and not failures else ()
            left = tuple(known.row for known in held if known.local_id not in self._tally.seen)
            self._enqueue(_Finish(item, tag, tuple(failures), left))

    def _prepare(self, item: Item, documents: Sequence[Document]) -> None:
        """Chunk the documents that changed, or that another item held before."""
        state = self._states.get(item.key)
        for document in documents:
            known = self._known.get(document.id)
            if (
                known is not None
                and state is not None
                and known.item == state.row
                and not known.missing
                and known.fingerprint == fingerprint(document, self._recipe)
            ):
                self._tally.unchanged.append(known.key)
                continue
            pieces = chunking.split(document, self._parts._count, self._parts._chunk_tokens)
            keyed = tuple((chunk, _embedding_key(document, chunk)) for chunk in pieces)
            self._chunks += len(keyed)
            self._enqueue(_Write(item, document, keyed))

    def _enqueue(self, one: _Write | _Finish) -> None:
        self._queue.append(one)
        if self._chunks >= _CHUNKS_AT_ONCE or len(self._queue) >= _DOCUMENTS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        """Embed what is new, write the queue in one transaction, tell the search indexes."""
        if not self._queue:
            return
        vectors = self._embed()
        # Whoever is told may end the run by raising: not between the catalog and the search indexes.
        self._tell("indexing")
        rows: dict[str, int] = {}
        with self._catalog.writing() as connection:
            for one in self._queue:
                if one.item.key not in rows:
                    rows[one.item.key] = self._catalog.start_item(
                        connection, self._row, one.item.key, one.item.retrieved
                    )
                item = rows[one.item.key]
                if isinstance(one, _Finish):
                    self._catalog.finish_item(
                        connection, item, one.item.sha256, one.reader, one.failures, one.left
                    )
                    continue
                embedded = [EmbeddedChunk(chunk, key, vectors[key]) for chunk, key in one.chunks]
                key, change = self._catalog.put_document(
                    connection,
                    self._row,
                    item,
                    one.document,
                    fingerprint(one.document, self._recipe),
                    embedded,
                )
                if isinstance(one.document, ListingDocument):
                    self._parts._listings.put(connection, key, one.document.listing, one.document.field_spans)
                elif change == "updated":
                    self._parts._listings.remove(connection, key)
                (self._tally.added if change == "added" else self._tally.updated).append(key)
        self._queue.clear()
        self._chunks = 0
        self._parts._index.catch_up()

    def _embed(self) -> dict[str, ChunkVectors]:
        """Vectors of all chunks of the queue, by key; computed only where the catalog has none for the same text."""
        wanted: dict[str, tuple[Document, Chunk]] = {}
        for one in self._queue:
            if isinstance(one, _Write):
                for chunk, key in one.chunks:
                    wanted.setdefault(key, (one.document, chunk))
        vectors = self._catalog.vectors_for(wanted)
        new = [
            (key, passage_text(document, chunk))
            for key, (document, chunk) in wanted.items()
            if key not in vectors
        ]
        embedded = 0

        def done(count: int) -> None:
            nonlocal embedded
            embedded += count
            self._tell("embedding", embedded, len(new))

        made = self._parts._model.encode_passages([passage for _, passage in new], done) if new else []
        for (key, passage), vector in zip(new, made, strict=True):
            codes = TokenCodes.of(vector.tokens, passage.units) if vector.tokens is not None else None
            vectors[key] = ChunkVectors(vector.passage, vector.units, codes)
        return vectors

    def _settle(self, prune: bool) -> Report:
        """Flag or remove what has left the source, and report."""
        tally = self._tally
        item_keys = {state.row: key for key, state in self._states.items()}
        left = {
            known.key: known.row
            for known in self._known.values()
            if known.local_id not in tally.seen and not self._is_kept(item_keys[known.item])
        }
        removed: tuple[str, ...] = ()
        missing: tuple[str, ...] = tuple(sorted(left))
        if left and prune:
            with self._catalog.writing() as connection:
                for key in left:
                    self._parts._listings.remove(connection, key)
                self._catalog.remove_documents(connection, list(left.values()))
            self._parts._index.catch_up()
            removed, missing = missing, ()
        elif left:
            self._catalog.mark_missing(list(left.values()))
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

    def _tell(
        self, stage: Literal["reading", "embedding", "indexing"], done: int = 0, total: int = 0
    ) -> None:
        tally = self._tally
        documents = len(tally.added) + len(tally.updated) + len(tally.unchanged)
        self._progress(Progress(stage, self._source.location, tally.items, documents, done, total))


def passage_text(document: Document, chunk: Chunk) -> PassageText:
    """What is embedded of a chunk: the title and the headings above it, then its text."""
    at = chunk.span.start
    units = tuple(Span(unit.span.start - at, unit.span.end - at) for unit in chunk.units)
    return PassageText(heading_of(document.title, chunk.path), chunk.text, units)


def _embedding_key(document: Document, chunk: Chunk) -> str:
    """Hash of all that a chunk's vectors are made from."""
    passage = passage_text(document, chunk)
    borders = ",".join(f"{unit.start}-{unit.end}" for unit in passage.units)
    said = f"{RECIPE}\n{borders}\n{passage.heading}\n\n{passage.text}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _chain(first: Item | Failure, rest: Iterator[Item | Failure]) -> Iterator[Item | Failure]:
    yield first
    yield from rest
