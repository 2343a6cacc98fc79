"""Drafts of feeds as records: what their words mean, and where each field was read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from internbot.errors import SourceError
from internbot.listings.degrees import read_degrees
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.employer_sites import employer_of
from internbot.listings.kinds import read_kind
from internbot.listings.merging import merged
from internbot.listings.places import PlaceResolver
from internbot.listings.prose import degrees_in_title, read_prose, sponsorship_in_title
from internbot.listings.record import Listing
from internbot.listings.rendering import ListingDocument, heading, one_line, render
from internbot.listings.terms import read_terms
from internbot.sources.documents import Document, Item, Span

_SAID_IN_PROSE = (
    "experience_years",
    "degree_levels",
    "sponsorship",
    "expires_at",
    "term",
    "salary",
    "remote",
    "skills",
)
_NOTHING: tuple[object, ...] = (None, (), "unknown")
_MODE = re.compile(r"(?i)\b(?:remote(?:ly)?|hybrid)\b")


class Drafting:
    """Makes the record of a draft; every feed goes through it, so that the same words mean the same everywhere.

    A fact of a field of its own wins over one that only words say. The first has a line of the rendering; the
    second has none, since such a line would be our words, and is cited by the words that say it.
    """

    def __init__(self, places: PlaceResolver) -> None:
        self._places = places

    def document(self, item: Item, draft: Draft) -> ListingDocument:
        """The document of a posting: its record, rendered.

        Args:
            item: what the draft was read from.
            draft: what the source says.

        Raises:
            SourceError: the draft has no title, or a value that no record can hold.
        """
        reading = self._read(draft)
        listing = reading.listing()
        rendering = render(listing, unwritten=reading.only_words)
        spans = dict(rendering.field_spans)
        for name, (host, words) in reading.only_words.items():
            if at := _within(rendering.text, spans.get(host), words):
                spans[name] = at
        if rendering.prose is not None:
            listing, said = _with_prose(listing, rendering.text, rendering.prose)
            spans |= said
        return ListingDocument(
            id=f"{item.key}#{listing.id}",
            title=heading(listing),
            text=rendering.text,
            kind="listing",
            url=listing.source_url or listing.apply_url or item.url,
            published=listing.posted_at,
            retrieved=item.retrieved,
            license_note=draft.license_note,
            blocks=rendering.blocks,
            metadata=_metadata(listing, draft.paths),
            raw=draft.raw,
            listing=listing,
            field_spans=spans,
        )

    def attached(self, document: Document, draft: Draft, spans: Mapping[str, Span]) -> ListingDocument:
        """The same document, its text untouched, with the record of a draft that was read from it.

        Args:
            document: a posting in full text.
            draft: what was read from it; its `description` may be left out.
            spans: where in `document.text` the fields of the draft were read.

        Raises:
            SourceError: as for `document`.
        """
        reading = self._read(draft)
        listing = reading.listing()
        found = dict(spans)
        for name, (host, words) in reading.only_words.items():
            if name not in found and (at := _within(document.text, found.get(host), words)):
                found[name] = at
        listing, said = _with_prose(listing, document.text, Span(0, len(document.text)))
        return ListingDocument(
            id=document.id,
            title=document.title,
            text=document.text,
            kind="listing",
            url=document.url or listing.source_url or listing.apply_url,
            published=document.published or listing.posted_at,
            retrieved=document.retrieved,
            license_note=document.license_note or draft.license_note,
            blocks=document.blocks,
            metadata={**document.metadata, **_metadata(listing, draft.paths)},
            raw=document.raw if document.raw is not None else draft.raw,
            listing=listing,
            field_spans={
                name: span
                for name, span in {**said, **found}.items()
                if getattr(listing, name, None) not in _NOTHING
            },
        )

    def merged(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """One draft for each job of a source: see `merging.merged`."""
        return merged(drafts)

    def _read(self, draft: Draft) -> _Reading:
        """What the draft's fields, title and places say."""
        reading = _Reading(draft)
        title, values = reading.title, reading.values
        host = "apply_url" if draft.apply_url else "source_url"
        if values["company"] is None and (site := employer_of(values[host], draft.description or "")):
            reading.say("company", site.name, host, site.words)
        places = self._places.resolve_all(one_line(place) for place in draft.places)
        values["locations"] = places.places
        if draft.remote is not None:
            values["remote"] = draft.remote
        elif places.remote != "unknown":
            mode = next((found for place in places.places if (found := _MODE.search(place.text))), None)
            if mode is not None:
                reading.say("remote", places.remote, "locations", mode.group())
            else:
                values["remote"] = places.remote
        kind = read_kind(draft.employment_type, title, of_internships=draft.of_internships)
        if kind.in_title is not None:
            reading.say("employment_type", kind.employment_type, "title", kind.in_title.of(title))
        else:
            values["employment_type"] = kind.employment_type
        terms = tuple(dict.fromkeys(term for text in draft.terms for term in read_terms(text).terms))
        if terms:
            values["term"] = terms
        elif kind.employment_type == "internship":
            named = read_terms(title, title=True)
            if named.span is not None:
                reading.say("term", named.terms, "title", named.span.of(title))
        if levels := read_degrees(draft.degrees):
            values["degree_levels"] = levels
        elif asked := degrees_in_title(title):
            reading.say("degree_levels", asked.value, "title", asked.span.of(title))
        if draft.sponsorship is None and (told := sponsorship_in_title(title)):
            reading.say("sponsorship", told.value, "title", told.span.of(title))
        return reading


