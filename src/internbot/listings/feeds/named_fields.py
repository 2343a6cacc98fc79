"""Rows whose columns are named freely (CSV, objects of JSONL): which column is which field of a posting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from internbot.listings.descriptions import read_description
from internbot.listings.feed_dates import read_day, read_end
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.json_postings import address
from internbot.listings.feeds.numeric_days import DayOrder, read_numeric_day
from internbot.listings.feeds.signs import (
    signed_degrees,
    signed_sponsorship,
    without_signs,
    worded_sponsorship,
)
from internbot.listings.feeds.written_pay import read_written_pay
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Remote, Salary, Status
from internbot.listings.salaries import read_period, read_salary
from internbot.sources.markdown import render_markdown
from internbot.sources.renderings import Rendering

# Names in small letters; those of other languages are the usual headers of exported lists.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "job title", "position title", "position", "role", "role title", "internship title", "job name", "jobtitel",
        "stellenbezeichnung", "stelle", "intitulé du poste", "intitulé", "poste", "puesto", "cargo",
        "título del puesto", "titolo", "vaga", "title", "job", "program name full", "program name",
    ),
    "company": (
        "company", "company name", "employer", "employer name", "organization", "organisation", "organization name",
        "hiring organization", "firma", "unternehmen", "arbeitgeber", "entreprise", "société", "empresa", "azienda",
    ),
    "places": (
        "location", "locations", "job location", "work location", "office location", "place", "office", "standort",
        "arbeitsort", "ort", "lieu", "ubicación", "localidad", "sede",
    ),
    "city": ("city", "stadt", "ville", "ciudad", "town"),
    "region": ("state", "region", "province", "bundesland"),
    "country": ("country", "land", "pays", "país"),
    "remote": ("remote", "work model", "workplace type", "work mode", "remote type", "work arrangement", "is remote"),
    "employment_type": (
        "employment type", "job type", "type of employment", "contract type", "commitment", "time type", "schedule",
        "vertragsart", "anstellungsart", "type de contrat", "tipo de contrato",
    ),
    "terms": ("term", "terms", "season", "semester", "internship term"),
    "degrees": ("degree", "degrees", "education", "education level", "degree level", "degree required", "abschluss"),
    "experience": (
        "years of experience", "experience years", "min experience", "minimum experience", "years experience",
        "experience required", "experience",
    ),
    "description": (
        "description", "job description", "overview", "summary", "about", "details", "notes", "beschreibung",
        "stellenbeschreibung", "descripción", "descrizione",
    ),
    "responsibilities": ("responsibilities", "duties", "key responsibilities", "aufgaben", "missions"),
    "qualifications": ("qualifications", "requirements", "anforderungen", "profil", "requisitos"),
    "required": ("minimum qualifications", "basic qualifications", "required qualifications"),
    "preferred": ("preferred qualifications", "desired qualifications", "nice to have"),
    "skills": ("skills", "required skills", "technologies", "tech stack", "key skills", "kenntnisse"),
    "posted": (
        "date posted", "posted at", "posted on", "posted", "posting date", "posted date", "published at",
        "published on", "published", "publication date", "date", "veröffentlicht", "veröffentlicht am",
        "date de publication", "fecha de publicación",
    ),
    "expires": (
        "deadline", "application deadline", "expires at", "expires", "closing date", "close date", "apply by",
        "valid through", "expiration date", "end of applications", "bewerbungsfrist", "date limite", "fecha límite",
    ),
    "active": ("active", "is active", "open", "is open", "status", "posting status"),
    "salary": (
        "salary", "pay", "compensation", "wage", "stipend", "salary range", "pay range", "hourly rate", "gehalt",
        "vergütung", "salaire", "rémunération", "salario",
    ),
    "salary_min": ("salary min", "min salary", "minimum salary", "salary from", "pay min", "min pay"),
    "salary_max": ("salary max", "max salary", "maximum salary", "salary to", "pay max", "max pay"),
    "currency": ("currency", "salary currency", "pay currency", "währung"),
    "period": ("salary period", "pay period", "salary interval", "salary unit", "pay interval", "salary per"),
    "sponsorship": ("sponsorship", "visa sponsorship", "sponsors visa", "sponsors visas", "visa"),
    "apply_url": (
        "apply link", "apply url", "application url", "application link", "job url", "job link", "posting url", "url",
        "link", "bewerbungslink", "lien", "enlace", "lfx url",
    ),
    "source_url": ("source url", "source", "found at", "issue url"),
}  # fmt: skip
RECORD_FIELDS: Mapping[str, str] = {
    "places": "locations", "city": "locations", "terms": "term", "degrees": "degree_levels", "posted": "posted_at",
    "expires": "expires_at", "experience": "experience_years", "required": "qualifications", "salary_min": "salary",
}  # fmt: skip
"""The record's field that a column of another name fills."""

