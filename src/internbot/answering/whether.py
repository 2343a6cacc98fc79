"""Which questions are answered by yes or no?"""

from __future__ import annotations

import re

_WHETHER = re.compile(
    r"^\W*(?:(?:and|but|so|also|then|hi|hello|ok|okay|please|well)\b\W*)*"
    r"(?:is|are|am|was|were|do|does|did|can|could|will|would|should|shall|must|may|might|has|have|had|"
    r"(?:is|are|do|does|did|can|could|will|would|should|must|was|were|has|have)n[’']t)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\b(?:what|which|how|why|when|where|whose|whom)\b|\bwho\s+(?:is|was|can|may|should)\b"
    r"|\b(?:can|could|would|will|do) you\b|\b(?:tell|explain|give|show|list|name|describe|recommend|suggest|help) "
    r"(?:me|us)\b",
    re.IGNORECASE,
)


def asks_whether(question: str) -> bool:
    """Whether `question` is answered by yes or no."""
    return _WHETHER.search(question) is not None and not _INDIRECT.search(question)
