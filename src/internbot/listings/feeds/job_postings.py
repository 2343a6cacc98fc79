"""The postings that a page declares with schema.org's JobPosting, in whatever way it writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from internbot.errors import SourceError
from internbot.listings.descriptions import read_description
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.json_postings import inner, words
from internbot.listings.feeds.schema_org import is_job_posting, job_posting_draft
from internbot.listings.places import PlaceResolver

_NONE_ASKED = re.compile(r"\s*(?:no requirements?|none|n/?a)\s*\.?\s*", re.IGNORECASE)
_CUT = re.compile(r"\s*[,;|\n•]\s*")
_MOST_SKILL_WORDS = 5
_DEEPEST = 12


def job_postings(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every JobPosting within decoded JSON-LD: itself, in lists, in `@graph`, within other things.

    Args:
        value: the decoded JSON.
        depth: of `value` within the whole; what lies very deep is not searched.
    """
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from job_postings(one, depth + 1)
    elif isinstance(value, dict):
        if is_job_posting(value):
            yield value
            return
        for one in value.values():
            if isinstance(one, dict | list):
                yield from job_postings(one, depth + 1)


def read_job_posting(
    node: Mapping[str, Any], places: PlaceResolver, *, number: int, page: str | None, source_format: str
) -> Draft:
    """What the properties of one JobPosting say.

    Args:
        node: its properties; values may be objects, lists or text, as schema.org allows.
        places: knows countries by their codes.
        number: of the posting within its page, from 1, for want of an id and an address of its own.
        page: address of the page that it stands in.
        source_format: name of the format.

    Raises:
        SourceError: it has no title.
    """
    plain: dict[str, Any] = _plain(dict(node))
    title = words(_first(plain.get("title"))) or words(_first(plain.get("name")))
    if title is None:
        raise SourceError("a JobPosting has no title")
    untrained = _says_none(plain.get("experienceRequirements"))
    for name in ("educationRequirements", "experienceRequirements"):
        if _says_none(plain.get(name)):
            del plain[name]
    for name in ("title", "url", "datePosted", "validThrough"):
        plain[name] = _first(plain.get(name))
    skills, sentences = _skills(plain.pop("skills", None))
    draft = job_posting_draft(
        {**plain, "title": title},
        places,
        identity=_identifier(plain) or str(number),
        raw=json.dumps(node, ensure_ascii=False).encode("utf-8", "surrogatepass"),
        page=page,
        source_format=source_format,
    )
    work = read_description(words(_first(plain.get("eligibilityToWorkRequirement"))), "qualifications")
    return replace(
        draft,
        id=draft.id if draft.id != str(number) else _own_address(draft.apply_url, page) or draft.id,
        skills=skills,
        qualifications=(*draft.qualifications, *sentences, *work.qualifications),
        experience_years=0.0 if untrained else draft.experience_years,
        paths={**draft.paths, **({"skills": "skills"} if skills else {})},
    )


def _plain(value: Any) -> Any:
    """A value without the wrapping of its language or type (`{"@value": ...}`)."""
    if isinstance(value, dict):
        return (
            _plain(value["@value"]) if "@value" in value else {key: _plain(one) for key, one in value.items()}
        )
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _says_none(value: object) -> bool:
    return isinstance(value, str) and _NONE_ASKED.fullmatch(value) is not None


def _identifier(node: Mapping[str, Any]) -> str | None:
    value = _first(node.get("identifier"))
    return words(value) or words(inner(value, "value")) or words(inner(value, "@id"))


def _own_address(url: str | None, page: str | None) -> str | None:
    return url if url != page else None


def _skills(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A list of short skills, or else the sentences as requirements."""
    values = value if isinstance(value, list) else [value]
    text = "\n".join(said for one in values if (said := words(one) or words(inner(one, "name"))))
    if not text:
        return (), ()
    if "<" in text:
        return (), read_description(text, "qualifications").qualifications
    items = tuple(dict.fromkeys(item for item in _CUT.split(text) if item))
    if all(len(item.split()) <= _MOST_SKILL_WORDS for item in items):
        return items, ()
    return (), tuple(line for line in text.split("\n") if line)
