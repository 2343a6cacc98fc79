"""Questions that ask two things at once: each is answered by itself, since no one sentence holds both."""

from __future__ import annotations

import re

from internbot.questions.antecedents import Context
from internbot.questions.followups import resolve
from internbot.questions.mentions import content_words

_ASKS = (
    r"(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|should|will|would"
    r"|has|have)"
)
_SPLIT = re.compile(
    rf"(?:,\s*(?:and\s+|but\s+|or\s+)?|\s+and\s+)(?={_ASKS}\s+(?!(?:not|so)\b))", re.IGNORECASE
)
_ASKING = re.compile(rf"\W*(?:(?:in|on|at|for|to|from|by|with|until)\s+)?{_ASKS}\b", re.IGNORECASE)
_TOPIC = 2
"""Content words that a part must have to be looked up by itself."""


def parts(question: str) -> tuple[str, str] | None:
    """The two questions in one, the second made to stand alone; None where there is only one."""
    whole = question.strip()
    if not _ASKING.match(whole):
        return None
    pieces = [piece.strip(" ?.!") for piece in _SPLIT.split(whole)]
    if len(pieces) != 2 or not all(pieces):
        return None
    first = f"{pieces[0]}?"
    second = resolve(f"{pieces[1][:1].upper()}{pieces[1][1:]}?", Context(questions=(first,)))
    if second is None or min(len(content_words(first)), len(content_words(second))) < _TOPIC:
        return None
    return first, second
