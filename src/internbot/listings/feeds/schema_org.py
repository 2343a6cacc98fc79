"""schema.org's JobPosting, as JSON-LD objects write it, as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from internbot.listings.descriptions import read_description
from internbot.listings.feed_dates import read_day, read_end
from internbot.listings.feeds.base import Draft
from internbot.listings.feeds.json_postings import address, inner, known_paths, words
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Remote, Salary
from internbot.listings.salaries import read_period, read_salary

_PATHS = {
    "title": "title",
    "company": "hiringOrganization",
    "locations": "jobLocation",
    "remote": "jobLocationType",
    "employment_type": "employmentType",
    "degree_levels": "educationRequirements",
    "experience_years": "experienceRequirements",
    "description": "description",
    "responsibilities": "responsibilities",
    "qualifications": "qualifications",
    "skills": "skills",
    "posted_at": "datePosted",
    "expires_at": "validThrough",
    "salary": "baseSalary",
    "apply_url": "url",
    "source_url": "url",
}


def is_job_posting(value: object) -> bool:
    """Whether a JSON-LD object is a JobPosting."""
    kinds = inner(value, "@type")
    return any(str(kind).rpartition("/")[2] == "JobPosting" for kind in _all(kinds))


def job_posting_draft(
    posting: Mapping[str, Any],
    places: PlaceResolver,
    *,
    identity: str,
    raw: bytes,
    page: str | None,
    source_format: str,
) -> Draft:
    """What a JobPosting says.

    Args:
        posting: the decoded object.
        places: knows countries by their codes.
        identity: id of the record.
        raw: its bytes.
        page: the address that it was found at, where it names none itself.
        source_format: name of the format.
    """
    url = address(posting.get("url")) or page
    said = read_description(_text(posting.get("description")))
    said += read_description(_text(posting.get("responsibilities")), "responsibilities")
    for name in ("qualifications", "educationRequirements", "experienceRequirements"):
        if name == "qualifications" or isinstance(posting.get(name), str):
            said += read_description(_text(posting.get(name)), "qualifications")
    kinds = [kind for one in _all(posting.get("employmentType")) if (kind := words(one))]
    skills = [skill for one in _all(posting.get("skills")) if (skill := _name(one))]
    return Draft(
        id=identity,
        title=words(posting.get("title")) or words(posting.get("name")) or "",
        raw=raw,
        company=next((firm for one in _all(posting.get("hiringOrganization")) if (firm := _name(one))), None),
        places=_places(posting, places),
        remote=_remote(posting),
        employment_type=", ".join(kinds) or None,
        degrees=[level for one in _all(posting.get("educationRequirements")) if (level := _degree(one))],
        experience_years=_years(posting.get("experienceRequirements")),
        description=said.description,
        responsibilities=said.responsibilities,
        qualifications=said.qualifications,
        skills=skills[0].split(", ") if len(skills) == 1 else skills,
        posted_at=read_day(posting.get("datePosted")),
        expires_at=read_end(posting.get("validThrough")),
        active="unknown",
        salary=_pay(posting.get("baseSalary")),
        apply_url=url,
        source_url=page or url,
        source_format=source_format,
        paths=known_paths(posting, _PATHS),
    )


def _all(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str | None:
    """A text, or the texts of a list as its lines."""
    return "\n".join(text for one in _all(value) if (text := words(one))) or None


def _name(value: object) -> str | None:
    return words(value) or words(inner(value, "name"))


def _degree(value: object) -> str | None:
    return words(value) or words(inner(value, "credentialCategory"))


def _years(value: object) -> float | None:
    months = inner(value, "monthsOfExperience")
    try:
        return float(months) / 12 if words(months) and 0 <= float(months) <= 720 else None
    except (TypeError, ValueError):
        return None


def _places(posting: Mapping[str, Any], places: PlaceResolver) -> list[str]:
    """Every place, narrowest part first; for remote work those where one may live."""
    found = [_place(inner(one, "address") or one, places) for one in _all(posting.get("jobLocation"))]
    if not any(found):
        found = [places.country(_name(one)) for one in _all(posting.get("applicantLocationRequirements"))]
    return [place for place in found if place]


def _place(value: object, places: PlaceResolver) -> str | None:
    if text := words(value):
        return text
    parts = [_name(inner(value, key)) for key in ("addressLocality", "addressRegion")]
    parts.append(places.country(_name(inner(value, "addressCountry"))))
    return ", ".join(dict.fromkeys(part for part in parts if part)) or _name(value)


def _remote(posting: Mapping[str, Any]) -> Remote | None:
    told = [words(one) for one in _all(posting.get("jobLocationType"))]
    return "yes" if any((one or "").upper() == "TELECOMMUTE" for one in told) else None


def _pay(value: object) -> Salary | None:
    for one in _all(value):
        amount = inner(one, "value")
        least, most = inner(amount, "minValue"), inner(amount, "maxValue")
        if least is None and most is None:
            least = most = inner(amount, "value") if isinstance(amount, dict) else amount
        if least is None and most is None:
            least, most = inner(one, "minValue"), inner(one, "maxValue")
        period = read_period(inner(amount, "unitText")) or read_period(inner(one, "unitText"))
        currency = inner(one, "currency") or inner(amount, "currency")
        if found := read_salary(least, most, currency, period):
            return found
    return None
