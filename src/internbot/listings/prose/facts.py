"""What prose can say of a posting: each fact with the words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from internbot.listings.record import DegreeLevel, Remote, Salary, Sponsorship, Term
from internbot.sources.documents import Span

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """A value, and where the words stand that say it."""

    value: Value
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseFacts:
    """What a text says of its posting; None where it does not say it, or not clearly.

    Attributes:
        experience_years: least years that are asked of everyone who applies.
        degree_levels: those asked for or accepted, lowest first; what is only preferred is left out.
        sponsorship: never "unknown".
        expires_at: last day to apply; only where it is written with its year.
        term: of the internship itself.
        salary: only with its period; the currency is None for a bare dollar sign.
        remote: of this very job; never "unknown".
        skills: only those that a line lists as skills.
    """

    experience_years: Fact[float] | None = None
    degree_levels: Fact[tuple[DegreeLevel, ...]] | None = None
    sponsorship: Fact[Sponsorship] | None = None
    expires_at: Fact[date] | None = None
    term: Fact[tuple[Term, ...]] | None = None
    salary: Fact[Salary] | None = None
    remote: Fact[Remote] | None = None
    skills: Fact[tuple[str, ...]] | None = None
