"""A query in English: the standalone form of "and in Canada?", and what a reader sees of a filter."""

from __future__ import annotations

from collections.abc import Iterable

from internbot.listings.filters import (
    Days,
    ListingFilter,
    ListingQuery,
    PayRange,
    PlaceChoice,
    Range,
    RecordField,
    StatedField,
)
from internbot.listings.record import Status
from internbot.listings.rendering import named

_ORDERS = {
    ("experience", False): ("asks for the least experience", "asks for less experience"),
    ("experience", True): ("asks for the most experience", "asks for more experience"),
    ("deadline", False): ("closes first", "sorted by deadline"),
    ("deadline", True): ("closes last", "closes last"),
    ("posted", True): ("is the newest", "newest first"),
    ("posted", False): ("is the oldest", "is the oldest"),
    ("pay", True): ("is the highest paid", "pays more"),
    ("pay", False): ("pays the least", "lowest paid first"),
}
_FIELDS: dict[RecordField, str] = {
    "locations": "locations",
    "experience_years": "years of experience",
    "degree_levels": "degree requirements",
    "expires_at": "deadlines",
    "posted_at": "posting dates",
    "salary": "pay",
    "sponsorship": "visa sponsorship",
    "apply_url": "links",
}

_FIELD_SAID: dict[StatedField, str] = {
    "company": "a company",
    "term": "a term",
    "degree": "a degree",
    "experience": "years of experience",
    "pay": "pay",
    "posted": "a posting date",
    "deadline": "a deadline",
    "skill": "skills",
}


def worded(query: ListingQuery) -> str:
    """The query as one question in English, which reads as the same query again."""
    subject, rest = _described(query.filter)
    order = _ORDERS.get((query.sort, query.descending))
    if query.group_by:
        return f"How many {subject} are there{rest} per {query.group_by.replace('_', ' ')}?"
    if query.mode == "how_many":
        return f"How many {subject} are there{rest}?"
    if order and query.limit:
        return f"Which of the {subject}{rest} {order[0]}?"
    if order:
        sorted_by = order[1].startswith(("sorted", "newest", "lowest"))
        return (
            f"Which {subject} are there{rest}, {order[1]}?"
            if sorted_by
            else f"Which of the {subject}{rest} {order[1]}?"
        )
    if query.mode == "compare":
        return f"Compare the {subject}{rest}."
    if query.mode == "list":
        return f"List the {subject}{rest}."
    return f"Which {subject} are there{rest}?"


def worded_fields(query: ListingQuery, fields: Iterable[RecordField]) -> str:
    """A question for fields of the records that the query finds."""
    subject, rest = _described(query.filter)
    asked = " and ".join(_FIELDS.get(name, name.replace("_", " ")) for name in fields)
    return f"What is said about the {asked} of the {subject}{rest}?"


def worded_subject(query: ListingQuery) -> str:
    """The records that the query finds, as a noun phrase."""
    subject, rest = _described(query.filter)
    return f"the {subject}{rest}"


def _described(wanted: ListingFilter) -> tuple[str, str]:
    """The noun with what stands before it, and what comes after it."""
    adjectives = [named(mode) for mode in wanted.remote if mode in ("hybrid",)]
    adjectives += ["remote"] if wanted.remote == ("yes",) else ["on-site"] if wanted.remote == ("no",) else []
    kinds = [named(kind) for kind in wanted.employment_types if kind != "internship"]
    noun = "internships" if wanted.employment_types == ("internship",) else "roles"
    titles = _either(wanted.titles)
    paid = {True: "paid", False: "unpaid", None: ""}[wanted.paid]
    fields = _either(one.replace("_", " ") for one in wanted.disciplines)
    # "Software engineer roles in software": beside a title, the field would read as a part of it.
    parts = (paid, *adjectives, _either(kinds), titles, "" if titles else fields, noun)
    subject = " ".join(filter(None, parts))
    after = [
        f"in {fields}" if titles and fields else "",
        _clause("at", wanted.companies),
        _clause("not at", wanted.not_companies),
        _clause("in", [_with_article(place) for place in wanted.places]),
        _clause("not in", [_with_article(place) for place in wanted.not_places]),
        _clause("for", [" ".join(str(x) for x in (t.season, t.year) if x) for t in wanted.terms]),
        _clause("not for", [" ".join(str(x) for x in (t.season, t.year) if x) for t in wanted.not_terms]),
        _clause("that are not", [f"{named(kind)} roles" for kind in wanted.not_employment_types]),
        _clause("that are not", [one.replace("_", " ") for one in wanted.not_disciplines]),
        _paying(wanted.pay),
        _clause("except", wanted.not_titles),
        _clause("that ask for a", [named(level) for level in wanted.degrees]),
        _clause("that do not ask for a", [named(level) for level in wanted.not_degrees]),
        _years(wanted.experience),
        _sponsoring(wanted),
        _standing(wanted),
        _days("posted", wanted.posted),
        _days("that close", wanted.closes),
        _clause("that state", map(_FIELD_SAID.__getitem__, wanted.stated), " and "),
        _clause("that do not state", map(_FIELD_SAID.__getitem__, wanted.not_stated), " or "),
        _clause("that mention", (*wanted.skills, *wanted.words), " and "),
        _clause("that do not mention", wanted.not_words, " and "),
    ]
    return subject, "".join(f" {part}" for part in after if part)


def _paying(pay: PayRange | None) -> str:
    if pay is None:
        return ""
    rate = f"{pay.currency} per {pay.per}"
    if pay.least is not None and pay.most is not None:
        return f"that pay between {pay.least:.10g} and {pay.most:.10g} {rate}"
    if pay.most is not None:
        return f"that pay at most {pay.most:.10g} {rate}"
    return f"that pay at least {pay.least:.10g} {rate}" if pay.least is not None else ""


def _sponsoring(wanted: ListingFilter) -> str:
    if wanted.sponsorship == ("yes",):
        return "that sponsor visas"
    if wanted.sponsorship == ("citizens_only",):
        return "for citizens only"
    return "that do not sponsor visas" if wanted.sponsorship else ""


def _standing(wanted: ListingFilter) -> str:
    told: dict[tuple[Status, ...], str] = {
        ("open",): "that are still open",
        ("closed",): "that are closed",
        ("open", "unknown"): "that have not closed yet",
    }
    return told.get(wanted.status, "")


def _with_article(place: PlaceChoice) -> str:
    plain = place.city is None and place.region is None
    return (
        f"the {place.label}"
        if plain and place.label.startswith(("United", "Netherlands", "Philippines", "European"))
        else place.label
    )


def _either(values: Iterable[str], word: str = " or ") -> str:
    return word.join(values)


def _clause(lead: str, values: Iterable[str], word: str = " or ") -> str:
    joined = _either(values, word)
    return f"{lead} {joined}" if joined else ""


def _years(years: Range | None) -> str:
    if years is None:
        return ""
    least, most = years.least, years.most
    if least is not None and most is not None:
        return f"with {least:g} to {most:g} years of experience"
    if most == 0:
        return "with no experience"
    return (
        f"with at most {most:g} years of experience"
        if most is not None
        else f"with at least {least:g} years of experience"
    )


def _days(lead: str, days: Days | None) -> str:
    if days is None:
        return ""
    if days.first and days.last:
        return f"{lead} between {days.first} and {days.last}"
    return f"{lead} by {days.last}" if days.last else f"{lead} since {days.first}"
