"""A record, and a filter over records, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from internbot.listings.condition_names import label
from internbot.listings.filters import ListingFilter, ListingQuery, RecordField, StatedField
from internbot.listings.record import Listing
from internbot.listings.rendering import named, pay

FACTS: dict[RecordField, str] = {
    "experience_years": "Experience",
    "degree_levels": "Degree",
    "employment_type": "Kind",
    "sponsorship": "Visa sponsorship",
    "salary": "Pay",
    "posted_at": "Posted",
    "skills": "Skills",
    "remote": "Remote",
}
"""Fields that a row says beside its title, company, place, term and closing day, with their headings."""

_FIELD_NAMES: dict[RecordField, str] = {
    "experience_years": "years of experience",
    "employment_type": "kind of employment",
    "sponsorship": "visa sponsorship",
    "remote": "remote work",
    "posted_at": "day of posting",
    "expires_at": "closing day",
    "active": "whether it is open",
    "locations": "place",
    "apply_url": "where to apply",
    "salary": "pay",
}
UNSTATED = "not stated"


def described(asked: ListingFilter) -> str:
    """A filter in words, condition by condition."""
    chips = asked.chips()
    return "; ".join(f"{label(name)}: {_joined(name, chips[name])}" for name in chips)


def _joined(name: str, given: object) -> str:
    """The values of a condition: of skills, words and what is stated all are wanted, of the others one."""
    every = (
        name in ("skills", "words", "stated", "not_stated")
        and isinstance(given, Sequence)
        and not isinstance(given, str)
    )
    return " and ".join(value(part) for part in given) if every else value(given)  # type: ignore[attr-defined]


def value(given: object) -> str:
    """The value of a condition in words."""
    if isinstance(given, Mapping):
        if "currency" in given:
            return _range_of_pay(given)
        ends = {"least": "at least", "most": "at most", "first": "from", "last": "until"}
        parts = [(key, part) for key, part in given.items() if part is not None]
        # The fields of a term (season, year) are read one after the other, as it is said.
        return " ".join(f"{ends[key]} {value(part)}" if key in ends else value(part) for key, part in parts)
    if isinstance(given, Sequence) and not isinstance(given, str):
        return " or ".join(value(part) for part in given)
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, float):
        return f"{given:g}"
    return named(str(given))


def _range_of_pay(given: Mapping[str, object]) -> str:
    """Pay in words; "more than 50" is kept as 50.01, and "less than 50" as 49.99."""
    said = []
    for end, closed, beyond, cent in (
        ("least", "at least", "more than", 0.01),
        ("most", "at most", "less than", -0.01),
    ):
        amount = given.get(end)
        if isinstance(amount, int | float):
            whole = round(amount - cent, 2)
            words, shown = (beyond, whole) if whole.is_integer() else (closed, amount)
            said.append(f"{words} {shown:,.2f}".removesuffix(".00"))
    return f"{' and '.join(said)} {given['currency']} per {given['per']}"


def fact(listing: Listing, name: RecordField) -> str | None:
    """What a record says in a field, in words; None where it says nothing."""
    years = listing.experience_years
    facts: dict[RecordField, str | None] = {
        "experience_years": f"{years:g}+ years" if years is not None else None,
        "degree_levels": ", ".join(map(named, listing.degree_levels)),
        "employment_type": _known(listing.employment_type),
        "remote": _known(listing.remote),
        "sponsorship": _known(listing.sponsorship),
        "salary": pay(listing.salary) if listing.salary else None,
        "posted_at": listing.posted_at.isoformat() if listing.posted_at else None,
        "term": "; ".join(map(str, listing.term)),
        "skills": ", ".join(listing.skills),
    }
    return facts.get(name) or None


def describe(listing: Listing, fields: Sequence[RecordField] = ()) -> str:
    """A record in one line: title, company and places, then the fields that were asked for."""
    places = "; ".join(place.text for place in listing.locations)
    head = ", ".join(part for part in (listing.title, listing.company) if part) + (
        f" ({places})" if places else ""
    )
    said = [phrase for name in fields if (phrase := _phrase(listing, name))]
    return f"{head}: {'; '.join(said)}" if said else head


def described_fields(fields: Sequence[RecordField]) -> str:
    """Fields in words, such as "pay, degree"."""
    return ", ".join(
        _FIELD_NAMES.get(name) or FACTS.get(name, name).lower() for name in dict.fromkeys(fields)
    )


def asked_fields(query: ListingQuery) -> tuple[RecordField, ...]:
    """The fields that a row has to say: those asked for, those filtered or sorted by."""
    held = query.filter.conditions()
    wanted = list(query.fields)
    by_condition: dict[str, RecordField] = {
        "experience": "experience_years",
        "degrees": "degree_levels",
        "not_degrees": "degree_levels",
        "employment_types": "employment_type",
        "remote": "remote",
        "sponsorship": "sponsorship",
        "closes": "expires_at",
        "status": "expires_at",
        "posted": "posted_at",
        "terms": "term",
        "pay": "salary",
    }
    wanted += [by_condition[name] for name in held if name in by_condition]
    by_stated: dict[StatedField, RecordField] = {
        "experience": "experience_years",
        "degree": "degree_levels",
        "pay": "salary",
        "posted": "posted_at",
        "deadline": "expires_at",
        "term": "term",
        "skill": "skills",
    }
    said = (*query.filter.stated, *query.filter.not_stated)
    wanted += [by_stated[name] for name in said if name in by_stated]
    by_sort: dict[str, RecordField] = {
        "experience": "experience_years",
        "deadline": "expires_at",
        "posted": "posted_at",
        "pay": "salary",
    }
    if query.sort in by_sort:
        wanted.append(by_sort[query.sort])
    return tuple(dict.fromkeys(name for name in wanted if name not in ("title", "company", "locations")))


def _known(choice: str) -> str | None:
    return None if choice == "unknown" else named(choice)


def _phrase(listing: Listing, name: RecordField) -> str | None:
    if name == "expires_at":
        return _deadline(listing)
    if name == "apply_url":
        return f"apply at {listing.apply_url}" if listing.apply_url else None
    said = fact(listing, name)
    if name == "experience_years":
        return f"{said} of experience" if said else f"experience {UNSTATED}"
    leads: dict[RecordField, str] = {
        "degree_levels": "degree:",
        "employment_type": "employment type",
        "remote": "remote:",
        "sponsorship": "visa sponsorship:",
        "salary": "pay:",
        "posted_at": "posted",
        "term": "term:",
        "skills": "skills:",
    }
    return f"{leads[name]} {said or UNSTATED}" if name in leads else None


def _deadline(listing: Listing) -> str:
    expires = listing.expires_at
    if expires is None:
        return "no closing date given"
    day: date = expires.date() if isinstance(expires, datetime) else expires
    return f"closes {day.isoformat()} ({listing.deadline_at()})"
