"""A complete result over the records -> sentences, rows and citations; nothing is estimated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from internbot.answering.answers import Citation, ListingChip, ListingResult, ListingRow, Sentence
from internbot.answering.composition import escape
from internbot.answering.field_answers import without_bullet
from internbot.answering.listing_comparisons import differing_fields, is_compared, own_lines
from internbot.answering.record_citations import ROW_FIELDS, RecordCitations
from internbot.answering.record_wording import FACTS, asked_fields, describe, described, fact, value
from internbot.index.catalog import DocumentHead
from internbot.listings.condition_names import condition, label
from internbot.listings.filters import ListingFilter, RecordField, SortKey
from internbot.listings.found import Found, FoundListing
from internbot.listings.rendering import named
from internbot.listings.words import fold

SHOWN = 10
"""Rows that an answer shows; the rest is a click or a command away."""

_IN_ROWS = frozenset({"remote", "employment_type"})
"""Facts that a row tells in another way: with its place, and by the filter."""

_UNSAID = {
    "sponsorship": "whether they sponsor visas",
    "remote": "whether they are remote",
    "employment_types": "what kind of employment they are",
    "closes": "when they close",
    "pay": "what they pay",
    "experience": "how much experience they ask for",
    "degrees": "which degree they ask for",
    "terms": "which term they are for",
    "posted": "when they were posted",
}
_UNSORTED: Mapping[SortKey, str] = {
    "pay": _UNSAID["pay"],
    "deadline": _UNSAID["closes"],
    "experience": _UNSAID["experience"],
    "posted": _UNSAID["posted"],
}


@dataclass(frozen=True, slots=True)
class Holdings:
    """What there is besides the result.

    Attributes:
        known: number of all records.
        unread: number of postings that have no record, so that no count holds them.
        checked: day of the last look at the sources.
    """

    known: int
    unread: int = 0
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class ListingAnswer:
    """The part of an answer that comes from the records."""

    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    result: ListingResult


def answer(
    found: Found,
    texts: Mapping[str, tuple[DocumentHead, str]],
    holdings: Holdings,
    written: Callable[[ListingFilter], str],
) -> ListingAnswer:
    """Say what was found: the total, then a row for each of the first records with its citations.

    Args:
        found: the result, with its first rows.
        texts: heads and stored texts of the rows' documents.
        holdings: what there is besides.
        written: the textual form of a filter.
    """
    query = found.query
    shown = found.shown
    lines = _lines(found, holdings)
    sentences = [Sentence(text=line.removeprefix("- "), support="computed") for line in lines]
    cited = RecordCitations()
    compared = is_compared(found)
    fields = differing_fields(found.rows, found.query) if compared else _fields(found)
    rows: list[ListingRow] = []
    listed: list[str] = []
    for one in shown.rows[:SHOWN]:
        numbers: dict[str, int] = {}
        if one.document in texts:
            head, text = texts[one.document]
            said_fields = [
                name for name in (*ROW_FIELDS, *fields) if fact(one.listing, name) or name in ROW_FIELDS
            ]
            numbers = cited.cite(one, said_fields, head, text)
        said = describe(one.listing, fields)
        marks = sorted(set(numbers.values()))
        sentences.append(Sentence(text=said, citations=tuple(marks), support="computed"))
        listed.append(f"- {escape(said)}" + "".join(f" [{number}]" for number in marks))
        rows.append(row(one, numbers, fields))
    if listed and not (query.group_by and found.groups):
        lines += ["", *listed]
    for own in own_lines(found.rows, texts) if compared else ():
        head, text = texts[own.document]
        lines += ["", escape(own.said), ""]
        sentences.append(Sentence(text=own.said, support="computed"))
        for span in own.spans:
            words, number = without_bullet(span.of(text)), cited.number(head, span, text)
            sentences.append(Sentence(text=words, citations=(number,), support="supported"))
            lines.append(f"- {escape(words)} [{number}]")
        if own.more:
            lines.append(f"- and {own.more} more")
    last = [f"These are the first {len(rows)} of {shown.total:,}."] if shown.total > len(rows) > 0 else []
    if holdings.checked:
        last.append(f"Checked on {_day(holdings.checked)}.")
    if last:
        lines += ["", " ".join(last)]
        sentences += [Sentence(text=line, support="computed") for line in last]
    told = result(found, tuple(rows), written)
    return ListingAnswer("\n".join(lines), tuple(sentences), tuple(cited.citations), told)


def result(
    found: Found, rows: tuple[ListingRow, ...], written: Callable[[ListingFilter], str]
) -> ListingResult:
    """The contract's `listings` of a result.

    Args:
        found: the result.
        rows: those of its records that are given.
        written: the textual form of a filter.
    """
    query = found.query
    return ListingResult(
        filters=query.filter.chips(),
        where=written(query.filter),
        chips=chips(query.filter, written),
        sort=query.order,
        total=found.total,
        open=found.open,
        undated=found.unknown,
        closed=found.closed,
        items=rows,
        uninterpreted=query.uninterpreted,
        groups=dict(found.groups) if found.groups is not None else None,
    )


def chips(asked: ListingFilter, written: Callable[[ListingFilter], str]) -> tuple[ListingChip, ...]:
    """The conditions of a filter, each alternative by itself, with the filter that is left without it.

    Args:
        asked: the filter.
        written: the textual form of a filter.
    """
    made = []
    told = asked.chips()
    for name in asked.conditions():
        held, said = getattr(asked, name), told.get(name)
        if isinstance(held, tuple) and isinstance(said, list):
            alone = len(held) == 1
            for one, words in zip(held, said, strict=True):
                taken = (
                    f"Without {_taken(one, words)}"
                    if not alone
                    else f"Without the condition on {label(name)}"
                )
                without = written(asked.without_value(name, one))
                made.append(_chip(name, words, without, taken))
        else:
            without = written(asked.without(name))
            made.append(_chip(name, said, without, f"Without the condition on {label(name)}"))
    return tuple(made)


def _chip(name: str, words: object, without: str, said: str) -> ListingChip:
    return ListingChip(condition=name, label=label(name), value=value(words), without=without, said=said)


def _taken(one: object, words: object) -> str:
    return str(getattr(one, "label", None) or value(words))


def row(
    found: FoundListing, numbers: Mapping[str, int] | None = None, fields: Sequence[RecordField] = ()
) -> ListingRow:
    """One record as a row of a table.

    Args:
        found: the record.
        numbers: number of the citation of each field.
        fields: what the row says beside its fixed columns.
    """
    listing = found.listing
    expires = listing.expires_at
    cited = dict(numbers or {})
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
        citation=cited.get("title") or min(cited.values(), default=None),
        citations=cited,
        facts={name: fact(listing, name) for name in fields if name in FACTS and name not in _IN_ROWS},
    )


def _fields(found: Found) -> tuple[RecordField, ...]:
    """What each row says beside its fixed columns; not the kind where all rows are of the one that was asked for."""
    query = found.query
    same = found.nearest is None and len(query.filter.employment_types) == 1
    return tuple(
        name for name in asked_fields(query) if name != "employment_type" or not same or name in query.fields
    )


def _lines(found: Found, holdings: Holdings) -> list[str]:
    """All that is said above the rows."""
    query = found.query
    lines = [_total(found, holdings.known)]
    silent = [(found.silent[name], why) for name, why in _UNSAID.items() if name in found.silent]
    lines += [
        f"Not counted: {count:,} more that {_do(count)} not say {_agreed(why, count)}."
        for count, why in silent
    ]
    if found.unranked:
        lines.append(_unranked(found))
    if query.uninterpreted:
        words = [f"“{escape(word)}”" for word in query.uninterpreted]
        lines.append(f"Not used as a condition: {_listed(words)}.")
    unread = holdings.unread
    if unread:
        lines.append(
            f"Not counted: {unread:,} more {'posting' if unread == 1 else 'postings'}, read as text only."
        )
    if found.groups is not None and not (is_compared(found) and _one_name(found.groups)):
        lines.extend(
            f"- {escape(named(name))}: {count}" for name, count in list(found.groups.items())[:SHOWN]
        )
    if found.nearest is not None:
        # Last, right above the rows that it speaks of.
        lifted = _listed([condition(name) for name in found.lifted])
        lines.append(f"Without {lifted}, {_counts(found.nearest)}:")
    return lines


def _one_name(names: Iterable[str]) -> bool:
    """Whether some names are one in other letters, so that to count by them would count twice."""
    folded = [fold(name) for name in names]
    return len(set(folded)) < len(folded)


def _total(found: Found, known: int) -> str:
    wanted = found.query.filter
    said = described(wanted)
    asked = f" ({escape(said)})" if said else ""
    if not known:
        return "My sources hold no postings."
    if found.total:
        return f"{_counts(found)[0].upper()}{_counts(found)[1:]}{asked}."
    if wanted.employment_types == ("internship",) and "employment_types" in found.lifted:
        return f"None of my {known:,} postings is known to be an internship that matches{asked}."
    return f"0 of {known:,} postings match{asked}."


def _counts(found: Found) -> str:
    verb = "posting matches" if found.total == 1 else "postings match"
    states = [
        f"{found.open:,} open" if found.open else "",
        f"{found.closed:,} closed" if found.closed else "",
    ]
    if found.unknown:
        # Without a date and without a word of its source on its state.
        states.append(f"{found.unknown:,} undated, so perhaps closed")
    told = ", ".join(state for state in states if state)
    return f"{found.total:,} {verb}: {told}" if told else f"{found.total:,} {verb}"


def _unranked(found: Found) -> str:
    why = _UNSORTED[found.query.sort]
    if found.unranked == found.total:
        return (
            f"None of them says {_agreed(why, 1)}."
            if found.total > 1
            else f"It does not say {_agreed(why, 1)}."
        )
    place = "are left out" if found.query.limit is not None else "come last"
    if found.unranked == 1:
        place = place.replace("are", "is").replace("come", "comes")
    return f"{found.unranked:,} of them {_do(found.unranked)} not say {_agreed(why, found.unranked)}, and {place}."


def _do(count: int) -> str:
    return "does" if count == 1 else "do"


def _agreed(why: str, count: int) -> str:
    """A clause on one posting or on several."""
    if count > 1:
        return why
    for many, one in (("they are", "it is"), ("they were", "it was"), ("they close", "it closes")):
        why = why.replace(many, one)
    for verb in ("sponsor", "pay", "ask"):
        why = why.replace(f"they {verb}", f"it {verb}s")
    return why


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
