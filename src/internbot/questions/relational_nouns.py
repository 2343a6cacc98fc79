"""Nouns that say little without what they are of: its deadline, its mentors, the application to it."""

from __future__ import annotations

from functools import lru_cache

_PROPERTIES = (
    "deadline date day month week hour time duration length start end beginning stipend salary pay payment wage "
    "allowance money cost fee price amount compensation bonus overtime rate requirement criterion condition "
    "eligibility qualification rule limit limitation restriction exception age degree grade gpa enrollment location "
    "place city country office venue address website site page link form document paperwork size number capacity "
    "type kind category level round term session cohort phase stage step schedule calendar workload language skill "
    "purpose goal aim benefit perk advantage disadvantage drawback risk difference history origin name acronym "
    "abbreviation definition meaning detail contact email nationality citizenship experience extension penalty "
    "consequence chance odds probability percentage share result outcome"
)
_PARTS = (
    "application process selection announcement decision interview test exam assessment evaluation feedback proposal "
    "essay task work duty responsibility activity training lecture course certificate contract agreement report "
    "presentation housing accommodation travel transport insurance vacation holiday leave meal equipment permit "
    "support help funding grant spot place seat slot team group department mentor mentoring supervisor adviser "
    "advisor organizer sponsor founder owner leader approval permission authorization recommendation"
)
_OFFERINGS = (
    "program programme scheme internship traineeship placement job role posting position project visa offer "
    "scholarship"
)
_PARTICIPANTS = (
    "applicant candidate participant intern trainee mentee contributor student undergraduate freshman sophomore junior "
    "senior graduate beginner newcomer foreigner citizen schooler person people american european winner member grad "
    "undergrad"
)
_OFFERERS = (
    "employer company recruiter bank firm startup interviewer manager boss colleague coworker university school "
    "professor business organization organisation agency"
)
_INDEFINITE = "anyone anybody someone somebody everyone everybody anything something everything nothing thing"


@lru_cache(maxsize=1)
def relational_nouns() -> frozenset[str]:
    """Properties and parts of programs, jobs and the like, these themselves, and who takes part; in the singular."""
    return frozenset(f"{_PROPERTIES} {_PARTS} {_OFFERINGS} {_PARTICIPANTS} {_INDEFINITE}".split())


@lru_cache(maxsize=1)
def offerings() -> frozenset[str]:
    """Those of them that, with a word or two beside them, are a thing to speak of: "a research internship"."""
    return frozenset(_OFFERINGS.split())


@lru_cache(maxsize=1)
def participants() -> frozenset[str]:
    """Those of them that are people."""
    return frozenset(_PARTICIPANTS.split())


@lru_cache(maxsize=1)
def offerers() -> frozenset[str]:
    """Those who offer work, and who are spoken of without saying which; in the singular."""
    return frozenset(_OFFERERS.split())
