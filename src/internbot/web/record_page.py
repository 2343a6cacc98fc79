"""The page of one listing: each field beside the words that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from internbot.answering.record_wording import fact
from internbot.index.catalog import StoredDocument
from internbot.listings.found import FoundListing
from internbot.listings.record import Listing
from internbot.listings.rendering import named
from internbot.web.dates import in_words
from internbot.web.links import live_page, source_path
from internbot.web.listing_table import STATUS_WORDS

_LABELS: Mapping[str, str] = {
    "title": "Title",
    "company": "Company",
    "locations": "Places",
    "remote": "Remote",
    "employment_type": "Kind of employment",
    "term": "Term",
    "degree_levels": "Degree",
    "experience_years": "Experience",
    "sponsorship": "Visa sponsorship",
    "salary": "Pay",
    "posted_at": "Posted",
    "expires_at": "Closes",
    "active": "State, as its source says",
    "skills": "Skills",
    "description": "Description",
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
}
_REPEATED = frozenset({"description", "responsibilities", "qualifications"})
_LONGEST_QUOTE = 400
_LONGEST_VALUE = 600
_MOST_VALUES = 30


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field of a record: its values in words, and the words of the source.

    Attributes:
        quote: the words, shortened where they are many; empty where the values are those words, or where it was read
            from no place in the text.
        address: of the source's page with all of the words highlighted.
        origin: where it comes from instead, for a field without words.
    """

    label: str
    values: tuple[str, ...]
    quote: str = ""
    address: str = ""
    origin: str = ""


def record_fields(found: FoundListing, stored: StoredDocument, root: str = "") -> dict[str, Any]:
    """What the template needs.

    Args:
        found: the record.
        stored: its document.
        root: path that the server is shown at.
    """
    listing = found.listing
    return {
        "title": stored.title,
        "status": found.status,
        "state": _state(found),
        "live": live_page(listing.apply_url or listing.source_url or stored.url, ""),
        "source": source_path(stored.id, root=root),
        "fields": [_field(found, stored, name, label, root) for name, label in _LABELS.items()],
        "checked": f"Checked on {in_words(stored.retrieved.date())}.",
    }


def _field(found: FoundListing, stored: StoredDocument, name: str, label: str, root: str) -> ReadField:
    values = _values(found.listing, name)
    span = found.field_spans.get(name)
    if not values or span is None or not 0 <= span.start < span.end <= len(stored.text):
        return ReadField(label, values, origin="from the source's data, not from its text")
    words = " ".join(span.of(stored.text).split())
    return ReadField(
        label,
        values,
        _cut(words, _LONGEST_QUOTE),
        source_path(stored.id, span.start, span.end, stored.sha256, root=root),
    )


def _values(listing: Listing, name: str) -> tuple[str, ...]:
    texts: tuple[str, ...]
    if name == "locations":
        texts = tuple(place.text for place in listing.locations)
    elif name == "expires_at":
        texts = (_closes(listing),)
    elif name == "active":
        texts = (named(listing.active),) if listing.active != "unknown" else ()
    elif name in ("responsibilities", "qualifications", "skills"):
        texts = tuple(getattr(listing, name))
    elif name in ("title", "company", "description"):
        texts = (getattr(listing, name) or "",)
    else:
        texts = (fact(listing, name) or "",)  # type: ignore[arg-type]
    shown = [_cut(text, _LONGEST_VALUE) for text in texts if text]
    more = len(shown) - _MOST_VALUES
    return (*shown[:_MOST_VALUES], *((f"and {more} more",) if more > 0 else ()))


def _closes(listing: Listing) -> str:
    expires = listing.expires_at
    if expires is None:
        return ""
    if isinstance(expires, datetime):
        zone = "UTC" if expires.tzinfo is not None else listing.deadline_at()
        at = listing.deadline() if expires.tzinfo is not None else expires
        return f"{in_words(at.date())}, {at:%H:%M} ({zone})" if at else ""
    return f"{in_words(expires)}, at the end of the day ({listing.deadline_at()})"


def _state(found: FoundListing) -> str:
    """Whether one can apply, and why."""
    listing = found.listing
    word = STATUS_WORDS[found.status]
    if found.status == "unknown":
        return f"{word}: the source gives no closing date and does not say whether it is open, so it may be closed"
    if found.status == "closed" and listing.active != "closed":
        past = "its closing date" if listing.deadline() == listing.ends() else "its term"
        return f"{word}: {past} is over"
    return word


def _cut(text: str, longest: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"
