"""The answer: one frozen value for the command line, the API and the last streamed event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from internbot.tracing import Step

Status = Literal["answered", "declined", "clarify", "chat"]
Support = Literal["supported", "computed", "not_needed"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(_Value):
    """A quote that is, character for character, in a stored source: `source.text[start:end] == quote`."""

    number: int = Field(description="what the [n] markers of the text refer to, from 1")
    document: str = Field(description="id of the document; `internbot show` prints its text")
    title: str
    url: str | None = Field(description="live page, where there is one")
    kind: Literal["article", "listing"]
    published: date | None
    retrieved: date
    quote: str
    start: int = Field(description="offset of the quote's first character in the stored text")
    end: int = Field(description="offset after its last character")
    sha256: str = Field(description="hex digest of the stored text that the offsets count in")


class Sentence(_Value):
    """One sentence of an answer with the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...] = ()
    support: Support


class SourceLink(_Value):
    """A document that is near the question, named when the answer is not known.

    `quote` is its sentence that comes nearest to the question; null where none is related to it.
    """

    document: str
    title: str
    url: str | None = None
    quote: str | None = None
    start: int | None = Field(
        default=None, description="offset of the quote's first character in the stored text"
    )
    end: int | None = Field(default=None, description="offset after its last character")
    sha256: str | None = Field(
        default=None, description="hex digest of the stored text that the offsets count in"
    )


class ListingRow(_Value):
    """One listing of a result, as shown in a table.

    `citations` names the citation of each field that is shown, and of `status`; `citation` is that of the title.
    `facts` holds what the question asks for beside the fixed fields, in words, null where the record does not say.
    """

    id: str
    title: str
    company: str | None
    locations: tuple[str, ...]
    remote: str
    employment_type: str
    term: tuple[str, ...]
    deadline: date | None
    status: Literal["open", "closed", "unknown"]
    url: str | None
    citation: int | None
    citations: dict[str, int] = Field(default_factory=dict)
    facts: dict[str, str | None] = Field(default_factory=dict)


class ListingChip(_Value):
    """One condition of a filter, or one alternative of it, that can be taken away.

    `without` is the rest of the filter in the form that `internbot listings --where` takes; `said` is the follow-up
    that takes it away.
    """

    condition: str
    label: str
    value: str
    without: str
    said: str


class ListingResult(_Value):
    """A complete result over the listing records.

    `total` counts every record that matches the filters, `open` those of them known to be open today, `undated` those
    whose state nothing tells; `where` is the filter in the form that `internbot listings --where` takes.
    """

    filters: dict[str, Any]
    where: str = ""
    chips: tuple[ListingChip, ...] = ()
    sort: str = "relevance"
    total: int
    open: int
    undated: int | None = None
    closed: int | None = None
    items: tuple[ListingRow, ...]
    uninterpreted: tuple[str, ...] = ()
    groups: dict[str, int] | None = None


class Conflict(_Value):
    """Two or more citations that disagree on the same thing."""

    about: str
    citations: tuple[int, ...]


class Dropped(_Value):
    """A sentence that a model wrote and the check refused."""

    text: str
    reason: str


class Timings(_Value):
    """Milliseconds since the question arrived."""

    retrieval: float
    first_sentence: float
    total: float


class Usage(_Value):
    """What an answer took, step by step; kept with the turn."""

    prompt_tokens: int = Field(description="that chat models read for it")
    answer_tokens: int = Field(description="that they wrote")
    steps: tuple[Step, ...] = Field(description="in the order in which they ended")

    @classmethod
    def of(cls, steps: Sequence[Step]) -> Usage:
        """The sum of `steps`."""
        return cls(
            prompt_tokens=sum(step.prompt_tokens or 0 for step in steps),
            answer_tokens=sum(step.answer_tokens or 0 for step in steps),
            steps=tuple(steps),
        )


class Answer(_Value):
    """The whole answer, as `internbot ask --json` prints it."""

    id: str
    question: str
    standalone_question: str
    status: Status
    text: str = Field(description="Markdown with [n] markers")
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    listings: ListingResult | None = None
    nearest: tuple[SourceLink, ...] = ()
    suggestions: tuple[str, ...] = ()
    answerability: float = Field(ge=0, le=1)
    conflicts: tuple[Conflict, ...] = ()
    checked_on: date
    conversation: str | None = None
    turn: str | None = None
    dropped: tuple[Dropped, ...] = ()
    approved_by: str | None = None
    model: str
    fallback: str | None = None
    prompt: str | None = Field(
        default=None, description="hex digest of the prompt file that a chat model was given"
    )
    timings_ms: Timings
    usage: Usage | None = None


class Message(_Value):
    """One message of a conversation's history."""

    role: Literal["user", "assistant"]
    content: str


class Event(_Value):
    """One step of a streamed answer.

    kind `status` carries a text, `sentence` a Sentence, `citation` a Citation, `listings` a ListingResult, `done` the
    whole Answer.
    """

    kind: Literal["status", "sentence", "citation", "listings", "done"]
    data: str | Sentence | Citation | ListingResult | Answer
