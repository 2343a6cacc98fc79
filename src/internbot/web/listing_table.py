"""Listings as a compact table with the complete total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from internbot.answering.answers import Citation, ListingResult, ListingRow
from internbot.web.dates import in_short
from internbot.web.links import source_path, web_address
from internbot.web.markup import escaped, link, tag

STATUS_WORDS: Mapping[str, str] = {"open": "open", "closed": "closed", "unknown": "undated"}
_COLUMNS = ("Title", "Company", "Place", "Term", "Closes", "Status")
_FIRST_ROWS = 10
_FIRST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Cited:
    """The citations of an answer, by number, and how one is marked."""

    by_number: Mapping[int, Citation]
    pill: Callable[[Citation], str]


def listing_table(result: ListingResult, cited: Cited, *, with_totals: bool = True) -> str:
    """HTML of a result: totals, filters, rows (later and closed ones folded), words that no filter covers."""
    shown = [row for row in result.items if row.status != "closed"]
    if not shown:
        shown = list(result.items)
    first, more = shown[:_FIRST_ROWS], shown[_FIRST_ROWS:]
    closed = [row for row in result.items if row.status == "closed" and row not in shown]
    return tag(
        "section",
        tag("p", escaped(totals(result)), class_="totals") if with_totals else "",
        _filters(result),
        _rows(first, cited) if first else "",
        _folded(f"See {len(more)} more", more, cited),
        _folded(f"See {len(closed)} closed", closed, cited),
        _groups(result),
        _uninterpreted(result),
        class_="listings",
    )


def totals(result: ListingResult) -> str:
    """Such as "37 match, 30 open, 5 undated"; what is not open is only counted where all rows are here."""
    parts = [f"{result.total} match" if result.total != 1 else "1 matches", f"{result.open} open"]
    if len(result.items) == result.total:
        for status, word in (("unknown", "undated"), ("closed", "closed")):
            count = sum(row.status == status for row in result.items)
            if count:
                parts.append(f"{count} {word}")
    return ", ".join(parts)


def _filters(result: ListingResult) -> str:
    chips = [
        tag("li", tag("span", escaped(name.replace("_", " ")), class_="name"), " ", escaped(_value(value)))
        for name, value in result.filters.items()
        if value not in (None, "", [], (), {})
    ]
    return tag("ul", *chips, class_="filters", title="Filters") if chips else ""


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(each)}" for key, each in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return " or ".join(_value(each) for each in value)
    return str(value)


def _rows(rows: Sequence[ListingRow], cited: Cited) -> str:
    columns = [tag("th", column, scope="col", role="columnheader") for column in _COLUMNS]
    head = tag("tr", *columns, role="row")
    body = [tag("tr", *_cells(row, cited), role="row", class_=row.status) for row in rows]
    return tag(
        "table",
        tag("thead", head, role="rowgroup"),
        tag("tbody", *body, role="rowgroup"),
        role="table",
    )


def _cells(row: ListingRow, cited: Cited) -> list[str]:
    remote = {"yes": "remote", "hybrid": "hybrid"}.get(row.remote)
    others = len(row.locations) - _FIRST_PLACES
    place = ", ".join([*row.locations[:_FIRST_PLACES], *([f"{others} more"] if others > 0 else [])])
    if remote and remote not in place.lower():
        place = f"{place} ({remote})" if place else remote
    record = cited.by_number.get(row.citation) if row.citation is not None else None
    title = escaped(row.title)
    if record is not None:
        path = source_path(record.document, record.start, record.end, record.sha256)
        title = link(title, path, class_="open-source") + cited.pill(record)
    live = web_address(row.url)
    page = link("Open page", live, class_="open-page", about=row.title) if live else ""
    cells = {
        "title": title + page,
        "company": escaped(row.company or ""),
        "place": escaped(place),
        "term": escaped(", ".join(row.term)),
        "closes": escaped(in_short(row.deadline) if row.deadline else ""),
        "status": tag("span", STATUS_WORDS[row.status], class_=f"status {row.status}"),
    }
    return [
        tag("td", content or tag("span", "not stated", class_="unstated"), role="cell", class_=name)
        for name, content in cells.items()
    ]


def _folded(label: str, rows: Sequence[ListingRow], cited: Cited) -> str:
    return tag("details", tag("summary", escaped(label)), _rows(rows, cited)) if rows else ""


def _groups(result: ListingResult) -> str:
    if not result.groups:
        return ""
    entries = [
        tag("li", escaped(name), " ", tag("strong", str(count))) for name, count in result.groups.items()
    ]
    return tag("ul", *entries, class_="groups")


def _uninterpreted(result: ListingResult) -> str:
    if not result.uninterpreted:
        return ""
    words = ", ".join(f"“{word}”" for word in result.uninterpreted)
    return tag("p", escaped(f"Not used to filter: {words}"), class_="note")
