"""Where an article says otherwise than a record: its closing day, whether it is open, its pay, its experience."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from internbot.index.catalog import DocumentHead, StoredChunk
from internbot.listings.days import mentions_of_days
from internbot.listings.filters import RecordField
from internbot.listings.found import FoundListing
from internbot.listings.record import Listing, PayPeriod, Status
from internbot.listings.words import fold, words_of
from internbot.sources.documents import Span

SUBJECTS: dict[RecordField, str] = {
    "expires_at": "the closing date",
    "active": "whether it is open",
    "salary": "the pay",
    "experience_years": "the experience asked for",
}
"""Fields that are compared, with the name that a conflict gets."""

_INTERN = re.compile(r"\bintern(?:ship)?s?\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"\b(?:deadlines?|apply (?:by|before|until)|applications? (?:close|end)s?|close[sd]? on|closing date|due)\b"
)
_OPEN = re.compile(
    r"\b(?:applications? (?:for [\w\s]{1,60} )?(?:are|is) (?:now |still |currently )?open"
    r"|(?:is|are) (?:now |still |currently )(?:open|hiring|recruiting|accepting)|now (?:hiring|open|accepting))\b"
)
_CLOSED = re.compile(
    r"\b(?:applications? (?:for [\w\s]{1,60} )?(?:are|is|have) (?:now |already )?closed"
    r"|no longer (?:accept|open|hir)\w*|(?:is|are|has) (?:now |already )?closed)\b"
)
_MONEY = re.compile(
    r"(?P<sign>[$€£₹])\s?(?P<after>\d[\d,]*(?:\.\d+)?)(?P<thousand>k\b)?"
    r"|\b(?P<before>\d[\d,]*(?:\.\d+)?)\s?(?P<word>dollars|euros|pounds|rupees|usd|eur|gbp|inr)\b"
)
_CURRENCIES = {
    "$": "USD", "dollars": "USD", "usd": "USD", "€": "EUR", "euros": "EUR", "eur": "EUR",
    "£": "GBP", "pounds": "GBP", "gbp": "GBP", "₹": "INR", "rupees": "INR", "inr": "INR",
}  # fmt: skip
_PERIODS: tuple[tuple[PayPeriod, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"\b(?:an?|per|each) hour\b|\bhourly\b|/\s?h(?:ou)?r?\b")),
    ("week", re.compile(r"\b(?:a|per|each) week\b|\bweekly\b|/\s?week\b")),
    ("month", re.compile(r"\b(?:a|per|each) month\b|\bmonthly\b|/\s?month\b")),
    ("year", re.compile(r"\b(?:a|per|each) year\b|\b(?:yearly|annual(?:ly)?)\b|/\s?ye?a?r\b")),
)
_YEARS = re.compile(
    r"\b(?P<years>\d{1,2}|one|two|three|four|five|six|seven|eight|ten)\+? (?:or more )?years?(?: of)?"
    r"(?: \w+){0,3} experience"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
# Words that many titles share, so that they tell no role from another.
_COMMON = frozenset(
    {
        "intern",
        "internship",
        "engineer",
        "engineering",
        "scientist",
        "analyst",
        "manager",
        "developer",
        "associate",
    }
    | {
        "assistant",
        "researcher",
        "research",
        "senior",
        "junior",
        "lead",
        "program",
        "student",
        "summer",
        "winter",
    }
    | {"spring", "fall", "autumn", "the", "and", "for", "with"}
)
_LONGEST = 400
"""Characters of a sentence that is shown beside a record."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A sentence of an article that gives something else than a record does.

    Attributes:
        about: the field.
        document: head of the article.
        span: the sentence in the article's text.
        text: its characters.
    """

    about: RecordField
    document: DocumentHead
    span: Span
    text: str


def contradictions(
    found: FoundListing, fields: Iterable[RecordField], articles: Iterable[StoredChunk]
) -> tuple[Contradiction, ...]:
    """What articles say otherwise than a record, at most one sentence a field and document.

    A sentence concerns the record where it, or its document's title, names the record's company, and it speaks of
    interns or of a distinctive word of the record's title.

    Args:
        found: the record.
        fields: those to compare.
        articles: chunks that may say something of it.
    """
    wanted = [name for name in SUBJECTS if name in set(fields)]
    seen: dict[tuple[RecordField, int], Contradiction] = {}
    for chunk in articles:
        if chunk.document.kind != "article":
            continue
        for unit in chunk.units:
            text = chunk.unit_text(unit)
            if unit.kind == "heading" or len(text) > _LONGEST or not _concerns(found.listing, text, chunk):
                continue
            for name in wanted:
                if (name, chunk.document.row) not in seen and _differs(found, name, text, chunk.document):
                    seen[name, chunk.document.row] = Contradiction(name, chunk.document, unit.span, text)
    return tuple(seen.values())


def _concerns(listing: Listing, text: str, chunk: StoredChunk) -> bool:
    if not listing.company:
        return False
    around = " ".join((chunk.document.title, *chunk.path))
    company = _plain(listing.company)
    if f" {company} " not in f" {_plain(text)} " and f" {company} " not in f" {_plain(around)} ":
        return False
    if _INTERN.search(text):
        return listing.employment_type == "internship" or _INTERN.search(listing.title) is not None
    distinctive = {word.folded for word in words_of(listing.title) if len(word.folded) > 2} - _COMMON
    return bool(distinctive & {word.folded for word in words_of(f"{text} {around}")})


def _differs(found: FoundListing, name: RecordField, text: str, head: DocumentHead) -> bool:
    listing, folded = found.listing, fold(text)
    if name == "expires_at":
        return _other_day(listing, folded, head)
    if name == "active":
        return _other_state(found.status, folded)
    if name == "salary":
        return _other_pay(listing, folded)
    years = [_number(match["years"]) for match in _YEARS.finditer(folded)]
    return bool(years) and listing.experience_years is not None and listing.experience_years not in years


def _other_day(listing: Listing, folded: str, head: DocumentHead) -> bool:
    expires = listing.expires_at
    if expires is None or not _CLOSING.search(folded):
        return False
    day = expires.date() if isinstance(expires, datetime) else expires
    # A day without a year is meant in the year in which the article was written.
    written = head.published or day
    named = [mention.days for mention in mentions_of_days(folded, written)]
    days = [days.first or days.last for days in named if _one_day(days.first, days.last)]
    return bool(days) and day not in days


def _one_day(first: date | None, last: date | None) -> bool:
    return (first is None) != (last is None) or (first is not None and first == last)


def _other_state(status: Status, folded: str) -> bool:
    if status == "closed":
        return _OPEN.search(folded) is not None
    return status == "open" and _CLOSED.search(folded) is not None


def _other_pay(listing: Listing, folded: str) -> bool:
    salary = listing.salary
    if salary is None or salary.per is None or salary.currency is None:
        return False
    per = next((period for period, pattern in _PERIODS if pattern.search(folded)), None)
    amounts = [amount for currency, amount in _amounts(folded) if currency == salary.currency]
    if per != salary.per or not amounts:
        return False
    least = salary.min if salary.min is not None else 0.0
    most = salary.max if salary.max is not None else (salary.min if salary.min is not None else 0.0)
    return not any(least <= amount <= most for amount in amounts)


def _amounts(folded: str) -> Iterator[tuple[str, float]]:
    for match in _MONEY.finditer(folded):
        amount = float((match["after"] or match["before"]).replace(",", ""))
        yield _CURRENCIES[match["sign"] or match["word"]], amount * (1000 if match["thousand"] else 1)


def _number(word: str) -> float:
    return float(word) if word.isdecimal() else float(_NUMBERS[word])


def _plain(text: str) -> str:
    return " ".join(word.folded.removesuffix("'s") for word in words_of(text))
