"""What was measured, as it is kept in JSON."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from pydantic import TypeAdapter

Side = Literal["internbot", "quickstart"]
SIDES: tuple[Side, ...] = ("internbot", "quickstart")
Step = Literal["ingest", "search", "serving"]
STEPS: tuple[Step, ...] = ("ingest", "search", "serving")


@dataclass(frozen=True, slots=True)
class Failed:
    """A step without a result."""

    failed: str


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: of the clock at three percentiles, and of the processor on average."""

    p50: float
    p95: float
    p99: float
    processor: float


@dataclass(frozen=True, slots=True)
class Ingested:
    """Texts put into an index; seconds are without the start of Python and the loading of the model.

    Attributes:
        sha256: of the texts.
        index_mib: of the data folder.
        memory_mib: most that the process held.
    """

    sha256: str
    passages: int
    characters: int
    seconds: float
    processor_seconds: float
    index_mib: float
    memory_mib: float


@dataclass(frozen=True, slots=True)
class Searched:
    """Quality in percent by metric, and times of one question after another.

    Attributes:
        conversing: quality where the conversation before the question is given too, on sets that have one.
        answer: None where answers are not asked for.
    """

    quality: dict[str, float]
    conversing: dict[str, float]
    search: Times
    answer: Times | None
    memory_mib: float


@dataclass(frozen=True, slots=True)
class Streamed:
    """So many clients at once, each with a connection of its own; milliseconds of whole answers.

    Attributes:
        processor: milliseconds of the server's processor time for an answer; None where the system does not tell.
    """

    clients: int
    answers: int
    failed: int
    p50: float
    p95: float
    a_second: float
    processor: float | None


@dataclass(frozen=True, slots=True)
class Served:
    """A server: seconds from its start to its first answer, its memory after all of them, and streams at once."""

    first_answer: float
    memory_mib: float
    streams: tuple[Streamed, ...]


Found = Ingested | Searched | Served


@dataclass(frozen=True, slots=True)
class Measured:
    """One step of one side.

    Attributes:
        others: processor cores that other work kept busy meanwhile; None where the system does not tell.
    """

    day: str
    others: float | None
    found: Ingested | Searched | Served | Failed


Steps = dict[Step, Measured]


@dataclass(frozen=True, slots=True)
class Machine:
    """What it ran on."""

    cores: int
    architecture: str
    python: str

    @classmethod
    def this(cls) -> Self:
        """The machine that this process runs on."""
        return cls(os.cpu_count() or 1, platform.machine(), platform.python_version())


@dataclass(frozen=True, slots=True)
class Results:
    """A run, or several of one machine put together."""

    machine: Machine
    sets: dict[str, dict[Side, Steps]] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Keep them as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_JSON.dump_json(self, indent=1) + b"\n")

    @classmethod
    def read(cls, path: Path) -> Results:
        """What `write` kept."""
        return _JSON.validate_json(path.read_bytes())


_JSON = TypeAdapter(Results)
MEASURED = TypeAdapter(Measured)
FOUND: TypeAdapter[Found] = TypeAdapter(Ingested | Searched | Served)
