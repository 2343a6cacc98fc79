"""Listings of an answer as a compact table with the complete total, the filter and the way to all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from internbot.answering.answers import Citation, ListingResult, ListingRow
from internbot.answering.record_wording import FACTS, value
from internbot.listings.condition_names import label
from internbot.web.links import record_path, source_path, web_address
from internbot.web.markup import escaped, link, tag, unseen
from internbot.web.page_words import ENGLISH, Words, words_of

STATUS_WORDS: Mapping[str, str] = {"open": "open", "closed": "closed", "unknown": "undated"}
_FIRST_ROWS = 10
_FIRST_PLACES = 3
_MOST_FACTS = 2
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "title": ("position", "title"),
    "company": ("company", "company"),
    "place": ("place", "locations"),
    "term": ("term", "term"),
    "closes": ("closes", "expires_at"),
    "status": ("status", "status"),
}
"""Cell -> the key of its heading, and the field whose citation proves it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The citations of an answer, by number, how one is marked, and what the page around them is.

    Attributes:
        root: path that the server is shown at.
        words: what the page says around the texts.
    """

    by_number: Mapping[int, Citation]
    pill: Callable[[Citation], str]
    root: str = ""
    words: Words = field(default_factory=lambda: words_of(ENGLISH))


def listing_table(result: ListingResult, cited: Cited, *, with_totals: bool = True) -> str:
    """HTML of a result: totals, filters, rows (later and closed ones folded), words that no filter covers, exports."""
    shown = [row for row in result.items if row.status != "closed"]
    if not shown:
        shown = list(result.items)
    first, more = shown[:_FIRST_ROWS], shown[_FIRST_ROWS:]
    closed = [row for row in result.items if row.status == "closed" and row not in shown]
    return tag(
        "section",
        tag("p", escaped(totals(result, cited.words)), class_="totals") if with_totals else "",
        _filters(result, cited),
        _rows(first, cited) if first else "",
        _folded(cited.words("see_more", count=len(more)), more, cited),
        _folded(cited.words("see_closed", count=len(closed)), closed, cited),
        _groups(result),
        _uninterpreted(result),
        _onward(result, cited),
        class_="listings",
    )


def totals(result: ListingResult, words: Words | None = None) -> str:
    """Such as "37 match, 30 open, 5 undated"."""
    said = words or words_of(ENGLISH)
    matching = said("matches", count=f"{result.total:,}")
    parts = [
        "1 matches" if said.english and result.total == 1 else matching,
        f"{result.open:,} {said('open')}",
    ]
    states = [(result.undated, said("unknown")), (result.closed, said("closed"))]
    if result.undated is None and len(result.items) == result.total:
        counts = [sum(row.status == status for row in result.items) for status in ("unknown", "closed")]
        states = [(counts[0], said("unknown")), (counts[1], said("closed"))]
    return ", ".join([*parts, *(f"{count:,} {word}" for count, word in states if count)])


def page_path(path: str, where: str, sort: str = "relevance") -> str:
    """Path of a page or an export of the listings with a filter."""
    parameters = {"where": where, "sort": sort if sort != "relevance" else ""}
    query = urlencode({name: text for name, text in parameters.items() if text}, errors="surrogatepass")
    return f"{path}?{query}" if query else path


def _filters(result: ListingResult, cited: Cited) -> str:
    """The conditions; each with a link that takes it away, where the way to do so is known."""
    here = f"{cited.root}/listings"
    if result.chips:
        chips = [
            tag(
                "li",
                tag("span", escaped(chip.label), class_="name"),
                " ",
                link(escaped(chip.value), page_path(here, result.where, result.sort), class_="change"),
                link(unseen(chip.said), page_path(here, chip.without, result.sort), class_="off"),
            )
            for chip in result.chips
        ]
    else:
        chips = [
            tag("li", tag("span", escaped(label(name)), class_="name"), " ", escaped(value(told)))
            for name, told in result.filters.items()
            if told not in (None, "", [], (), {})
        ]
    return tag("ul", *chips, class_="filters", title=cited.words("filters")) if chips else ""


def _rows(rows: Sequence[ListingRow], cited: Cited) -> str:
    facts = list(dict.fromkeys(name for row in rows for name in row.facts))[:_MOST_FACTS]
    columns = [name for name in _COLUMNS if name != "term" or any(row.term for row in rows)]
    columns[-2:-2] = facts
    heads = [cited.words(_COLUMNS[name][0]) if name in _COLUMNS else _fact_name(name) for name in columns]
    head = tag(
        "tr", *(tag("th", escaped(one), scope="col", role="columnheader") for one in heads), role="row"
    )
    body = [tag("tr", *_cells(row, columns, cited), role="row", class_=row.status) for row in rows]
    return tag(
        "table",
        tag("thead", head, role="rowgroup"),
        tag("tbody", *body, role="rowgroup"),
        role="table",
    )


def _fact_name(name: str) -> str:
    return next((said for field, said in FACTS.items() if field == name), name)


def _cells(row: ListingRow, columns: Sequence[str], cited: Cited) -> list[str]:
    live = web_address(row.url)
    texts = {
        "title": link(escaped(row.title), record_path(row.id, root=cited.root), class_="record"),
        "company": escaped(row.company or ""),
        "place": escaped(_place(row)),
        "term": escaped(", ".join(row.term)),
        "closes": escaped(cited.words.short_day(row.deadline) if row.deadline else ""),
        "status": tag("span", escaped(cited.words(row.status)), class_=f"status {row.status}"),
        **{name: escaped(said or "") for name, said in row.facts.items()},
    }
    record = cited.by_number.get(row.citation) if row.citation is not None else None
    if record is not None:
        path = source_path(record.document, record.start, record.end, record.sha256, root=cited.root)
        texts["title"] = link(escaped(row.title), path, class_="open-source")
    page = link(escaped(cited.words("page")), live, class_="open-page", about=row.title) if live else ""
    told: set[int] = set()
    cells = []
    for name in columns:
        content = texts.get(name) or tag("span", escaped(cited.words("not_stated")), class_="unstated")
        # A quote that proves several cells is marked at the first of them.
        number = row.citations.get(_COLUMNS[name][1] if name in _COLUMNS else name)
        if name == "title" and number is None:
            number = row.citation
        if number is not None and number not in told and number in cited.by_number:
            told.add(number)
            content += cited.pill(cited.by_number[number])
        if name == "title":
            content += page
        cells.append(tag("td", content, role="cell", class_=name if name in _COLUMNS else "fact"))
    return cells


def _place(row: ListingRow) -> str:
    remote = {"yes": "remote", "hybrid": "hybrid"}.get(row.remote)
    others = len(row.locations) - _FIRST_PLACES
    place = ", ".join([*row.locations[:_FIRST_PLACES], *([f"{others} more"] if others > 0 else [])])
    if remote and remote not in place.lower():
        return f"{place} ({remote})" if place else remote
    return place


def _folded(said: str, rows: Sequence[ListingRow], cited: Cited) -> str:
    return tag("details", tag("summary", escaped(said)), _rows(rows, cited)) if rows else ""


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


def _onward(result: ListingResult, cited: Cited) -> str:
    """The whole result: as a page, as a table, as a calendar."""
    if not result.total:
        return ""
    words, root = cited.words, cited.root
    said = words("see_all", count=f"{result.total:,}")
    if words.english and result.total == 1:
        said = "See it in the listings"
    links = [
        link(escaped(said), page_path(f"{root}/listings", result.where, result.sort), class_="see-all"),
        link(
            escaped(words("csv")),
            page_path(f"{root}/listings.csv", result.where, result.sort),
            class_="export",
        ),
        link(
            escaped(words("calendar")),
            page_path(f"{root}/listings.ics", result.where, result.sort),
            class_="export",
        ),
    ]
    return tag("p", *links, class_="links onward")
