"""What only a posting's prose says, read without a guess: unknown stays unknown."""

from __future__ import annotations

from internbot.listings.prose.attendance import read_attendance
from internbot.listings.prose.clauses import Clauses
from internbot.listings.prose.deadlines import read_deadline
from internbot.listings.prose.degrees import degrees_in_title, read_degrees
from internbot.listings.prose.experience import read_experience
from internbot.listings.prose.facts import Fact, ProseFacts
from internbot.listings.prose.pay import read_pay
from internbot.listings.prose.skills import read_skills
from internbot.listings.prose.sponsorship import read_sponsorship, sponsorship_in_title
from internbot.listings.prose.terms import read_terms

__all__ = ["Fact", "ProseFacts", "degrees_in_title", "read_prose", "sponsorship_in_title"]


_LONGEST = 200_000
"""Characters that are read; no posting is longer."""


def read_prose(text: str) -> ProseFacts:
    """The facts that `text` states, each with the span of the words that state it; offsets count in `text`."""
    clauses = Clauses.of(text[:_LONGEST])
    return ProseFacts(
        experience_years=read_experience(clauses),
        degree_levels=read_degrees(clauses),
        sponsorship=read_sponsorship(clauses),
        expires_at=read_deadline(clauses),
        term=read_terms(clauses),
        salary=read_pay(clauses),
        remote=read_attendance(clauses),
        skills=read_skills(clauses),
    )