FIELDS = frozenset(_NAMES)
"""Names by which columns can be configured."""

_CERTAIN = frozenset(
    (
        "company",
        "employment_type",
        "salary",
        "salary_min",
        "sponsorship",
        "terms",
        "qualifications",
        "required",
        "expires",
    )
)
_NO_JOB_LIST = frozenset(
    ("first name", "last name", "surname", "email", "phone", "author", "authors", "isbn", "artist")
)
_VAGUE_TITLES = frozenset(("title", "titolo", "job"))
_OPEN = re.compile(r"(?:true|yes|y|1|open|active|live|accepting|offen|ja|oui)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"(?:false|no|n|0|closed|inactive|expired|filled|not open|geschlossen|nein|non)\b", re.IGNORECASE
)
_MODES: tuple[tuple[re.Pattern[str], Remote], ...] = (
    (re.compile(r"hybrid", re.IGNORECASE), "hybrid"),
    (re.compile(r"^(?:no|false|0|n)$|on[- ]?site|in[- ](?:person|office)|not remote", re.IGNORECASE), "no"),
    (re.compile(r"^(?:yes|true|1|y)$|remote|virtual|home ?office", re.IGNORECASE), "yes"),
)
_YEARS = re.compile(r"(\d{1,2}(?:[.,]\d)?)\s*(?:\+|-|–|to|or more|years?|yrs?|jahre?|ans?|$)", re.IGNORECASE)
_LINK_WORD = re.compile(r"^\s*(?:and|or)\s+", re.IGNORECASE)  # before the last of a list
_ITEM = re.compile(r"\s*[,;|\n]\s*")
_NOTHING_SAID = re.compile(r"no [\w ]{3,30} (?:provided|available|given)\.?", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|\]\(https?:", re.MULTILINE)
_MOST_YEARS = 40


@dataclass(frozen=True, slots=True)
class NamedFields:
    """Which columns hold which fields.

    Attributes:
        columns: by field; the name of the column as it is written.
        day_order: how all-numeric days are written, where the rows tell.
    """

    columns: Mapping[str, str]
    day_order: DayOrder | None = field(default=None)

    @classmethod
    def guessed(cls, names: Sequence[str]) -> NamedFields | None:
        """The fields that the columns' names tell; None where they are not those of a list of jobs.

        That takes a title, and two fields that hardly any other list has, or one of them with a place and an address.
        """
        plain = {_plain(name): name for name in reversed(names)}
        if _NO_JOB_LIST & plain.keys():
            return None
        found = {
            field: plain[known]
            for field, candidates in _NAMES.items()
            if (known := next((name for name in candidates if name in plain), None))
        }
        if "title" not in found:
            return None
        certain = len(_CERTAIN & found.keys()) + (_plain(found["title"]) not in _VAGUE_TITLES)
        certain += "apply_url" in found and _plain(found["apply_url"]).startswith(
            ("apply", "application", "job")
        )
        placed = bool({"places", "city"} & found.keys()) and bool({"apply_url", "description"} & found.keys())
        return cls(found) if certain >= 2 or (certain == 1 and placed) else None

    @classmethod
    def configured(cls, columns: Mapping[str, str], names: Sequence[str]) -> NamedFields:
        """The fields that somebody has named, and the guessed ones beside them."""
        plain = {_plain(name): name for name in reversed(names)}
        guessed = {
            field: plain[known]
            for field, candidates in _NAMES.items()
            if (known := next((name for name in candidates if name in plain), None))
        }
        taken = set(columns.values())
        return cls({**{f: name for f, name in guessed.items() if name not in taken}, **columns})

    def draft(
        self,
        record: Mapping[str, object],
        identity: str,
        raw: bytes,
        resolver: PlaceResolver,
        source_format: str,
    ) -> Draft | None:
        """What a row says; None where it has no title.

        Args:
            record: values by column; texts, numbers, or lists of texts.
            identity: what tells the row from others.
            raw: its bytes.
            resolver: tells the countries of places.
            source_format: name of the format.
        """
        written = self._text(record, "title")
        title = without_signs(written)
        if not title:
            return None
        places = self._places(record)
        text = read_description(_without_markdown(self._text(record, "description")))
        text += read_description(self._text(record, "responsibilities"), "responsibilities")
        for name in ("qualifications", "required", "preferred"):
            text += read_description(self._text(record, name), "qualifications")
        degrees, skills = self._items(record, "degrees"), self._items(record, "skills")
        sponsorship = worded_sponsorship(self._text(record, "sponsorship")) or signed_sponsorship(written)
        return Draft(
            id=identity,
            title=title,
            raw=raw,
            company=self._text(record, "company") or None,
            places=places,
            remote=_mode(self._text(record, "remote")),
            employment_type=self._text(record, "employment_type") or None,
            terms=self._items(record, "terms"),
            degrees=degrees or signed_degrees(written),
            experience_years=_years(self._text(record, "experience")),
            description=text.description,
            responsibilities=text.responsibilities,
            qualifications=text.qualifications,
            skills=skills,
            posted_at=self._day(record, "posted"),
            expires_at=read_end(self._text(record, "expires")) or self._day(record, "expires"),
            active=_status(self._text(record, "active")),
            salary=self._salary(record, resolver, places),
            sponsorship=sponsorship,
            apply_url=_link(self._text(record, "apply_url")),
            source_url=_link(self._text(record, "source_url")),
            source_format=source_format,
            paths={
                RECORD_FIELDS.get(name, name): column
                for name, column in self.columns.items()
                if _said(record.get(column))
            },
        )

    def _text(self, record: Mapping[str, object], name: str) -> str:
        return _said(record.get(self.columns.get(name, "")))

    def _items(self, record: Mapping[str, object], name: str) -> tuple[str, ...]:
        """The items of a column; those of a longer text only where all of them are short."""
        pieces = (
            _LINK_WORD.sub("", piece).strip().rstrip(".") for piece in _ITEM.split(self._text(record, name))
        )
        items = tuple(piece for piece in pieces if piece)
        return items if all(len(item.split()) <= 5 for item in items) else ()

    def _places(self, record: Mapping[str, object]) -> tuple[str, ...]:
        value = record.get(self.columns.get("places", ""))
        if isinstance(value, list):
            return tuple(text for one in value if (text := _said(one)))
        if text := _said(value):
            return (text,)
        parts = (self._text(record, name) for name in ("city", "region", "country"))
        together = ", ".join(part for part in parts if part)
        return (together,) if together else ()

    def _day(self, record: Mapping[str, object], name: str) -> date | None:
        value = record.get(self.columns.get(name, ""))
        if isinstance(value, int | float):
            return read_day(value)
        text = _said(value)
        return read_day(text) or read_numeric_day(text, self.day_order)

    def _salary(
        self, record: Mapping[str, object], resolver: PlaceResolver, places: Sequence[str]
    ) -> Salary | None:
        least, most = self._text(record, "salary_min"), self._text(record, "salary_max")
        currency = self._text(record, "currency")
        if least or most:
            return read_salary(least, most, currency, read_period(self._text(record, "period")))
        written = " ".join((self._text(record, "salary"), currency, self._text(record, "period")))
        return read_written_pay(written, resolver, places)


def _plain(name: str) -> str:
    """A column's name in small letters with spaces: `Job Title`, `job_title` and `jobTitle` alike."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[\W_]+", " ", spaced).lower().split())


def _said(value: object) -> str:
    """A value as text; empty for nothing and for the usual words for nothing."""
    if isinstance(value, list):
        return "; ".join(text for one in value if (text := _said(one)))
    if value is None or isinstance(value, dict):
        return ""
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value).strip()
    return (
        ""
        if _NOTHING_SAID.fullmatch(text)
        or text.lower() in ("n/a", "na", "none", "null", "nan", "-", "–", "unknown", "tbd")
        else text
    )


def _without_markdown(text: str) -> str:
    if not _MARKDOWN.search(text):
        return text
    rendering = Rendering()
    render_markdown(text, rendering)
    return rendering.text


def _link(text: str) -> str | None:
    return address(f"https://{text}" if text.startswith("www.") else text)


def _status(text: str) -> Status:
    if not text:
        return "unknown"
    return "closed" if _CLOSED.match(text) else "open" if _OPEN.match(text) else "unknown"


def _mode(text: str) -> Remote | None:
    return next((mode for pattern, mode in _MODES if text and pattern.search(text)), None)


def _years(text: str) -> float | None:
    found = _YEARS.match(text)
    years = float(found[1].replace(",", ".")) if found else None
    return years if years is not None and years <= _MOST_YEARS else None
