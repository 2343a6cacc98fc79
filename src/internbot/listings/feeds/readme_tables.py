"""Lists of internships as tables of a README: a row a job, with signs for what is closed or not sponsored."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from internbot.errors import SourceError
from internbot.listings.drafting import Drafting
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.list_cells import Cell, ListTable, list_tables
from internbot.listings.feeds.signs import signed_degrees, signed_sponsorship, without_signs
from internbot.listings.feeds.written_pay import read_written_pay
from internbot.listings.merging import posting_key
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Remote, Status
from internbot.listings.terms import read_terms
from internbot.sources.dates import read_date
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.markdown import MarkdownReader
from internbot.sources.text_decoding import decode

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("company", re.compile(r"(?:company|employer|organi[sz]ation|firm)(?: name)?")),
    ("role", re.compile(r"(?:job |role |position )?(?:title|role|position)s?|program(?:me)?|internship|job")),
    ("location", re.compile(r"(?:office )?locations?|city|where")),
    ("apply", re.compile(r"(?:apply|application|posting|link|job)(?: ?/? ?(?:link|url|now))?s?|links?|url")),
    ("posted", re.compile(r"(?:date )?(?:posted|added)(?: on)?|date|posted date|posting date|age")),
    ("deadline", re.compile(r"(?:application )?(?:deadline|due date|closes|closing date)")),
    ("model", re.compile(r"work (?:model|mode|type)|remote\??|workplace")),
    ("pay", re.compile(r"salary|pay|compensation|wage|hourly(?: rate)?")),
    ("term", re.compile(r"terms?|season|when")),
    ("notes", re.compile(r"notes?|comments?|description|details")),
    ("name", re.compile(r"name")),
)
_HEADER = re.compile(
    r"^[ \t]*\|?[^|\n]*\b(?:company|employer|organi[sz]ation|firm|name)\b[^|\n]*\||<th\b", re.I | re.M
)
_SAME = "↳"
_CLOSED = re.compile(r"🔒|❌|\bclosed\b", re.IGNORECASE)
_MODELS: tuple[tuple[re.Pattern[str], Remote], ...] = (
    (re.compile(r"hybrid", re.IGNORECASE), "hybrid"),
    (re.compile(r"remote|virtual", re.IGNORECASE), "yes"),
    (re.compile(r"on[- ]?site|in[- ]?(?:person|office)", re.IGNORECASE), "no"),
)
_ROLE = re.compile(
    r"\b(?:engineer\w*|develop\w*|swe|scientist|analyst|designer|research\w*|manager|trader|quant\w*|it|program\w*"
    r"|co-?op|fellow\w*|interns?|internships?)\b",
    re.IGNORECASE,
)
_INTERNSHIPS = re.compile(r"\bintern|\bco-?ops?\b", re.IGNORECASE)
_GRADUATES = re.compile(r"\bnew[- ]grad|\bfull[- ]time\b", re.IGNORECASE)
_UPDATED = re.compile(
    r"(?:last )?updated(?: on| at)?\W{0,6}(\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
    r"|\d{1,2} [A-Z][a-z]{2,8} \d{4})",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}")
_AGE = re.compile(r"\d{1,3} ?(?:d|h|w|mo|m|y)", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,3}) ?d(?:ays?)?(?: ago)?", re.IGNORECASE)
_FEWEST_ROWS = 2
_LONGEST_TITLE = 90
_SUFFIXES = frozenset((".md", ".markdown", ".mdx"))


@dataclass(frozen=True, slots=True)
class _JobTable:
    """A table of jobs.

    Attributes:
        table: as it stands in the file.
        columns: place of each known column.
        of_internships: whether its headings say that it lists internships.
        term: the one term that the file is about, as written.
    """

    table: ListTable
    columns: Mapping[str, int]
    of_internships: bool
    term: str | None

    def cell(self, cells: Sequence[Cell], name: str) -> Cell | None:
        """The cell of a column, where the table and the row have it and it is not empty."""
        place = self.columns.get(name, len(cells))
        cell = cells[place] if place < len(cells) else None
        return cell if cell is not None and (cell.lines or cell.links) else None


class ReadmeTablesReader:
    """Reads Markdown files that hold tables of jobs, and what stands around the tables as an article.

    A table is one of jobs where its columns name a company and a role (or a name, a location and notes, in a file
    about internships) and most of its rows hold a link or a sign that the job is closed. An age or a day without a
    year is read only where the file says when it was updated.
    """

    name = "readme_tables"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)
        self._places = places
        self._articles = MarkdownReader()

    def accepts(self, item: Item) -> bool:
        """Markdown with at least one table of jobs."""
        if item.suffix not in _SUFFIXES and item.media_type != "text/markdown":
            return False
        try:
            source = decode(item.raw)
        except SourceError:
            return False
        return _HEADER.search(source) is not None and next(_job_tables(source), None) is not None

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The file's own text as an article, then a document for each job."""
        source = decode(item.raw)
        tables = list(_job_tables(source))
        yield from self._article(item, source, tables)
        updated = _updated(source)
        rows = [row for table in tables for row in self._drafts(table, updated)]
        for draft in self._drafting.merged(_with_own_ids(rows)):
            try:
                yield self._drafting.document(item, draft)
            except SourceError as error:
                yield Failure(f"{item.key}#{draft.id}", str(error))

    def _article(self, item: Item, source: str, tables: Sequence[_JobTable]) -> Iterator[Document | Failure]:
        kept, begin = [], 0
        for job_table in tables:
            kept.append(source[begin : job_table.table.start])
            begin = job_table.table.end
        rest = "\n".join([*kept, source[begin:]])
        try:
            yield from self._articles.read(replace(item, raw=rest.encode("utf-8", "surrogatepass")))
        except SourceError:
            return  # nothing but tables

    def _drafts(self, jobs: _JobTable, updated: date | None) -> Iterator[tuple[Draft, str]]:
        """Each row's draft, still without an id, and the day that it writes, unless that is an age."""
        company: str | None = None
        for source, cells in jobs.table.rows:
            named = jobs.cell(cells, "company") or jobs.cell(cells, "name")
            written = without_signs(named.text) if named else ""
            if written != _SAME:
                company = written or None
            if draft := self._draft(jobs, source, cells, company, updated):
                day = jobs.cell(cells, "posted")
                yield draft, day.text if day and not _AGE.match(day.text) else ""

    def _draft(
        self, jobs: _JobTable, source: str, cells: Sequence[Cell], company: str | None, updated: date | None
    ) -> Draft | None:
        def text(name: str) -> str:
            cell = jobs.cell(cells, name)
            return cell.text if cell else ""

        title, notes = self._title(jobs, cells)
        if not title:
            return None
        signs = f"{text('company')} {text('role')} {text('apply')} {text('name')}"
        location = jobs.cell(cells, "location")
        places = tuple(without_signs(line) for line in location.lines) if location else ()
        link = _link(jobs, cells)
        terms = (text("term"),) if text("term") else ()
        if not terms and jobs.term and _leaves_open(title, jobs.term):
            terms = (jobs.term,)
        return Draft(
            id="",
            title=title,
            raw=source.encode("utf-8", "surrogatepass"),
            company=company,
            places=places,
            remote=next((mode for pattern, mode in _MODELS if pattern.search(text("model"))), None),
            terms=terms,
            degrees=signed_degrees(signs),
            description=notes,
            posted_at=_day(text("posted"), updated),
            expires_at=read_date(text("deadline")),
            active=_status(jobs, cells, link, signs),
            salary=read_written_pay(text("pay"), self._places, places),
            sponsorship=signed_sponsorship(signs),
            apply_url=link,
            of_internships=jobs.of_internships,
            source_format=self.name,
            paths=self._paths(jobs, cells, bool(terms), signed_sponsorship(signs) is not None),
        )

    def _title(self, jobs: _JobTable, cells: Sequence[Cell]) -> tuple[str, str | None]:
        """The role and the notes; of a table without roles, short notes that name one, else its kind."""
        role, notes = jobs.cell(cells, "role"), jobs.cell(cells, "notes")
        said = notes.text if notes else ""
        if role is not None:
            return without_signs(role.text).strip(" -–|"), said or None
        if "role" in jobs.columns:
            return "", None
        if _ROLE.search(said) and len(said) <= _LONGEST_TITLE and len(notes.links if notes else ()) < 2:
            return said.rstrip(". "), None
        return "Internship", None if _CLOSED.fullmatch(said) else said or None

    def _paths(
        self, jobs: _JobTable, cells: Sequence[Cell], has_term: bool, is_signed: bool
    ) -> dict[str, str]:
        columns = {
            "title": "role",
            "company": "company" if "company" in jobs.columns else "name",
            "locations": "location",
            "remote": "model",
            "salary": "pay",
            "posted_at": "posted",
            "expires_at": "deadline",
            "description": "notes",
        }
        paths = {
            field: jobs.table.names[jobs.columns[column]]
            for field, column in columns.items()
            if jobs.cell(cells, column)
        }
        if has_term:
            paths["term"] = (
                "heading" if not jobs.cell(cells, "term") else jobs.table.names[jobs.columns["term"]]
            )
        if is_signed and "role" in jobs.columns:
            paths["sponsorship"] = jobs.table.names[jobs.columns["role"]]
        return paths


