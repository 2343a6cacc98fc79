"""A run: what was asked of which configuration, and what came; kept as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from internbot.errors import InvalidRequest, NotFound
from internbot.evaluation.faults import Step
from internbot.evaluation.metrics import Share

FORMAT = 1
"""Raised when runs of another internbot can no longer be read."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Told(_Value):
    """What was asked and answered; left out of a sealed run."""

    question: str
    standalone: str
    status: str
    text: str
    complaints: tuple[str, ...]
    fault: Step | None = Field(description="the step that lost a wrong answer")


class Result(_Value):
    """What came of one case.

    `scores` holds only the metrics that apply; `told` is None in a sealed run; `failed` is the error's line where there
    is no answer, which then counts as wrong.
    """

    id: str
    kind: str
    right: bool
    scores: dict[str, Share]
    first_ms: float | None = None
    total_ms: float | None = None
    prompt_tokens: int = 0
    answer_tokens: int = 0
    dropped: int = 0
    fallback: bool = False
    failed: str | None = None
    told: Told | None = None


class Configuration(_Value):
    """All that a run's numbers depend on.

    Attributes are what a reader compares when two runs differ: `settings` without keys and paths, `prompts` file name
    -> hash, `index` what it holds and who embedded it, `versions` of packages, `machine` with the load when it began,
    `prices` as the setting has them.
    """

    cases: str
    cases_sha256: str
    sealed: bool
    settings: dict[str, Any]
    prompts: dict[str, str]
    model: str
    index: dict[str, Any]
    versions: dict[str, str]
    machine: dict[str, Any]
    prices: str | None
    began: str


class Run(_Value):
    """A whole run."""

    format: int = FORMAT
    configuration: Configuration
    seconds: float
    results: tuple[Result, ...]

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(result.right for result in self.results)


def keep(run: Run, path: Path) -> None:
    """Write a run as JSON, a case a line, so that two of them can be compared by any tool.

    Raises:
        InvalidRequest: the file cannot be written.
    """
    data = run.model_dump(mode="json", exclude_defaults=False)
    results = ",\n".join(json.dumps(row) for row in data.pop("results"))
    head = json.dumps(data, indent=1)[:-2]
    write(path, f'{head},\n "results": [\n{results}\n]}}\n')


def load(path: Path) -> Run:
    """A run that was kept.

    Raises:
        NotFound: there is no such file.
        InvalidRequest: it is no run, or one of another version.
    """
    try:
        return Run.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {path}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"{path} cannot be read: {error}") from error
    except ValidationError as error:
        raise InvalidRequest(
            f"{path} is no run of `internbot evaluate`, or one of another version"
        ) from error


def write(path: Path, text: str) -> None:
    """Write a text file and the folders above it.

    Raises:
        InvalidRequest: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(f"{path} cannot be written: {error.strerror or error}") from error
