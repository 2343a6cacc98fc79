"""The question that the later steps get: standing alone, of a known kind, with its filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from internbot.listings.filters import ListingFilter, ListingQuery

Kind = Literal["knowledge", "listings", "greeting", "thanks", "clarify", "about"]


class Turn(Protocol):
    """One message of the conversation so far."""

    @property
    def role(self) -> Literal["user", "assistant"]:
        """Who wrote it."""

    @property
    def content(self) -> str:
        """Its text."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the conversation that retrieval may add to the question, with a weight from 0 to 1."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A message, understood.

    Attributes:
        raw: as it was written.
        standalone: readable without the conversation; equal to `raw`, trimmed, where that is.
        kind: `listings` is answered from the records, `knowledge` from the texts; the others without either.
            `about` asks what the assistant can do; `greeting` holds goodbyes too.
        language: ISO 639-1 code.
        clarify: the one short question back, for kind `clarify`; for kind `knowledge` it is asked where there is no
            answer, because a word was understood by a guess.
        choices: likely answers to it, each a whole question.
        listings: the query over the records, for kind `listings`; for kind `knowledge` it picks the records whose
            text is asked for, or is None.
        about: what is asked of the records that `listings` picks out, without the words that pick them; None where
            those cannot be told apart.
        otherwise: other ways to understand the turn, each standing alone, for where `standalone` has no answer.
        alone: the message as it reads without the conversation, where that is another question that stands alone.
        leans: whether a word of the message points at what was said before ("there"), and not only what it leaves out.
        context_terms: words of the turn before that retrieval may add.
        previous: the question of the turn before, standing alone, which retrieval may lean towards.
        instructions: what was left out of `standalone` because it orders the assistant about.
        hostile: whether nothing but such orders was there.
        translated: whether `standalone` is English that a model translated from `language`.
    """

    raw: str
    standalone: str
    kind: Kind
    language: str = "en"
    clarify: str | None = None
    choices: tuple[str, ...] = ()
    listings: ListingQuery | None = None
    about: str | None = None
    otherwise: tuple[str, ...] = ()
    alone: Question | None = None
    leans: bool = False
    context_terms: tuple[Term, ...] = ()
    previous: str | None = None
    instructions: tuple[str, ...] = ()
    hostile: bool = False
    translated: bool = False

    @property
    def filters(self) -> ListingFilter | None:
        """The conditions on the records, where there are any."""
        return self.listings.filter if self.listings else None