def _leaves_open(title: str, term: str) -> bool:
    """Whether a title names no other term than the whole file does."""
    own = {one.season for one in read_terms(title, title=True).terms if one.year is None}
    dated = any(one.year for one in read_terms(title, title=True).terms)
    listed = {one.season for one in read_terms(term).terms}
    return not dated and (own <= listed or listed <= own)


def _job_tables(source: str) -> Iterator[_JobTable]:
    first = next((line for line in source.split("\n") if line.lstrip().startswith("# ")), "")
    for table in list_tables(source):
        columns = _columns(table.names)
        above = (*table.headings, first)
        telling = next((text for text in above if _INTERNSHIPS.search(text) or _GRADUATES.search(text)), "")
        of_internships = bool(_INTERNSHIPS.search(telling))
        named = "company" in columns and "role" in columns
        noted = {"name", "location", "notes"} <= columns.keys() and of_internships
        if not (named or noted) or len(table.rows) < _FEWEST_ROWS:
            continue
        terms = read_terms(first).terms or read_terms(table.headings[0] if table.headings else "").terms
        term = str(terms[0]) if len(terms) == 1 and terms[0].year else None
        jobs = _JobTable(table, columns, of_internships, term)
        linked = sum(
            _link(jobs, cells) is not None or _CLOSED.search(row) is not None for row, cells in table.rows
        )
        if linked * 2 >= len(table.rows) and ({"location", "apply", "posted", "notes"} & columns.keys()):
            yield jobs


