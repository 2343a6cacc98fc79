"""RSS and Atom: feeds of jobs become records, all others articles."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from xml.sax import SAXParseException

import feedparser  # type: ignore[import-untyped]

from internbot.errors import SourceError
from internbot.listings.descriptions import read_description
from internbot.listings.drafting import Drafting
from internbot.listings.feed_dates import read_day, read_end
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.json_postings import address, words
from internbot.listings.feeds.signs import (
    signed_degrees,
    signed_sponsorship,
    without_signs,
    worded_sponsorship,
)
from internbot.listings.feeds.xml_sources import checked_xml, root_name
from internbot.listings.kinds import internship_words
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Sponsorship
from internbot.listings.salaries import read_period, read_salary
from internbot.listings.terms import read_terms
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.html_trees import parse_html
from internbot.sources.markup import render_html
from internbot.sources.placeholders import choose_sign, mark
from internbot.sources.renderings import Rendering

_ROOTS = frozenset(("rss", "feed", "rdf"))
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_ENTRY_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>")
_ABOUT_JOBS = re.compile(
    r"\b(?:jobs?|internships?|interns|careers?|vacanc(?:y|ies)|(?:open|new) (?:roles|positions)|positions|hiring"
    r"|employment|recruit\w*|stellen\w*|emplois?|empleos?)\b",
    re.IGNORECASE,
)
_JOB_ADDRESS = re.compile(
    r"/(?:jobs?|careers?|positions?|vacanc(?:y|ies)|postings?|openings?|stellen\w*|o|j)/[^/]|/(?:job|career)s?\b.*\d"
    r"|greenhouse\.io|lever\.co|ashbyhq\.com|myworkdayjobs|smartrecruiters|workable\.com|[?&]gh_jid=|jobid=",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:engineer|developer|analyst|scientist|manager|designer|consultant|specialist|coordinator|technician|assistant"
    r"|associate|officer|nurse|teacher|clerk|driver|accountant|researcher|fellow|trainee|apprentice|architect)s?\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"^(?:how|why|what|when|who|is|are|do|does|can|should|\d+ )\b|\?$", re.IGNORECASE)
_COMPANY_FIRST = re.compile(r"([^:]{2,50}?):\s+(\S.*)")
_COMPANY_LAST = re.compile(r"(.*\S)\s+(?:at|@)\s+(\S.{1,60})")
_MOST = 0.8  # share of titles that must be built alike for a company to be read from them
_JOB_SHARE = 0.6  # share of entries that must look like postings
_NAMED = (
    "location", "city", "state", "country", "minimumsalary", "maximumsalary", "salarycurrency", "salaryinterval",
    "examplesofduties", "qualifications", "supplementalinformation", "advertisetodatetimeutc", "advertisetodate",
    "closingdate", "expirationdate", "company", "employer", "organization", "jobtype", "employmenttype", "jobid",
)  # fmt: skip
_PARTS = " · "


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: what the parser made of it, the fields of job namespaces by their bare names, and its bytes."""

    parsed: Mapping[str, Any]
    fields: Mapping[str, str]
    raw: bytes

    @property
    def title(self) -> str:
        return " ".join(str(self.parsed.get("title") or "").split())

    @property
    def link(self) -> str | None:
        return address(self.parsed.get("link"))

    @property
    def content(self) -> str:
        """The longest of its texts: `content:encoded` under any prefix, the content of Atom, or the summary."""
        texts = [str(one.get("value") or "") for one in self.parsed.get("content") or ()]
        return max([*texts, str(self.parsed.get("summary") or "")], key=len)


