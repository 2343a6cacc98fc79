"""Question -> evidence: the passages that may answer it, ranked by words and by meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from internbot.embeddings.base import EmbeddingModel, QuestionVectors, unit_rows
from internbot.index.hybrid import Candidate, HybridIndex
from internbot.questions.question import Term
from internbot.tracing import step

_PREVIOUS = 0.2
"""Weight of the turn before in the question's vector."""
_REPEATED = 0.8
"""Share of a passage's characters that makes it a repetition."""
_COPIES = 2
"""Copies of a sentence that may stand among the first."""
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question.

    Attributes:
        query: the text that was searched for, with misspelt names put right.
        vectors: its embedding.
        terms: its stemmed terms, in order, without repeats.
        candidates: chunks, best first; passages that mostly repeat better ones stand at the end.
        corrections: words of the question that no source holds -> the words searched for instead.
    """

    query: str
    vectors: QuestionVectors
    terms: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    corrections: dict[str, str]


class Retriever:
    """Searches the index for a question."""

    def __init__(self, index: HybridIndex, model: EmbeddingModel) -> None:
        self._index = index
        self._model = model

    def retrieve(
        self,
        query: str,
        context: Sequence[Term] = (),
        previous: str | None = None,
        within: Collection[int] | None = None,
    ) -> Evidence:
        """Evidence for a question that can be understood by itself.

        Args:
            query: the question.
            context: words of the turn before with their weights, for the keyword search.
            previous: the question of the turn before, towards which the search leans a little.
            within: rows of the only documents to look into; None for all.
        """
        with step("retrieval"):
            return self._retrieved(query, context, previous, within)

    def _retrieved(
        self, query: str, context: Sequence[Term], previous: str | None, within: Collection[int] | None
    ) -> Evidence:
        corrections = self._index.keywords.corrections(query, self._model.is_word)
        searched = _corrected(query, corrections)
        vectors = self._model.encode_question(searched)
        if previous is not None:
            before = self._model.encode_question(previous).question
            vectors = replace(vectors, question=unit_rows(vectors.question + _PREVIOUS * before))
        terms = tuple(dict.fromkeys(self._index.keywords.terms(searched)))
        weighted = dict.fromkeys(terms, 1.0)
        for word in context:
            for term in self._index.keywords.terms(word.text):
                weighted.setdefault(term, word.weight)
        found = self._index.search(searched, vectors, list(weighted.items()), within=within)
        return Evidence(searched, vectors, terms, tuple(_repeats_last(found)), corrections)


class EvidenceRetriever(BaseRetriever):
    """The product's retrieval as a LangChain retriever."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it by name
    ) -> list[LangChainDocument]:
        found = self.retriever.retrieve(query)
        return [
            LangChainDocument(
                page_content=one.chunk.text,
                metadata={
                    "document": one.chunk.document.id,
                    "title": one.chunk.document.title,
                    "start": one.chunk.span.start,
                    "end": one.chunk.span.end,
                    "score": one.score,
                },
            )
            for one in found.candidates[: self.k]
        ]


def _corrected(query: str, corrections: dict[str, str]) -> str:
    """The query with misspelt words replaced; the rest stays as it was written."""
    if not corrections:
        return query
    pieces: list[str] = []
    word = ""
    for character in [*query, ""]:
        if character and character.isalnum():
            word += character
            continue
        pieces.append(corrections.get(word.lower(), word) if word else "")
        pieces.append(character)
        word = ""
    return "".join(pieces)


def _repeats_last(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The same candidates with those that mostly repeat sentences of two better ones at the end.

    Paragraphs that stand in every posting (equal opportunity, benefits) would otherwise fill the first places.
    Passages that overlap with one other, as those of some corpora do, stay where they are.
    """
    seen: Counter[str] = Counter()
    late: list[Candidate] = []
    for candidate in candidates[:_LOOKED_AT]:
        texts = candidate.chunk.sentences
        length = sum(map(len, texts))
        repeated = sum(len(text) for text in texts if seen[text] >= _COPIES)
        if length and repeated >= _REPEATED * length:
            late.append(candidate)
        else:
            seen.update(texts)
            yield candidate
    yield from candidates[_LOOKED_AT:]
    yield from late