@dataclass(slots=True)
class _Reading:
    """The values of a record under construction.

    Attributes:
        only_words: fields without a line, with the field that says them and its words that do.
    """

    draft: Draft
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    only_words: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        draft = self.draft
        self.title = one_line(draft.title)
        self.values = {
            "id": draft.id,
            "title": self.title,
            "company": one_line(draft.company or "") or None,
            "experience_years": draft.experience_years,
            "description": _lines(draft.description),
            "responsibilities": _entries(draft.responsibilities),
            "qualifications": _entries(draft.qualifications),
            "skills": _entries(draft.skills),
            "posted_at": draft.posted_at,
            "expires_at": draft.expires_at,
            "active": draft.active,
            "salary": draft.salary,
            "sponsorship": draft.sponsorship or "unknown",
            "apply_url": draft.apply_url,
            "source_url": draft.source_url,
            "source_format": draft.source_format,
        }

    def say(self, name: str, value: object, host: str, words: str) -> None:
        """Set a field that only the words of another one say."""
        self.values[name] = value
        self.only_words[name] = (host, words)

    def listing(self) -> Listing:
        """The record.

        Raises:
            SourceError: a value is none that a record can hold.
        """
        try:
            return Listing.model_validate(self.values)
        except ValidationError as error:
            problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = ".".join(str(part) for part in problem["loc"]) or "record"
            raise SourceError(f"posting {self.draft.id}: {where}: {problem['msg']}") from error


def _with_prose(listing: Listing, text: str, prose: Span) -> tuple[Listing, dict[str, Span]]:
    """The record with what only its prose says, and where in `text` that stands."""
    facts = read_prose(prose.of(text))
    known: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    for name in _SAID_IN_PROSE:
        fact = getattr(facts, name)
        if fact is not None and getattr(listing, name) in _NOTHING:
            known[name] = fact.value
            spans[name] = Span(prose.start + fact.span.start, prose.start + fact.span.end)
    pay = known.get("salary")
    if pay is not None and pay.currency is None and {place.country for place in listing.locations} == {"US"}:
        known["salary"] = pay.model_copy(update={"currency": "USD"})  # a bare dollar sign
    return (listing.model_copy(update=known) if known else listing), spans


def _within(text: str, host: Span | None, words: str) -> Span | None:
    """Where `words` stand in the part of `text` that `host` covers."""
    if host is None:
        return None
    at = text.find(words, host.start, host.end)
    return Span(at, at + len(words)) if at >= 0 else None


def _metadata(listing: Listing, paths: Mapping[str, str]) -> dict[str, str]:
    """What is kept beside the text: the record's own id, and where in the raw bytes each field was read."""
    kept = {"record": listing.id}
    known = {name: path for name, path in sorted(paths.items()) if getattr(listing, name) not in _NOTHING}
    if known:
        kept["paths"] = json.dumps(known, ensure_ascii=False)
    return kept


def _lines(text: str | None) -> str | None:
    """`text` a paragraph a line, without empty ones; None where nothing is left."""
    return "\n".join(_entries((text or "").splitlines())) or None


def _entries(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for value in values if (text := one_line(value)))
