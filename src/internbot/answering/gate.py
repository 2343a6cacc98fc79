"""Between a chat model and the reader: a sentence passes when exact words of a source prove it, else it is withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from internbot.answering.drafts import Draft
from internbot.answering.evidence_packing import PackedPassage
from internbot.answering.orders import is_command, orders_assistant
from internbot.answering.statements import INTRODUCES, drops_condition, points_back, unfit
from internbot.answering.subjects import subject_of
from internbot.answering.whole_sentences import (
    Proof,
    introducing,
    meet,
    repeated,
    sentences_of,
    whole_sentences,
    words_at,
)
from internbot.citations import read_markers
from internbot.questions.mentions import content_words
from internbot.sources.documents import Span

NOTHING = "NO ANSWER"
"""What a model is told to write where the passages do not answer."""

_LEAST_RELEVANT = 0.1
"""Share of the best sentence's relevance that a proving sentence must have; what a document orders has less."""
_LEAST_OF_COMMANDS = 0.4
"""The same for a sentence that begins as an order to write something does."""
_FRAGMENT = 6
"""Words up to which an item of a list says something only together with the line above the list."""
_REPEATS = "it repeats a sentence"
_IRRELEVANT = "it does not answer the question"
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)\]>\"']+|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|myself)\b")


@dataclass(frozen=True, slots=True)
class Proved:
    """A sentence that may be shown, with what proves it, plain text on one line.

    Attributes:
        item: whether a list item begins with it.
        paragraph: whether a paragraph begins with it.
        verbatim: whether it is the quote itself, put in the place of what the model wrote.
        unknown: markers that it had and that name no passage.
    """

    text: str
    proofs: tuple[Proof, ...]
    item: bool = False
    paragraph: bool = False
    verbatim: bool = False
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that is withheld, and why; `unknown` as for `Proved`."""

    text: str
    reason: str
    unknown: tuple[int, ...] = ()


class Checked(Protocol):
    """What a check of a claim says."""

    @property
    def supported(self) -> bool:
        """Whether the evidence says it."""

    @property
    def reason(self) -> str:
        """Why, in words."""


class Checks(Protocol):
    """Checks claims against evidence; `internbot.verification` does it without a model."""

    def read(self, evidence: str) -> object:
        """Make ready what claims will be compared with; it is kept for a while."""

    def verify(self, claim: str, evidence: Sequence[str]) -> Checked:
        """Whether the evidence, all of it together, says the claim."""

    def narrow(self, claim: str, passage: str) -> Span:
        """Where the passage speaks of the claim."""


class Gate:
    """Checks the sentences of one answer, in their order."""

    def __init__(self, question: str, passages: Sequence[PackedPassage], verifier: Checks) -> None:
        self._question = question
        self._quoted_only = subject_of(question) is not None
        self._passages = passages
        self._verifier = verifier
        self._said: set[frozenset[str]] = set()
        best = max((float(one.scores.max(initial=0.0)) for one in passages), default=0.0)
        self._best = best
        self._headings = {
            _words(" ".join(above[first:last]))
            for one in passages
            for above in ((one.chunk.document.title, *one.chunk.path),)
            for first in range(len(above))
            for last in range(first + 1, len(above) + 1)
        }
        self._lead_in = ""
        self._withheld = False
        self._looked: dict[tuple[str, int], _Support | str] = {}

    def foresee(self, draft: Draft) -> None:
        """Do beforehand what `check` of a sentence will need, as far as it is known how it ends; no verdict changes."""
        marked = read_markers(draft.text, len(self._passages))
        ended = draft.item or marked.text.rstrip("\"'”’)]* ").endswith((".", "!", "?"))
        claim = marked.text if ended else f"{marked.text}."
        for number in marked.numbers:
            if isinstance(self._in_passage(claim, self._passages[number - 1]), _Support):
                return
        if self._passages and not marked.numbers:
            # The words of the claim are read, whatever passage they are looked for in.
            self._narrowed(claim, self._passages[0])

    def check(self, draft: Draft) -> Proved | Refused:
        """Prove a sentence, or say what it lacks."""
        marked = read_markers(draft.text, len(self._passages))
        checked = self._check(marked.text, marked.numbers, draft)
        if not isinstance(checked, Refused):
            self._withheld = False
        elif checked.reason not in (INTRODUCES, _REPEATS):
            self._withheld = True
        return replace(checked, unknown=marked.unknown)

    def _check(self, claim: str, cited: Sequence[int], draft: Draft) -> Proved | Refused:
        reason = unfit(claim, draft)
        if reason == INTRODUCES or not draft.item:
            self._lead_in = claim if reason == INTRODUCES else ""
        if reason is not None:
            return Refused(claim, reason)
        if _words(claim) in self._said:
            return Refused(claim, _REPEATS)
        if _words(claim) in self._headings:
            return Refused(claim, "it is a heading and says nothing")
        verbatim = self._quoted_only or subject_of(claim) is not None
        if self._withheld and not verbatim and points_back(claim):
            return Refused(claim, "it speaks of what a withheld sentence named")
        found = self._support(claim, cited)
        if isinstance(found, str):
            return Refused(claim, found)
        said, proofs = claim, tuple(one.exact for one in found)
        if verbatim:
            proofs = tuple(one.sentences for one in found)
            said = " ".join(proof.shown for proof in proofs)
        elif self._lead_in and len(claim.split()) <= _FRAGMENT and not self._is_introduced(found[0]):
            verbatim = True
            above = found[0].above
            proofs = tuple(one for one in (above, found[0].sentences) if one is not None)
            said = " ".join(proof.shown for proof in proofs)
        elif any(drops_condition(claim, one.exact) for one in found):
            return Refused(claim, "its source says so only under a condition")
        if verbatim and _words(said) in self._said:
            return Refused(claim, "what it says was quoted already")
        self._said |= {_words(claim), _words(said)}
        return Proved(said, proofs, draft.item, draft.paragraph, verbatim)

    def _support(self, claim: str, cited: Sequence[int]) -> tuple[_Support, ...] | str:
        """What proves a claim: a passage that it cites, or all of those together, else any other; or why none does."""
        named = [self._passages[number - 1] for number in cited]
        reasons: list[str] = []
        for passage in named:
            found = self._in_passage(claim, passage)
            if isinstance(found, _Support):
                return (found,)
            reasons.append(found)
        if len(named) > 1 and (together := self._together(claim, named)):
            return together
        for passage in self._passages:
            if passage not in named:
                found = self._in_passage(claim, passage)
                if isinstance(found, _Support):
                    return (found,)
                reasons.append(found)
        # What a passage proves and must not be said for another reason is no invention.
        return next(
            (one for one in reasons if one == _IRRELEVANT), (*reasons, "there is no passage to prove it")[0]
        )

    def _is_introduced(self, found: _Support) -> bool:
        """Whether the line that the model put above its list says what the source has above its own.

        Else an item of a few words would be said of something that the source does not say it of.
        """
        return found.above is not None and self._verifier.verify(self._lead_in, [found.above.text]).supported

    def _in_passage(self, claim: str, passage: PackedPassage) -> _Support | str:
        """The words of a passage that prove a claim, or why none do; looked for once."""
        key = (claim, passage.number)
        if key not in self._looked:
            self._looked[key] = self._proof(claim, passage)
        return self._looked[key]

    def _proof(self, claim: str, passage: PackedPassage) -> _Support | str:
        """The words of a passage that prove a claim.

        Its whole sentences have to support it, so that no "not" is left out; what is cited is as short as still does.
        """
        chunk = passage.chunk
        itself = repeated(chunk, claim)
        narrow = itself or self._narrowed(claim, passage)
        quoted = whole_sentences(chunk, narrow) if narrow else None
        if narrow is None or quoted is None:
            return "only a heading says it"
        # A whole sentence of the source, word for word, needs no other proof.
        verdict = None if itself else self._verifier.verify(claim, [quoted.text])
        if verdict is not None and not verdict.supported:
            return verdict.reason
        if not self._is_relevant(passage, quoted.span):
            return _IRRELEVANT
        if (reason := self._unsayable(claim, quoted)) is not None:
            return reason
        if any(address not in quoted.text for address in _ADDRESS.findall(claim)):
            return "it names an address that its source does not"
        words = words_at(chunk, narrow)
        exact = Proof(chunk.document, narrow, words, " ".join(words.split()))
        shorter = exact.shown and narrow != quoted.span
        if not shorter or not (itself or self._verifier.verify(claim, [words]).supported):
            exact = quoted
        return _Support(exact, quoted, introducing(chunk, quoted.span))

    def _together(self, claim: str, passages: Sequence[PackedPassage]) -> tuple[_Support, ...] | None:
        """Quotes of several passages that prove a claim only together."""
        proofs = []
        for passage in passages:
            narrow = self._narrowed(claim, passage)
            proof = whole_sentences(passage.chunk, narrow) if narrow else None
            if proof is None or not self._is_relevant(passage, proof.span) or self._unsayable(claim, proof):
                return None
            proofs.append(proof)
        if _ADDRESS.search(claim) or not self._verifier.verify(claim, [one.text for one in proofs]).supported:
            return None
        return tuple(_Support(proof, proof) for proof in proofs)

    def _narrowed(self, claim: str, passage: PackedPassage) -> Span | None:
        """Where a passage speaks of a claim, in its document; None where it is a heading and nothing else."""
        body = passage.body
        if body is None:
            return None
        narrow = self._verifier.narrow(claim, words_at(passage.chunk, body))
        return Span(narrow.start + body.start, narrow.end + body.start)

    def _unsayable(self, claim: str, proof: Proof) -> str | None:
        """Why a claim is not to be said although its source has the words."""
        if orders_assistant(proof.text, self._question):
            return "its source tells an assistant what to write"
        if all(sentence.rstrip("\"'”’)]* ").endswith("?") for sentence in sentences_of(proof.text)):
            return "its source asks it, and does not say it"
        if not set(_FIRST_PERSON.findall(claim)) <= set(_FIRST_PERSON.findall(proof.text)):
            return "the model speaks of itself"
        return None

    def _is_relevant(self, passage: PackedPassage, span: Span) -> bool:
        # An item answers what the line above its list answers.
        above = introducing(passage.chunk, span)
        spans = (span, above.span) if above else (span,)
        units = enumerate(passage.chunk.units)
        scores = [float(passage.scores[i]) for i, unit in units if any(meet(unit.span, one) for one in spans)]
        said = sentences_of(words_at(passage.chunk, span))
        if not any(map(is_command, (said[0], said[-1]))):
            return max(scores, default=0.0) >= _LEAST_RELEVANT * self._best
        whole = any(unit.span.start == span.start for unit in passage.chunk.units) and any(
            unit.span.end == span.end for unit in passage.chunk.units
        )
        # Of a part of a longer field nobody knows the relevance, so that it has to speak of what was asked.
        shares = not _topics(" ".join(said)).isdisjoint(_topics(self._question))
        return max(scores, default=0.0) >= _LEAST_OF_COMMANDS * self._best and (whole or shares)


@dataclass(frozen=True, slots=True)
class _Support:
    """The exact words that prove a claim, the whole sentences that they stand in, and the line above their list."""

    exact: Proof
    sentences: Proof
    above: Proof | None = None


def _topics(text: str) -> frozenset[str]:
    return frozenset(word.folded for word in content_words(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
