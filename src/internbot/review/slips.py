"""Slips of the pen in long words that questions about internships are made of, put right before they are compared."""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

# No word may stand here to which another English word comes as near ("precious", "previous").
_WORDS = (
    "internship", "internships", "interview", "interviews", "application", "applications", "applying", "deadline",
    "deadlines", "accommodation", "sponsorship", "remotely", "technical", "eligible", "international", "experience",
    "programming", "language", "languages", "requirement", "requirements", "required", "engineering", "software",
    "hardware", "university", "semester", "citizenship", "benefits", "question", "questions", "recruiter",
    "recruiters", "undergraduate", "undergraduates", "available", "compensation", "student", "students", "position",
    "positions", "companies", "reference", "references", "recommendation", "salary", "documents", "certificate",
)  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z]{5,}")
_BEGINS = frozenset({"", ".", "!", "?", ":"})


def without_slips(text: str) -> str:
    """`text` with words put right of which one inner letter is wrong, missing, too many or exchanged with the next.

    A word with a capital within a sentence is a name and stays. First and last letter count as meant, since
    endings make other words of the same stem.
    """

    def mended(match: re.Match[str]) -> str:
        word = match[0].lower()
        if word in _WORDS:
            return match[0]
        before = text[: match.start()].rstrip()
        if match[0][0].isupper() and not match[0].isupper() and before[-1:] not in _BEGINS:
            return match[0]
        likely = [one for one in _WORDS if (one[0], one[-1]) == (word[0], word[-1])]
        near = process.extract(word, likely, scorer=OSA.distance, score_cutoff=1, limit=2)
        return near[0][0] if len(near) == 1 else match[0]

    return _TOKEN.sub(mended, text)
