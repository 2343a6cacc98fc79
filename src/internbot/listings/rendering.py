"""A record as text, one `Field: value` a line, and where each field stands in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from internbot.listings.record import Listing, Salary
from internbot.sources.documents import Block, BlockKind, Document, Span
from internbot.sources.labels import is_label

_NAMES = {
    "high_school": "high school",
    "bachelor": "bachelor's",
    "master": "master's",
    "mba": "MBA",
    "phd": "PhD",
    "full_time": "full-time",
    "part_time": "part-time",
    "citizens_only": "citizens only",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingDocument(Document):
    """A posting: its record, and the text rendered from it.

    Attributes:
        listing: the record.
        field_spans: where each known field of the record was read in `text`, by field name: its line, label
            included, or the words of the title, places or prose that say it.
    """

    listing: Listing
    field_spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendering:
    """The text of a record with its structure.

    Attributes:
        field_spans: where each field that has a line stands, label included.
        prose: from the first to the last character of what its source wrote in whole sentences; None where there is
            none.
    """

    text: str
    blocks: tuple[Block, ...]
    field_spans: dict[str, Span]
    prose: Span | None = None


def named(value: str) -> str:
    """A closed choice of the record as a reader writes it: `full_time` is "full-time"."""
    return _NAMES.get(value, value.replace("_", " "))


def pay(salary: Salary) -> str:
    """A salary in words, such as "30 to 45 USD per hour"."""
    amounts = " to ".join(
        f"{x:,.2f}".removesuffix(".00") for x in dict.fromkeys((salary.min, salary.max)) if x is not None
    )
    if salary.min is None:
        amounts = f"up to {amounts}"
    elif salary.max is None:
        amounts = f"from {amounts}"
    period = "in total" if salary.per == "total" else f"per {salary.per}" if salary.per else ""
    return " ".join(filter(None, (amounts, salary.currency, period)))


def render(listing: Listing, *, unwritten: Collection[str] = ()) -> Rendering:
    """The record as text: the same record always gives the same text. Unknown fields are left out.

    Single values are one line each, short lists are `Field: a; b`, long ones a line `Field:` and an item a
    line. `last_seen_at` has no line: it changes daily, and the text must not.

    Args:
        listing: what to write.
        unwritten: fields that get no line, since the source says them only in the words of another one.
    """
    writer = _Writer(unwritten)
    years = listing.experience_years
    writer.line("title", "Title", listing.title)
    writer.line("company", "Company", listing.company)
    places = [place.text for place in listing.locations]
    writer.line("locations", "Location" if len(places) == 1 else "Locations", "; ".join(places))
    writer.choice("remote", "Remote", listing.remote)
    writer.choice("employment_type", "Employment type", listing.employment_type)
    writer.line("term", "Term", "; ".join(str(term) for term in listing.term))
    writer.line("degree_levels", "Degree", "; ".join(named(level) for level in listing.degree_levels))
    if years is not None:
        writer.line("experience_years", "Experience", f"{years:g} year{'' if years == 1 else 's'} or more")
    writer.choice("sponsorship", "Visa sponsorship", listing.sponsorship)
    writer.line("salary", "Pay", pay(listing.salary) if listing.salary else None)
    writer.line("posted_at", "Posted", _iso(listing.posted_at))
    writer.line("expires_at", "Deadline", _iso(listing.expires_at))
    writer.choice("active", "Status", listing.active)
    writer.line("apply_url", "Apply at", listing.apply_url)
    writer.line("source_url", "Source", listing.source_url)
    writer.line("skills", "Skills", "; ".join(listing.skills))
    writer.section("description", "Description", (listing.description or "").split("\n"), item=False)
    writer.section("responsibilities", "Responsibilities", listing.responsibilities, item=True)
    writer.section("qualifications", "Qualifications", listing.qualifications, item=True)
    return writer.result()


def heading(listing: Listing) -> str:
    """The title of a posting's document: its title, company and first place."""
    name = f"{listing.title}, {listing.company}" if listing.company else listing.title
    if not listing.locations:
        return name
    more = len(listing.locations) - 1
    return f"{name} ({listing.locations[0].text}{f' and {more} more' if more else ''})"


class _Writer:
    def __init__(self, unwritten: Collection[str]) -> None:
        self._unwritten = unwritten
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._spans: dict[str, Span] = {}
        self._prose: Span | None = None

    def line(self, name: str, label: str, value: str | None) -> None:
        """One `label: value` line, unless the value is empty or the field has no line."""
        if value and name not in self._unwritten and (text := one_line(value)):
            self._spans[name] = self._write(f"{label}: {text}", "row", ())

    def choice(self, name: str, label: str, value: str) -> None:
        """One line for a closed choice, unless it is unknown."""
        if value != "unknown":
            self.line(name, label, named(value))

    def section(self, name: str, label: str, values: Iterable[str], *, item: bool) -> None:
        """A `label:` line with one line for each value, unless there is none.

        A value that is a name with a colon ("You will:") is the heading of those below it.
        """
        lines = [text for value in values if (text := one_line(value))]
        if not lines:
            return
        first = self._write(f"{label}:", "heading", (), 2)
        last = first
        path: tuple[str, ...] = (label,)
        for at, text in enumerate(lines):
            if text.endswith(":") and at + 1 < len(lines) and is_label(text):
                last = self._write(text, "heading", (label,), 3)
                path = (label, text.removesuffix(":"))
            elif item or text.startswith("- "):
                last = self._write(text if text.startswith("- ") else f"- {text}", "item", path)
            else:
                last = self._write(text, "paragraph", path)
        self._spans[name] = Span(first.start, last.end)
        begin = self._prose.start if self._prose else first.start
        self._prose = Span(begin, last.end)

    def result(self) -> Rendering:
        """What was written so far."""
        return Rendering("".join(self._parts), tuple(self._blocks), dict(self._spans), self._prose)

    def _write(self, text: str, kind: BlockKind, path: tuple[str, ...], level: int = 0) -> Span:
        span = Span(self._length, self._length + len(text))
        self._parts.append(text + "\n")
        self._length = span.end + 1
        self._blocks.append(Block(span, kind, path, level=level))
        return span


def one_line(value: str) -> str:
    """`value` with single spaces and no character that cannot be seen."""
    if value.isprintable() and "  " not in value:
        return value.strip()
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
