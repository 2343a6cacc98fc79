"""What a visitor has before them while they ask: the posting on the page, and the conditions chosen there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from internbot.questions.question import Turn

PICKS = "the first one"
"""What stands for the posting in a rewritten question: the first of a list that holds nothing else."""
LISTED = "Which postings are there?"
"""The turn that shows this list."""

_NOUN = r"(?:job|role|posting|position|listing|opening|internship|program(?:me)?|offer|vacancy|one)"
_POINTED = re.compile(
    rf"\b(?:this|that)(?:\s+{_NOUN})?\b(?!\s+[a-z])|\b(?:this|that|the)\s+{_NOUN}\b", re.IGNORECASE
)
_THIS = re.compile(
    r"\bthis\b(?=\s+(?:need|require|pay|close|start|end|open|sponsor|offer|ask|want|take|remote|paid)\w*\b)",
    re.IGNORECASE,
)
_IT = re.compile(
    r"\bits?\b(?!\s+(?:possible|true|common|normal|worth|ok|okay|better|best|hard|easy|important)\b)"
)


@dataclass(frozen=True, slots=True)
class PageContext:
    """What is known of the page that a question comes from.

    Attributes:
        about: id or address of the posting that the visitor is reading.
        where: conditions in the textual form of `internbot listings --where`, which questions over the listings get
            beside their own.
        language: ISO 639-1 code of the page's language, in which a greeting is answered, and which a question of a few
            words is taken to be in.
    """

    about: str | None = None
    where: str = ""
    language: str = "en"


def pointing(turn: str, history: Sequence[Turn], title: str) -> str | None:
    """`turn` with `PICKS` in the place of what points at the posting on the page; None where nothing does.

    "This job" points at the page. A bare "it" does so where nothing else was talked of: at the beginning, or after an
    answer that named the posting.

    Args:
        turn: the message.
        history: earlier messages, oldest first.
        title: of the posting.
    """
    found = _POINTED.search(turn) or _THIS.search(turn)
    if found is None:
        last = next((one.content for one in reversed(history) if one.role == "assistant"), None)
        if last is None or title.lower() in last.lower():
            found = _IT.search(turn)
    if found is None:
        return None
    owner = "’s" if found.group().lower() == "its" else ""
    return f"{turn[: found.start()]}{PICKS}{owner}{turn[found.end() :]}"
