"""Keyword search over chunks: BM25 by Tantivy, on disk, with many readers beside one writer."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy
from rapidfuzz.distance import OSA

from internbot.index.spellings import other_spellings

_ANALYZER = "internbot_english"
_WORDS = "internbot_words"
_WRITER_BYTES = 64_000_000
# Letters and digits, with the signs that make C++ and C# words of their own.
_TOKEN = r"[\p{L}\p{N}]+[+#]*"
_SENTENCE = 300
_KEPT_SENTENCES = 8_000
"""Texts of up to `_SENTENCE` characters whose terms are kept, those used lately: an answer asks for those of a hundred
words and sentences of the passages that it rests on. With terms held once, it comes to some 5 MB."""


_JOINED = re.compile(r"([a-z]{1,2})(\d{1,2}[a-z]?)")
_ACRONYM = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*\b")


@dataclass(frozen=True, slots=True)
class KeywordEntry:
    """What is indexed of a chunk: its text, with the document's title and the headings above it."""

    chunk: int
    heading: str
    text: str


def analyzer() -> tantivy.TextAnalyzer:
    """Text -> stemmed, folded, lower-case terms; the same for chunks and for questions."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_TOKEN))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def words_analyzer() -> tantivy.TextAnalyzer:
    """Text -> folded, lower-case words as they are spelt."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_TOKEN))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


class KeywordIndex:
    """BM25 over chunk texts.

    One object may be shared by threads that search; `put`, `drop` and `commit` belong to one writer.
    """

    def __init__(self, folder: Path, *, writable: bool) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("chunk", stored=False, indexed=True, fast=True)
        builder.add_text_field("heading", tokenizer_name=_ANALYZER, index_option="freq")
        builder.add_text_field("text", tokenizer_name=_ANALYZER, index_option="freq")
        builder.add_text_field("words", tokenizer_name=_WORDS, index_option="basic")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        self._analyzer, self._words = analyzer(), words_analyzer()
        self._index.register_tokenizer(_ANALYZER, self._analyzer)
        self._index.register_tokenizer(_WORDS, self._words)
        self._writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1) if writable else None
        self._index.reload()
        self._of_sentence = lru_cache(_KEPT_SENTENCES)(self._analyze)

    def terms(self, text: str) -> list[str]:
        """Stemmed terms of a text, in order, with repeats."""
        return list(self._of_sentence(text) if len(text) <= _SENTENCE else self._analyze(text))

    def _analyze(self, text: str) -> tuple[str, ...]:
        return tuple(map(sys.intern, self._analyzer.analyze(text)))

    def put(self, entries: Iterable[KeywordEntry]) -> None:
        """Add or replace chunks; visible after `commit`."""
        for entry in entries:
            self._require_writer().delete_documents_by_term("chunk", entry.chunk)
            document = tantivy.Document()
            document.add_integer("chunk", entry.chunk)
            document.add_text("heading", entry.heading)
            document.add_text("text", entry.text)
            document.add_text("words", f"{entry.heading}\n{entry.text}")
            self._require_writer().add_document(document)

    def drop(self, chunks: Iterable[int]) -> None:
        """Remove chunks; visible after `commit`. Unknown ones are ignored."""
        for chunk in chunks:
            self._require_writer().delete_documents_by_term("chunk", chunk)

    def commit(self) -> None:
        """Make all that was put and dropped durable and visible."""
        self._require_writer().commit()
        self._index.reload()

    def search(self, terms: Sequence[tuple[str, float]], k: int) -> list[tuple[int, float]]:
        """Best `k` chunks for stemmed terms with weights, as (chunk, BM25 score), best first."""
        return self._run(self._any_of(terms), k) if terms else []

    def scores(self, terms: Sequence[tuple[str, float]], chunks: Sequence[int]) -> dict[int, float]:
        """BM25 scores of certain chunks; those that hold no term are left out."""
        if not terms or not chunks:
            return {}
        only = tantivy.Query.term_set_query(self._schema, "chunk", list(chunks))
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.const_score_query(only, 0.0)),
                (tantivy.Occur.Must, self._any_of(terms)),
            ]
        )
        return dict(self._run(query, len(chunks)))

    def _any_of(self, terms: Sequence[tuple[str, float]]) -> tantivy.Query:
        clauses = []
        for term, weight in terms:
            for field in ("text", "heading"):
                query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
                clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, weight)))
        return tantivy.Query.boolean_query(clauses)

    def _run(self, query: tantivy.Query, k: int) -> list[tuple[int, float]]:
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=k, count=False).hits
        chunks = searcher.fast_field_values("chunk", [address for _, address in hits])
        return [
            (int(chunk or 0), float(score or 0.0)) for chunk, (score, _) in zip(chunks, hits, strict=True)
        ]

    def frequency(self, term: str) -> int:
        """Number of chunks whose text holds a stemmed term."""
        return int(self._index.searcher().doc_freq("text", term))

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    def corrections(self, text: str, is_word: Callable[[str], bool]) -> dict[str, str]:
        """Words of `text` that no chunk holds, with the nearest word that some chunk holds.

        A word of four letters or more is corrected to the most frequent word within one edit (two from eight letters
        on), counting a swap of neighbours as one, that has the same first letter. An acronym is only ever put into its
        other number: the stemmer leaves the s of "RSUs". A letter and a number that the chunks only have apart get a
        hyphen: "F1" is "F-1". British and American spellings stand for one another.

        Args:
            is_word: tells words that are spelt rightly although no chunk holds them.
        """
        searcher = self._index.searcher()
        corrected: dict[str, str] = {}
        # A small s is the plural's; a large one, as in "ATS", belongs to the acronym.
        acronyms = {
            word.lower(): (word[:-1] if word.endswith("s") else f"{word}s").lower()
            for word in _ACRONYM.findall(text)
        }
        for word in dict.fromkeys(self._words.analyze(text)):
            if word in acronyms:
                other = acronyms[word]
                if not searcher.doc_freq("words", word) and searcher.doc_freq("words", other):
                    corrected[word] = other
                continue
            if apart := _JOINED.fullmatch(word):
                known = not searcher.doc_freq("words", word) and all(
                    searcher.doc_freq("words", part) for part in apart.groups()
                )
                if known:
                    corrected[word] = "-".join(apart.groups()).upper()
                continue
            if len(word) < 4 or not word.isalpha() or searcher.doc_freq("words", word):
                continue
            if elsewhere := [one for one in other_spellings(word) if searcher.doc_freq("words", one)]:
                corrected[word] = elsewhere[0]
                continue
            if is_word(word):
                continue
            if any(searcher.doc_freq("text", stem) for stem in self._analyzer.analyze(word)):
                continue  # another form of the word is there
            limit = 1 if len(word) < 8 else 2
            near = [
                (int(OSA.distance(word, known, score_cutoff=limit)), -count, known)
                for known, count in searcher.terms_with_prefix("words", word[0])
                if abs(len(known) - len(word)) <= limit and known.isalpha()
            ]
            near = [row for row in near if row[0] <= limit]
            if near:
                corrected[word] = min(near)[2]
        return corrected

    def close(self) -> None:
        """Wait for merges, so that the folder is at rest."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _require_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise RuntimeError("this keyword index was opened for reading")
        return self._writer
