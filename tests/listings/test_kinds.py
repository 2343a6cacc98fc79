from __future__ import annotations

import pytest

from internbot.listings.kinds import internship_words, read_kind, written_kind
from internbot.listings.record import EmploymentType


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Software Engineering Intern", "Intern"),
        ("Summer Internships in Finance", "Internships"),
        ("Co-op, Mechanical Design", "Co-op"),
        ("Praktikum Marketing (m/w/d)", "Praktikum"),
        ("INTERN - Chemistry Lab", "INTERN"),
        ("International Sales Manager", None),
        ("Internal Audit Analyst", None),
        ("Internist, Night Shift", None),
        ("Engineer with non-internship experience", None),
        ("Internship Program Manager", None),
        ("Full Time Intern Conversion", None),
        ("Former Kite Labs Intern - Development Associate", None),
        ("Intern Recruiter", None),
        ("Lead, Internship & Apprentice Programs Coordinator", None),
        ("Intern, Program Manager", "Intern"),
        ("Program Manager Intern", "Intern"),
    ],
)
def test_words_that_make_an_internship(title: str, words: str | None) -> None:
    span = internship_words(title)
    assert (span.of(title) if span else None) == words


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("INTERN", "internship"),
        ("Internship (paid)", "internship"),
        ("Intern, Full-time", "internship"),
        ("FULL_TIME, INTERN", "internship"),
        ("FullTime", "full_time"),
        ("fulltime_permanent", "full_time"),
        ("parttime_fixed_term", "part_time"),
        ("Part-time Contract", "part_time"),
        ("CONTRACTOR", "contract"),
        ("Freelance", "contract"),
        ("Regular", "unknown"),
        ("International", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_type_fields(written: str | None, kind: EmploymentType) -> None:
    assert written_kind(written) == kind


@pytest.mark.parametrize(
    ("written", "title", "listed", "kind", "read"),
    [
        ("Full-time", "Robotics Intern", False, "internship", "Intern"),
        ("INTERN", "Robotics Intern", False, "internship", None),
        ("INTERN", "Robotics Engineer", False, "internship", None),
        ("Internship", "Director of Robotics", False, "unknown", None),
        ("Internship", "Internship Program Manager", False, "unknown", None),
        ("Full-time", "Internship Program Manager", False, "full_time", None),
        (None, "Barista (Part-time)", False, "part_time", "Part-time"),
        (None, "Robotics Engineer", False, "unknown", None),
        (None, "Robotics Engineer", True, "internship", None),
        (None, "Robotics Engineer, New Grad", True, "unknown", None),
        (None, "New Grad / Intern Robotics", True, "internship", "Intern"),
        (None, "Full Time Robotics Engineer", True, "full_time", "Full Time"),
        (None, "Senior Robotics Engineer", True, "unknown", None),
        (None, "Product Manager", True, "internship", None),
    ],
)
def test_a_title_and_its_type(
    written: str | None, title: str, listed: bool, kind: EmploymentType, read: str | None
) -> None:
    found = read_kind(written, title, of_internships=listed)
    assert found.employment_type == kind
    assert (found.in_title.of(title) if found.in_title else None) == read
