"""A filter as conditions of SQL. Values are always bound, never written into the statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, false, literal_column, not_, or_, select

from internbot.listings import tables
from internbot.listings.filters import ListingFilter, PlaceChoice, TermChoice
from internbot.listings.gazetteer import place_key
from internbot.listings.words import fold, words_of

# Forms of one notion that an English stemmer keeps apart.
_SAME = (
    ("science", "scientist"),
    ("developer", "development"),
    ("intern", "internship"),
    ("analyst", "analytics"),
)


def status_at(now: datetime) -> ColumnElement[str]:
    """The status of each listing at `now`; the same rule as `Listing.status`."""
    table = tables.listings.c
    closed = or_(table.active == "closed", table.ends <= int(now.timestamp()))
    return case(
        (closed, "closed"), (or_(table.active == "open", table.expires.is_not(None)), "open"), else_="unknown"
    )


def conditions(wanted: ListingFilter, now: datetime) -> list[ColumnElement[bool]]:
    """What a listing has to meet; an empty list where the filter is empty."""
    table = tables.listings.c
    found: list[ColumnElement[bool]] = []
    if wanted.documents:
        found.append(table.document.in_(wanted.documents))
    if wanted.companies:
        found.append(table.company_key.in_([fold(name) for name in wanted.companies]))
    if wanted.not_companies:
        keys = [fold(name) for name in wanted.not_companies]
        found.append(or_(table.company_key.is_(None), table.company_key.not_in(keys)))
    if wanted.places:
        found.append(_in_places(wanted.places))
    if wanted.not_places:
        found.append(not_(_in_places(wanted.not_places)))
    if wanted.remote:
        found.append(table.remote.in_(wanted.remote))
    if wanted.employment_types:
        found.append(table.employment_type.in_(wanted.employment_types))
    if wanted.not_employment_types:
        found.append(table.employment_type.not_in(wanted.not_employment_types))
    if wanted.terms:
        met = or_(*(_in_term(term) for term in wanted.terms))
        found.append(table.key.in_(select(tables.terms.c.listing).where(met)))
    if wanted.degrees:
        found.append(table.key.in_(_with_degree(wanted.degrees)))
    if wanted.not_degrees:
        found.append(table.key.not_in(_with_degree(wanted.not_degrees)))
    if wanted.experience:
        found.extend(_between(table.experience, wanted.experience.least, wanted.experience.most))
    if wanted.sponsorship:
        found.append(table.sponsorship.in_(wanted.sponsorship))
    if wanted.status:
        found.append(status_at(now).in_(wanted.status))
    if wanted.posted:
        found.extend(_between(table.posted, wanted.posted.first, wanted.posted.last))
    if wanted.closes:
        found.extend(_between(table.expires, wanted.closes.first, wanted.closes.last))
    if wanted.undated is not None:
        found.append(table.expires.is_(None) if wanted.undated else table.expires.is_not(None))
    if any((wanted.titles, wanted.skills, wanted.words)):
        found.append(table.key.in_(matching(required(wanted))))
    for phrase in wanted.not_titles:
        found.append(table.key.not_in(matching(f"title : ({_all_of(phrase)})")))
    for phrase in wanted.not_words:
        found.append(table.key.not_in(matching(_phrase(phrase))))
    return found


def matching(query: str) -> Select[tuple[int]]:
    """Keys of the listings whose text matches a full-text query."""
    if not query:
        return select(tables.texts.c.rowid).where(false())
    match = literal_column("listing_texts").op("MATCH")(bindparam(None, query, unique=True))
    return select(tables.texts.c.rowid).where(match)


def required(wanted: ListingFilter) -> str:
    """The full-text query of the titles, skills and words that a filter asks for; may be empty."""
    parts = []
    if wanted.titles:
        alternatives = " OR ".join(f"({_all_of(phrase)})" for phrase in wanted.titles)
        parts.append(f"title : ({alternatives})")
    parts.extend(_either(phrase) for phrase in (*wanted.skills, *wanted.words))
    return " AND ".join(f"({part})" for part in parts)


def _either(phrase: str) -> str:
    return " OR ".join(_variants(alternative) for alternative in phrase.split(" or "))


def _variants(phrase: str) -> str:
    for pair in _SAME:
        for form in pair:
            if re.search(rf"\b{form}s?\b", phrase):
                return " OR ".join(_phrase(re.sub(rf"\b{form}s?\b", other, phrase)) for other in pair)
    return _phrase(phrase)


def _all_of(phrase: str) -> str:
    return " AND ".join(_forms(word.folded) for word in words_of(phrase)) or '""'


def _forms(word: str) -> str:
    forms = next((pair for pair in _SAME if word.rstrip("s") in pair), (word,))
    return "(" + " OR ".join(_phrase(form) for form in forms) + ")"


def _phrase(text: str) -> str:
    return '"' + text.replace('"', " ") + '"'


def _in_places(choices: Iterable[PlaceChoice]) -> ColumnElement[bool]:
    at = tables.places.c
    met = []
    for choice in choices:
        parts: list[ColumnElement[bool]] = []
        if choice.countries:
            parts.append(at.country.in_(choice.countries))
        if choice.region:
            parts.append(at.region == choice.region)
        if choice.city:
            parts.append(at.city_key == place_key(choice.city))
        met.append(and_(*parts))
    return tables.listings.c.key.in_(select(at.listing).where(or_(*met)))


def _in_term(term: TermChoice) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if term.season:
        parts.append(tables.terms.c.season == term.season)
    if term.year:
        parts.append(tables.terms.c.year == term.year)
    return and_(*parts)


def _with_degree(levels: Iterable[str]) -> Select[tuple[int]]:
    return select(tables.degrees.c.listing).where(tables.degrees.c.level.in_(tuple(levels)))


def _between(column: ColumnElement[Any], least: object, most: object) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [column.is_not(None)]
    if least is not None:
        found.append(column >= least)
    if most is not None:
        found.append(column <= most)
    return found
