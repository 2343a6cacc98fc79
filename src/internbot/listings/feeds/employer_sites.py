"""Whose careers site an address is on: the only thing that many a saved posting says of its employer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_CAREERS = frozenset({"career", "careers", "karriere"})
_SECOND_LEVEL = frozenset({"co", "com", "gov", "net"})
_OF_OTHERS = frozenset({"ac", "edu", "or", "org"})
"""Universities and associations, whose careers sites show what others offer."""
_OF_MANY = frozenset(
    {
        "applytojob", "ashbyhq", "bamboohr", "breezy", "eightfold", "getro", "greenhouse", "hirebridge", "hirehive",
        "icims", "indeed", "jazz", "jobscore", "jobvite", "lever", "linkedin", "myworkdayjobs", "oraclecloud",
        "pageuppeople", "personio", "phenompeople", "pinpointhq", "recruitee", "rippling", "smartrecruiters",
        "stackoverflow", "successfactors", "tal", "taleo", "teamtailor", "ultipro", "welcometothejungle", "workable",
        "workday", "zohorecruit",
    }
)  # fmt: skip
"""Names of services on which many employers post."""


@dataclass(frozen=True, slots=True)
class EmployerSite:
    """An employer, as an address tells it.

    Attributes:
        name: to be shown.
        words: the part of the address that is the name.
    """

    name: str
    words: str


def employer_of(url: str | None, text: str = "") -> EmployerSite | None:
    """The employer on whose own careers site an address is; None where that is not told.

    Args:
        url: of a posting: `https://jobs.careers.microsoft.com/job/1`, `https://careers.acme.co.uk/1`.
        text: of the posting; the name is spelled as there, where it has it.
    """
    words = _name(_host(url or "").split("."))
    if words is None or words in _OF_MANY or not re.fullmatch(r"[a-z][a-z0-9-]+", words):
        return None
    spelled = re.finditer(rf"\b{'[ &.-]?'.join(words.replace('-', ''))}\b", text, re.IGNORECASE)
    named = (found.group() for found in spelled if found.group()[0].isupper())
    return EmployerSite(next(named, words.capitalize()), words)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # It is no address, which is for the record to refuse.
        return ""


def _name(labels: list[str]) -> str | None:
    """The label of a host that is the name of an employer with a careers site."""
    at = next((at for at, label in enumerate(labels) if label in _CAREERS), len(labels))
    name, *domain = labels[at + 1 :] or [""]
    short = len(domain) == 1 or (len(domain) == 2 and domain[0] in _SECOND_LEVEL and len(domain[1]) == 2)
    return name if short and _OF_OTHERS.isdisjoint(domain) else None
