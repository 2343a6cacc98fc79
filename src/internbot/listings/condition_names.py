"""What the conditions of a filter are called in a sentence."""

from __future__ import annotations

from types import MappingProxyType

CONDITION_NAMES: MappingProxyType[str, str] = MappingProxyType(
    {
        "companies": "the company",
        "not_companies": "the company left out",
        "titles": "the job title",
        "not_titles": "the job title left out",
        "disciplines": "the field of work",
        "not_disciplines": "the field of work left out",
        "places": "the place",
        "not_places": "the place left out",
        "remote": "remote work",
        "employment_types": "the kind of employment",
        "not_employment_types": "the kind of employment left out",
        "terms": "the term",
        "not_terms": "the term left out",
        "degrees": "the degree",
        "not_degrees": "the degree left out",
        "experience": "the years of experience",
        "sponsorship": "visa sponsorship",
        "status": "the status",
        "posted": "the posting date",
        "closes": "the closing date",
        "stated": "the stated fields",
        "not_stated": "the unstated fields",
        "pay": "the pay",
        "paid": "being paid",
        "skills": "the skills",
        "words": "the words",
        "not_words": "the words left out",
        "documents": "the chosen postings",
    }
)


def condition(name: str) -> str:
    """A condition as it stands in a sentence."""
    return CONDITION_NAMES.get(name, name.replace("_", " "))


def label(name: str) -> str:
    """A condition as a heading: without its article."""
    return condition(name).removeprefix("the ")
