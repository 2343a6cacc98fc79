"""A complete result over the records -> sentences, rows and citations; nothing is estimated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from internbot.answering.answers import Citation, ListingResult, ListingRow, Sentence
from internbot.answering.composition import citation, escape
from internbot.index.catalog import DocumentHead
from internbot.listings.filters import ListingFilter, ListingQuery, RecordField
from internbot.listings.record import Listing
from internbot.listings.rendering import named, pay
from internbot.listings.store import Found, FoundListing
from internbot.sources.documents import Span

SHOWN = 10
"""Rows that an answer shows; the rest is a click or a command away."""

_SINGLE_LINES: tuple[RecordField, ...] = (
    "title",
    "company",
    "locations",
    "experience_years",
    "degree_levels",
    "employment_type",
    "remote",
    "sponsorship",
    "salary",
    "posted_at",
    "expires_at",
    "apply_url",
    "skills",
)


@dataclass(frozen=True, slots=True)
class ListingAnswer:
    """The part of an answer that comes from the records."""

    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    result: ListingResult


def answer(
    found: Found, texts: Mapping[str, tuple[DocumentHead, str]], *, known: int, unread: int = 0
) -> ListingAnswer:
    """Say what was found: the total, then a row for each of the first records with its citation.

    Args:
        found: the result, with its first rows.
        texts: heads and stored texts of the rows' documents.
        known: number of all records.
        unread: number of postings that have no record, so that no count holds them.
    """
    query = found.query
    shown = found
    lines = [_total(found, known)]
    if found.nearest is not None:
        shown = found.nearest
        lines.append(f"Without {_listed([_CONDITIONS[name] for name in found.lifted])}, {_counts(shown)}:")
    if query.uninterpreted:
        lines.append(
            f"Not used as a condition: {_listed([f'“{escape(word)}”' for word in query.uninterpreted])}."
        )
    if unread:
        lines.append(
            f"Not counted: {unread:,} more {'posting' if unread == 1 else 'postings'}, read as text only."
        )
    if found.groups is not None:
        lines.extend(f"- {escape(value)}: {count}" for value, count in list(found.groups.items())[:SHOWN])
    sentences = [Sentence(text=line.removeprefix("- "), support="computed") for line in lines]
    citations: list[Citation] = []
    rows: list[ListingRow] = []
    fields = _fields(query)
    listed: list[str] = []
    for one in shown.rows[:SHOWN]:
        number = None
        if one.document in texts:
            head, text = texts[one.document]
            number = len(citations) + 1
            span = _quoted(one, fields, text)
            citations.append(citation(number, head, span, span.of(text)))
        said = describe(one.listing, fields)
        sentences.append(Sentence(text=said, citations=(number,) if number else (), support="computed"))
        listed.append(f"- {escape(said)}" + (f" [{number}]" if number else ""))
        rows.append(row(one, number))
    if listed and found.groups is None:
        lines += ["", *listed]
    if shown.total > len(rows) and rows:
        more = f"These are the first {len(rows)} of {shown.total}."
        lines += ["", more]
        sentences.append(Sentence(text=more, support="computed"))
    result = ListingResult(
        filters=query.filter.chips(),
        total=found.total,
        open=found.open,
        items=tuple(rows),
        uninterpreted=query.uninterpreted,
        groups=dict(found.groups) if found.groups is not None else None,
    )
    return ListingAnswer("\n".join(lines), tuple(sentences), tuple(citations), result)


def row(found: FoundListing, number: int | None) -> ListingRow:
    """One record as a row of a table."""
    listing = found.listing
    expires = listing.expires_at
    return ListingRow(
        id=found.document,
        title=listing.title,
        company=listing.company,
        locations=tuple(place.text for place in listing.locations),
        remote=listing.remote,
        employment_type=listing.employment_type,
        term=tuple(str(term) for term in listing.term),
        deadline=expires.date() if isinstance(expires, datetime) else expires,
        status=found.status,
        url=listing.apply_url or listing.source_url,
        citation=number,
    )


def describe(listing: Listing, fields: Sequence[RecordField] = ()) -> str:
    """A record in one line: title, company and places, then the fields that were asked for."""
    places = "; ".join(place.text for place in listing.locations)
    head = ", ".join(part for part in (listing.title, listing.company) if part) + (
        f" ({places})" if places else ""
    )
    said = [phrase for name in fields if (phrase := _phrase(listing, name))]
    return f"{head}: {'; '.join(said)}" if said else head


def _phrase(listing: Listing, name: RecordField) -> str | None:
    unknown = "not stated"
    years = listing.experience_years
    phrases: dict[RecordField, str | None] = {
        "experience_years": f"{years:g}+ years of experience"
        if years is not None
        else f"experience {unknown}",
        "degree_levels": "degree: " + (", ".join(map(named, listing.degree_levels)) or unknown),
        "employment_type": f"employment type {named(listing.employment_type)}".replace("unknown", unknown),
        "remote": f"remote: {named(listing.remote)}".replace("unknown", unknown),
        "sponsorship": f"visa sponsorship: {named(listing.sponsorship)}".replace("unknown", unknown),
        "salary": f"pay: {pay(listing.salary) if listing.salary else unknown}",
        "posted_at": f"posted {listing.posted_at.isoformat() if listing.posted_at else unknown}",
        "expires_at": _deadline(listing),
        "term": "term: " + ("; ".join(map(str, listing.term)) or unknown),
        "skills": "skills: " + (", ".join(listing.skills) or unknown),
        "apply_url": f"apply at {listing.apply_url}" if listing.apply_url else None,
    }
    return phrases.get(name)


def _deadline(listing: Listing) -> str:
    expires = listing.expires_at
    if expires is None:
        return "no closing date given"
    day: date = expires.date() if isinstance(expires, datetime) else expires
    return f"closes {day.isoformat()} ({listing.deadline_at()})"


def _fields(query: ListingQuery) -> tuple[RecordField, ...]:
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
    }
    wanted += [by_condition[name] for name in held if name in by_condition]
    by_sort: dict[str, RecordField] = {
        "experience": "experience_years",
        "deadline": "expires_at",
        "posted": "posted_at",
        "pay": "salary",
    }
    if query.sort in by_sort:
        wanted.append(by_sort[query.sort])
    return tuple(dict.fromkeys(name for name in wanted if name not in ("title", "company", "locations")))


def _quoted(found: FoundListing, fields: Sequence[RecordField], text: str) -> Span:
    """The lines of the stored record that the row repeats: from its title to the last field that was said."""
    wanted = [name for name in _SINGLE_LINES if name in ("title", "company", "locations", *fields)]
    spans = [found.field_spans[name] for name in wanted if name in found.field_spans]
    if not spans:
        end = text.find("\n")
        return Span(0, end if end > 0 else len(text))
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _total(found: Found, known: int) -> str:
    asked = f" ({_described(found.query.filter)})" if found.query.filter.conditions() else ""
    if not known:
        return "My sources hold no postings."
    if not found.total:
        unknown = {"sponsorship": " Those that do not say whether they sponsor are not counted."}
        more = "".join(text for name, text in unknown.items() if name in found.query.filter.conditions())
        return f"0 of {known} postings match{asked}.{more}"
    return f"{_counts(found)[0].upper()}{_counts(found)[1:]}{asked}."


def _counts(found: Found) -> str:
    verb = "posting matches" if found.total == 1 else "postings match"
    states = [f"{found.open} open" if found.open else "", f"{found.closed} closed" if found.closed else ""]
    if found.unknown:
        # Without a date and without a word of its source on its state.
        states.append(f"{found.unknown} undated, so perhaps closed")
    told = ", ".join(state for state in states if state)
    return f"{found.total} {verb}: {told}" if told else f"{found.total} {verb}"


_CONDITIONS: dict[str, str] = {
    "companies": "the company",
    "not_companies": "the company left out",
    "titles": "the job title",
    "not_titles": "the job title left out",
    "places": "the place",
    "not_places": "the place left out",
    "remote": "remote work",
    "employment_types": "the kind of employment",
    "not_employment_types": "the kind of employment left out",
    "terms": "the term",
    "degrees": "the degree",
    "not_degrees": "the degree left out",
    "experience": "the years of experience",
    "sponsorship": "visa sponsorship",
    "status": "being open or closed",
    "posted": "the posting date",
    "closes": "the closing date",
    "undated": "having a date",
    "skills": "the skills",
    "words": "the words",
    "not_words": "the words left out",
}


def _described(asked: ListingFilter) -> str:
    """The filter in words, condition by condition."""
    chips = asked.chips()
    return "; ".join(
        f"{_CONDITIONS[name].removeprefix('the ')}: {escape(_value(chips[name]))}" for name in chips
    )


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        ends = {"least": "at least", "most": "at most", "first": "from", "last": "until"}
        return " ".join(
            f"{ends.get(key, key)} {_value(part)}" for key, part in value.items() if part is not None
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " or ".join(_value(part) for part in value)
    if isinstance(value, float):
        return f"{value:g}"
    return named(str(value)) if not isinstance(value, bool) else ("no" if value else "yes")


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
