"""What is said to models' servers, printed on demand; and what LangChain would send elsewhere, switched off."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass, field
from typing import TextIO

_SENDING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2")
_REFUSED = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")
"""Older names that make LangChain raise an error."""


def keep_private() -> None:
    """Switches off for this process what LangChain sends to LangSmith where the environment asks for it.

    Questions and texts belong to the operator's own servers; a variable left over from another program must not
    change that.
    """
    for name in _SENDING:
        os.environ[name] = "false"
    for name in _REFUSED:
        os.environ.pop(name, None)


@dataclass(frozen=True, slots=True)
class Traffic:
    """Prints the real traffic with models' servers, a message in one piece, where `INTERNBOT_TRACE` asks for it.

    Attributes:
        out: where to; None prints nothing.
    """

    out: TextIO | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def to_stderr(cls, on: bool) -> Traffic:
        """Prints to stderr where `on`."""
        return cls(sys.stderr if on else None)

    @property
    def on(self) -> bool:
        """Whether anything is printed; what costs work to put together need not be where not."""
        return self.out is not None

    def say(self, heading: str, text: str) -> None:
        """Print `text` below `heading`."""
        if self.out is not None:
            body = "".join(f"    {line}\n" for line in text.splitlines())
            with self._lock:
                self.out.write(f"--- {heading}\n{body}")
                self.out.flush()
