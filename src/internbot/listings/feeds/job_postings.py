"""The JobPosting of schema.org, in whatever way a page writes it: its properties as a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from internbot.errors import SourceError
from internbot.listings.descriptions import Description, read_description
from internbot.listings.feed_dates import read_day, read_end
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.json_postings import address, inner, words
from internbot.listings.record import Salary
from internbot.listings.salaries import read_amount, read_period, read_salary

_TYPE = re.compile(r"(?:https?://schema\.org/)?JobPosting")
_NONE_ASKED = re.compile(r"\s*(?:no requirements?|none|n/?a)\s*\.?\s*", re.IGNORECASE)
_CUT = re.compile(r"\s*[,;|\n•]\s*")
_PATHS = {
    "title": ("title", "name"),
    "company": ("hiringOrganization",),
    "locations": ("jobLocation", "applicantLocationRequirements"),
    "remote": ("jobLocationType",),
    "employment_type": ("employmentType",),
    "degree_levels": ("educationRequirements",),
    "experience_years": ("experienceRequirements",),
    "description": ("description",),
    "responsibilities": ("responsibilities",),
    "qualifications": ("qualifications",),
    "skills": ("skills",),
    "posted_at": ("datePosted",),
    "expires_at": ("validThrough",),
    "salary": ("baseSalary",),
    "apply_url": ("url",),
}
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


def is_job_posting(node: Mapping[str, Any]) -> bool:
    """Whether an object's type is JobPosting, or one of its types."""
    types = node.get("@type")
    return any(_TYPE.fullmatch(str(one)) for one in (types if isinstance(types, list) else [types]))


def read_job_posting(node: Mapping[str, Any], *, number: int, page: str | None, source_format: str) -> Draft:
    """What the properties of one JobPosting say.

    Args:
        node: its properties; values may be objects, lists or text, as schema.org allows.
        number: of the posting within its page, from 1, for want of an id and an address of its own.
        page: address of the page that it stands in.
        source_format: name of the format.

    Raises:
        SourceError: it has no title.
    """
    title = words(_one(node.get("title"))) or words(_one(node.get("name")))
    if title is None:
        raise SourceError("a JobPosting has no title")
    url = address(_one(node.get("url"))) or page
    places = tuple(dict.fromkeys(_places(node.get("jobLocation"))))
    remote = "TELECOMMUTE" in _all_words(node.get("jobLocationType")).upper()
    if not places and remote:
        places = tuple(dict.fromkeys(_areas(node.get("applicantLocationRequirements"))))
    text = read_description(words(_one(node.get("description"))))
    text += read_description(_all_words(node.get("responsibilities")), "responsibilities")
    text += read_description(_all_words(node.get("qualifications")), "qualifications")
    text += _asked(node)
    skills, said = _skills(node.get("skills"))
    return Draft(
        id=_identifier(node.get("identifier")) or _own_address(url, page) or str(number),
        title=title,
        raw=json.dumps(node, ensure_ascii=False).encode("utf-8", "surrogatepass"),
        company=_name(node.get("hiringOrganization")),
        places=places,
        remote="yes" if remote else None,
        employment_type=_all_words(node.get("employmentType")) or None,
        degrees=tuple(_degrees(node.get("educationRequirements"))),
        experience_years=_years(node.get("experienceRequirements")),
        description=text.description,
        responsibilities=text.responsibilities,
        qualifications=(*text.qualifications, *said),
        skills=skills,
        posted_at=read_day(_one(node.get("datePosted"))),
        expires_at=read_end(_one(node.get("validThrough"))),
        salary=_salary(node.get("baseSalary")),
        apply_url=url,
        source_url=page,
        source_format=source_format,
        paths={
            field: next(name for name in names if node.get(name))
            for field, names in _PATHS.items()
            if any(node.get(name) for name in names)
        },
    )


def _one(value: object) -> object:
    """The first of a list; anything else as it is."""
    value = value[0] if isinstance(value, list) and value else value
    return value.get("@value") if isinstance(value, dict) and "@value" in value else value


def _all_words(value: object) -> str:
    """The texts of a value or a list of values, a line each."""
    values = value if isinstance(value, list) else [value]
    return "\n".join(text for one in values if (text := words(_one(one)) or _name(one)))


def _name(value: object) -> str | None:
    value = _one(value)
    if isinstance(value, dict):
        return words(_one(value.get("name"))) or words(_one(value.get("legalName")))
    return words(value)


def _places(value: object) -> Iterator[str]:
    for place in value if isinstance(value, list) else [value]:
        where = _one(place.get("address")) if isinstance(place, dict) and place.get("address") else place
        if isinstance(where, dict):
            keys = ("addressLocality", "addressRegion", "addressCountry")
            parts = [part for key in keys if (part := _name(where.get(key)))]
            parts = parts or [part for part in (_name(where),) if part]
            if text := ", ".join(dict.fromkeys(parts)):
                yield text
        elif name := words(where):
            yield name


def _areas(value: object) -> Iterator[str]:
    for area in value if isinstance(value, list) else [value]:
        if name := _name(area):
            yield name


def _identifier(value: object) -> str | None:
    value = _one(value)
    if isinstance(value, dict):
        return words(_one(value.get("value"))) or words(value.get("@id"))
    return words(value)


def _own_address(url: str | None, page: str | None) -> str | None:
    return url if url != page else None


def _degrees(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        text = words(inner(one, "credentialCategory")) if isinstance(one, dict) else words(one)
        if text and not _NONE_ASKED.fullmatch(text):
            yield text


def _years(value: object) -> float | None:
    """Years of `monthsOfExperience`; none of them where the property says that nothing is required."""
    value = _one(value)
    if isinstance(value, dict):
        months = read_amount(value.get("monthsOfExperience"))
        return round(months / 12, 2) if months is not None and months <= 12 * 60 else None
    return 0.0 if isinstance(value, str) and _NONE_ASKED.fullmatch(value) else None


def _asked(node: Mapping[str, Any]) -> Description:
    """Requirements that are text: experience, education, the right to work."""
    asked = Description()
    for name in ("experienceRequirements", "educationRequirements", "eligibilityToWorkRequirement"):
        value = _one(node.get(name))
        text = words(inner(value, "description")) if isinstance(value, dict) else words(value)
        if text and len(text.split()) > 2 and not _NONE_ASKED.fullmatch(text):
            asked += read_description(text, "qualifications")
    return asked


def _skills(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A list of short skills, or else the sentences as requirements."""
    text = _all_words(value)
    if not text:
        return (), ()
    if "<" in text:
        return (), read_description(text, "qualifications").qualifications
    items = tuple(dict.fromkeys(item for item in _CUT.split(text) if item))
    if all(len(item.split()) <= _MOST_SKILL_WORDS for item in items):
        return items, ()
    return (), tuple(line for line in text.split("\n") if line)


def _salary(value: object) -> Salary | None:
    value = _one(value)
    if not isinstance(value, dict):
        return None
    amount = _one(value.get("value"))
    currency = value.get("currency") or value.get("priceCurrency") or inner(amount, "currency")
    holder = amount if isinstance(amount, dict) else value
    period = read_period(
        words(holder.get("unitText")) or words(value.get("unitText")) or words(value.get("duration"))
    )
    if isinstance(amount, dict):
        single = amount.get("value")
        low, high = amount.get("minValue", single), amount.get("maxValue", single)
    else:
        low, high = value.get("minValue", amount), value.get("maxValue", amount)
    return read_salary(low, high, currency, period)
