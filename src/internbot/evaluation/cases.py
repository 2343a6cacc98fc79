"""Cases: questions with what a right answer to them says, cites, finds, or does not say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from internbot.answering.answers import Message, Status
from internbot.errors import InvalidRequest, NotFound


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedListings(_Value):
    """What the records must give."""

    total: int = Field(ge=0, description="`listings.total` of the answer")
    filters: dict[str, Any] | None = Field(
        default=None, description="`listings.filters` of the answer; not looked at where it is left out"
    )


class Case(_Value):
    """One question, and what is known of the right answer. What is left out is not judged."""

    id: str = Field(min_length=1)
    kind: str = Field(default="question", description="cases of one kind are counted together")
    question: str = Field(min_length=1)
    history: tuple[Message, ...] = Field(default=(), description="earlier messages, oldest first")
    status: Status = Field(default="answered", description="`declined` where it must be declined")
    facts: tuple[tuple[str, ...], ...] = Field(
        default=(),
        description="of each inner list, one text must occur in the answer, in any case of letters",
    )
    documents: tuple[str, ...] = Field(default=(), description="ids of documents that must be cited")
    listings: ExpectedListings | None = None
    must_not_say: tuple[str, ...] = ()
    standalone: str | None = Field(
        default=None, description="the question as a person would write it without the history"
    )
    draft: bool = Field(default=False, description="written by `--suggest` and not accepted yet: never asked")
    note: str | None = Field(default=None, description="for people")

    @property
    def must_decline(self) -> bool:
        """Whether the right answer is that it is not known."""
        return self.status == "declined"


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSONL file that are no drafts, in their order.

    Raises:
        NotFound: there is no such file.
        InvalidRequest: a line is no case, two share an id, or there is none but drafts; the message says where.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {path}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"{path} cannot be read: {error}") from error
    found: dict[str, Case] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        case = _case(line, f"{path}, line {number}")
        if case.id in found:
            raise InvalidRequest(f"{path}, line {number}: the id {case.id} is already taken")
        found[case.id] = case
    cases = tuple(case for case in found.values() if not case.draft)
    if not cases:
        drafts = ": every line is still a draft" if found else ""
        raise InvalidRequest(f"{path} holds no case{drafts}")
    return cases


def identity(cases: Sequence[Case]) -> str:
    """Hex digest of all that the cases ask and expect."""
    dumped = [case.model_dump(mode="json", exclude={"note"}) for case in cases]
    return hashlib.sha256(json.dumps(dumped, sort_keys=True).encode()).hexdigest()


def _case(line: str, where: str) -> Case:
    try:
        return Case.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or "the line"
        raise InvalidRequest(f"{where}: {name}: {first['msg']}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(f"{where} is no JSON: {error}") from error