def _columns(names: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, name in enumerate(names):
        plain = " ".join(re.sub(r"[^\w/?]+", " ", name).lower().split())
        found = next((c for c, pattern in _COLUMNS if pattern.fullmatch(plain) and c not in columns), None)
        if found:
            columns[found] = place
    return columns


def _link(jobs: _JobTable, cells: Sequence[Cell]) -> str | None:
    """The address to apply at: of its own column, else of the role, else of the notes or the company's name."""
    for name in ("apply", "role", "name", "notes"):
        cell = jobs.cell(cells, name)
        if cell and cell.links and not (name == "notes" and len(cell.links) > 1):
            return cell.links[0]
    return None


def _status(jobs: _JobTable, cells: Sequence[Cell], link: str | None, signs: str) -> Status:
    notes = jobs.cell(cells, "notes")
    named = jobs.cell(cells, "company") or jobs.cell(cells, "name")
    role = jobs.cell(cells, "role")
    closed = (
        _CLOSED.search(signs.replace("closed-source", ""))
        if "🔒" in signs or "❌" in signs
        else _CLOSED.search(apply.text)
        if (apply := jobs.cell(cells, "apply"))
        else None
    )
    if closed or (notes and _CLOSED.match(notes.text)) or any(c and c.struck for c in (named, role)):
        return "closed"
    return "open" if link else "unknown"


def _day(text: str, updated: date | None) -> date | None:
    if (day := read_date(text)) or updated is None:
        return day
    if found := _DAYS.fullmatch(text):
        return updated - timedelta(days=int(found[1]))
    if _NO_YEAR.fullmatch(text):
        days = [read_date(f"{text}, {year}") for year in (updated.year, updated.year - 1)]
        return next((day for day in days if day and day <= updated), None)
    return None


def _updated(source: str) -> date | None:
    """The day of which the file itself says that it was updated."""
    found = _UPDATED.search(source)
    return read_date(found[1]) if found else None


def _with_own_ids(rows: Sequence[tuple[Draft, str]]) -> Iterator[Draft]:
    """Ids from company, role and places, which stay when a job closes and its link goes.

    Those that repeat are told apart by their link, or by the day that is written beside them.

    Args:
        rows: drafts with their written days, which are no ages.
    """
    keys = [(draft.company, draft.title, tuple(draft.places)) for draft, _ in rows]
    repeats = Counter(keys)
    for (draft, day), key in zip(rows, keys, strict=True):
        link = posting_key(draft.apply_url) if draft.apply_url else day
        own = (*key, link) if repeats[key] > 1 else (*key, "")
        yield replace(draft, id=hashlib.sha256(repr(own).encode()).hexdigest()[:12])