class SyndicationReader:
    """Reads RSS and Atom.

    A feed is one of jobs where its entries have the fields of a job namespace, or where it says that it is about jobs
    and most of its entries look like postings by their address or title.
    """

    name = "syndication"
    version = 2

    def __init__(self, places: PlaceResolver) -> None:
        self._drafting = Drafting(places)
        self._places = places

    def accepts(self, item: Item) -> bool:
        """XML whose root is that of RSS or Atom."""
        return root_name(item) in _ROOTS

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each entry, and a failure for each that holds nothing.

        Raises:
            SourceError: it is no feed that can be read, or declares entities.
        """
        # As a stream: the parser would take text for an address and fetch it.
        feed = feedparser.parse(io.BytesIO(checked_xml(item)), resolve_relative_uris=False)
        entries = _entries(feed.entries, item.raw)
        if not entries:
            if feed.bozo:
                reason = " ".join(str(feed.bozo_exception).split())[:200]
                raise SourceError(f"is no feed that can be read, or was cut ({reason})")
            return
        if feed.bozo and isinstance(feed.bozo_exception, SAXParseException):
            yield Failure(item.key, "is broken or was cut; the entries that could be read were read")
        about = " ".join(str(feed.feed.get(name) or "") for name in ("title", "subtitle", "link"))
        if not _is_of_jobs(about, entries):
            yield from _articles(item, entries)
            return
        owner = str(feed.feed.get("title") or "")
        pattern = _company_pattern(entries)
        drafts: list[Draft] = []
        for number, entry in enumerate(entries, 1):
            if entry.title:
                drafts.append(self._draft(entry, number, pattern, owner, about))
            else:
                yield Failure(f"{item.key}#{number}", f"entry {number} has no title")
        for draft in self._drafting.merged(drafts):
            try:
                yield self._drafting.document(item, draft)
            except SourceError as error:
                yield Failure(f"{item.key}#{draft.id}", str(error))

    def _draft(
        self, entry: _Entry, number: int, pattern: re.Pattern[str] | None, owner: str, about: str
    ) -> Draft:
        fields = entry.fields
        title, company = without_signs(entry.title), _first(fields, "company", "employer", "organization")
        if company is None and pattern and (found := pattern.fullmatch(title)):
            company, title = (found[1], found[2]) if pattern is _COMPANY_FIRST else (found[2], found[1])
        if company is None and "jobid" in fields:
            company = owner or None
        categories = [term for tag in entry.parsed.get("tags") or () if (term := words(tag.get("term")))]
        places, terms, sponsorship = self._parts(entry, categories)
        text = read_description(entry.content)
        text += read_description(fields.get("examplesofduties"), "responsibilities")
        text += read_description(fields.get("qualifications"), "qualifications")
        text += read_description(fields.get("supplementalinformation"))
        return Draft(
            id=words(entry.parsed.get("id")) or entry.link or str(number),
            title=title,
            raw=entry.raw,
            company=company,
            places=places,
            employment_type=_first(fields, "jobtype", "employmenttype"),
            terms=terms,
            degrees=signed_degrees(entry.title),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            posted_at=read_day(entry.parsed.get("published") or entry.parsed.get("updated")),
            expires_at=read_end(fields.get("advertisetodatetimeutc"), zone=UTC)
            or read_end(_first(fields, "advertisetodate", "closingdate", "expirationdate")),
            active="open",
            salary=read_salary(
                fields.get("minimumsalary"),
                fields.get("maximumsalary"),
                fields.get("salarycurrency"),
                read_period(fields.get("salaryinterval")),
            ),
            sponsorship=sponsorship,
            apply_url=entry.link,
            of_internships=internship_words(about) is not None,
            source_format=self.name,
            paths=_paths(entry, bool(terms)),
        )

    def _parts(
        self, entry: _Entry, categories: Sequence[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...], Sponsorship | None]:
        """Places, terms and sponsorship: of their own fields, else of a summary that is a list of short parts."""
        place = _first(entry.fields, "location") or ", ".join(
            entry.fields[name] for name in ("city", "state", "country") if name in entry.fields
        )
        terms = tuple(text for text in categories if read_terms(text).terms)
        sponsorship = signed_sponsorship(entry.title)
        places = (place,) if place else ()
        parts = entry.content.split(_PARTS) if "<" not in entry.content else []
        for part in parts if len(parts) > 1 else ():
            name, _, value = part.partition(":")
            if name.strip().lower() in ("sponsorship", "visa", "visa sponsorship") and value:
                sponsorship = sponsorship or worded_sponsorship(value)
            elif not terms and read_terms(part).terms:
                terms = (part,)
            elif not place and not value and self._names_a_place(part):
                places = (*places, part)
        return places, terms, sponsorship

    def _names_a_place(self, text: str) -> bool:
        found = self._places.resolve(text)
        # All of it: "Data & ML/AI" holds the codes of two countries.
        known = len(text.strip()) > 2 and all(place.country for place in found.places)
        return known and (bool(found.places) or found.remote != "unknown")


def _entries(parsed: Sequence[Mapping[str, Any]], raw: bytes) -> list[_Entry]:
    pieces = list(_pieces(raw))
    found = []
    for number, one in enumerate(parsed):
        fields: dict[str, str] = {}
        for key, value in one.items():
            bare = key.rpartition("_")[2]
            if bare in _NAMED and isinstance(value, str) and value.strip():
                fields.setdefault(bare, value.strip())
        exact = len(pieces) == len(parsed)
        piece = pieces[number] if exact else json.dumps(one, default=str, ensure_ascii=False).encode()
        found.append(_Entry(one, fields, piece))
    return found


def _pieces(raw: bytes) -> Iterator[bytes]:
    """The bytes of each entry."""
    at = 0
    while (begin := _ENTRY.search(raw, at)) and (end := _ENTRY_END.search(raw, begin.end())):
        yield raw[begin.start() : end.end()]
        at = end.end()


def _is_of_jobs(about: str, entries: Sequence[_Entry]) -> bool:
    named = sum(len(entry.fields) >= 2 for entry in entries)
    if named >= _JOB_SHARE * len(entries):
        return True
    if not _ABOUT_JOBS.search(about):
        return False
    alike = sum(_looks_like_a_posting(entry) for entry in entries)
    return alike >= _JOB_SHARE * len(entries)


def _looks_like_a_posting(entry: _Entry) -> bool:
    if _NO_TITLE.search(entry.title) or not entry.title:
        return False
    role = internship_words(entry.title) is not None or _ROLE.search(entry.title) is not None
    return role and (_JOB_ADDRESS.search(entry.link or "") is not None or len(entry.title) <= 120)


def _company_pattern(entries: Sequence[_Entry]) -> re.Pattern[str] | None:
    """How titles name their company, where nearly all do it alike."""
    for pattern in (_COMPANY_FIRST, _COMPANY_LAST):
        if sum(bool(pattern.fullmatch(entry.title)) for entry in entries) >= max(_MOST * len(entries), 2):
            return pattern
    return None


def _first(fields: Mapping[str, str], *names: str) -> str | None:
    return next((fields[name] for name in names if name in fields), None)


def _paths(entry: _Entry, has_terms: bool) -> dict[str, str]:
    paths = {"title": "title", "apply_url": "link", "description": "description"}
    paths["posted_at"] = "published" if entry.parsed.get("published") else "updated"
    own = {
        "locations": "location",
        "expires_at": "advertisetodatetimeutc",
        "salary": "minimumsalary",
        "qualifications": "qualifications",
    }
    paths |= {field: name for field, name in own.items() if name in entry.fields}
    if has_terms:
        paths["term"] = "category"
    return paths


def _articles(item: Item, entries: Sequence[_Entry]) -> Iterator[Document | Failure]:
    for number, entry in enumerate(entries, 1):
        rendering = Rendering()
        if entry.title:
            rendering.add("heading", entry.title, level=1)
        sign = choose_sign(entry.content)
        tree = parse_html(mark(entry.content, sign)) if entry.content.strip() else None
        if tree is not None:
            render_html(tree, rendering, sign=sign)
        if len(rendering.blocks) < 2:
            yield Failure(f"{item.key}#{number}", f"entry {number} holds no text")
            continue
        yield Document(
            id=f"{item.key}#{words(entry.parsed.get('id')) or entry.link or number}",
            title=entry.title or str(number),
            text=rendering.text,
            url=entry.link,
            published=read_day(entry.parsed.get("published") or entry.parsed.get("updated")),
            retrieved=item.retrieved,
            blocks=tuple(rendering.blocks),
            raw=entry.raw,
        )
