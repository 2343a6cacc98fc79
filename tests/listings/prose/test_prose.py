"""What prose says of a posting, and what it does not say."""

from __future__ import annotations

from datetime import date

import pytest

from internbot.listings.prose import degrees_in_title, read_prose
from internbot.listings.record import Salary, Term


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3+ years of non-internship professional software development experience", 3),
        ("You have at least five years of experience in logistics.", 5),
        ("Minimum of 2 years' experience with databases", 2),
        ("- 1-3 years of relevant work experience", 1),
        ("0–2 years of industry experience", 0),
        ("Experience required: 4 years", 4),
        ("Two (2) years of experience in accounting is required", 2),
        ("No prior experience required.", 0),
        ("Requires 1 year of laboratory experience.", 1),
        ("Bachelor's degree AND 4+ years of experience OR Master's degree AND 1+ years of experience", 1),
        ("Bachelor's Degree in Biology AND 5+ years of field experience OR equivalent experience.", 5),
        ("Master's or PhD in physics and 3+ years of experience", 3),
        (
            "5+ years of building pipelines as experience - PhD, or Master's degree and 6+ years of experience",
            5,
        ),
        ("Degree in Law, Mathematics, or a related field with 7+ years of professional experience", 7),
        ("Bachelor's degree in Optics OR related technical field AND 1+ years of lab experience", 1),
        ("PhD, or Master's degree and 4+ years of applied experience", None),
        ("Bachelor's degree or 8+ years of equivalent professional experience", None),
        ("Preferred: 6+ years of experience with Rust", None),
        ("6+ years of experience with Rust preferred", None),
        (
            "Basic qualifications\n2+ years of testing experience\nPreferred qualifications\n7+ years of experience",
            2,
        ),
        (
            "Basic qualifications\n1+ years of Go experience\n3+ years of work experience\nPreferred skills\nTact",
            3,
        ),
        ("4+ years of professional experience\n2+ years of design experience", 4),
        ("We have over 30 years of experience in shipping.", None),
        ("You will join a team with 20 years of experience.", None),
        ("Up to 2 years of experience", None),
        ("Must be at least 18 years of age", None),
        ("A 2 year program for people with experience in nursing", None),
        ("Founded 12 years ago, we experience growth.", None),
        ("Five hundred of us share years of experience.", None),
    ],
)
def test_experience(text: str, years: float | None) -> None:
    fact = read_prose(text).experience_years
    assert (fact.value if fact else None) == years


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Currently pursuing a Bachelor’s or Master’s degree in computer science", ("bachelor", "master")),
        ("PhD, or Master's degree and 6+ years of research", ("master", "phd")),
        ("Enrolled in a Ph.D. program in economics", ("phd",)),
        ("BS/MS in Computer Science", ("bachelor", "master")),
        ("- BS in Geology or equivalent", ("bachelor",)),
        ("MS in Computer Engineering", ("master",)),
        ("BS or MS degree in Statistics", ("bachelor", "master")),
        ("Undergraduate students of any field may apply", ("bachelor",)),
        ("High school diploma required", ("high_school",)),
        ("Associate's degree or equivalent", ("associate",)),
        ("MBA candidates in their first year", ("mba",)),
        ("Required: Bachelor's degree. Master's degree preferred.", ("bachelor",)),
        (
            "Minimum qualifications:\nBachelor's degree\nPreferred qualifications:\nPhD in chemistry",
            ("bachelor",),
        ),
        ("Certified scrum master with a mastery of master data", None),
        ("Our team includes PhDs from many countries", None),
        ("Tuition reimbursement for a master's degree", None),
        ("An associate producer of the highest degree of care", None),
        ("No degree needed", None),
        ("Skilled in Google Sheets and MS Excel", None),
        ("Fine jobs in many places", None),
    ],
)
def test_degrees(text: str, levels: tuple[str, ...] | None) -> None:
    fact = read_prose(text).degree_levels
    assert (fact.value if fact else None) == levels


@pytest.mark.parametrize(
    ("title", "levels", "words"),
    [
        ("Optics Research Intern (Lenses) - 2027 Start (PhD)", ("phd",), "PhD"),
        ("Machine Learning Intern - Masters/PhD", ("master", "phd"), "Masters/PhD"),
        ("Analyst Intern - BS/MS", ("bachelor", "master"), "BS/MS"),
        ("2027 Masters Hardware Intern", ("master",), "Masters"),
        ("Undergrad Firmware Co-op", ("bachelor",), "Undergrad"),
        ("Master Data Analyst", None, ""),
        ("Associate Director, Scrum Master", None, ""),
    ],
)
def test_degrees_in_titles(title: str, levels: tuple[str, ...] | None, words: str) -> None:
    fact = degrees_in_title(title)
    assert (fact.value if fact else None) == levels
    assert (fact.span.of(title) if fact else "") == words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We do not sponsor visas for this position.", "no"),
        ("We are unable to sponsor now or in the future.", "no"),
        ("This role is not eligible for visa sponsorship.", "no"),
        ("Visa sponsorship is not available.", "no"),
        ("Applicants must be authorized to work in the U.S. without the need for sponsorship.", "no"),
        ("Acme will not provide immigration sponsorship", "no"),
        ("No visa sponsorship", "no"),
        ("Sponsorship cannot be offered for work visas", "no"),
        ("Must be a U.S. citizen or lawful permanent resident", "no"),
        ("U.S. citizenship or permanent residency required", "no"),
        ("You must be authorized to work; we will not sponsor.", "no"),
        ("Must be a citizen of the United States", "citizens_only"),
        ("We do sponsor visas! However, we aren't able to sponsor visas for every role.", "yes"),
        ("You do not need to be a US citizen to apply.", None),
        ("Some positions require U.S. citizenship.", None),
        ("For most roles, visa sponsorship is not available.", None),
        ("Must be a U.S. citizen", "citizens_only"),
        ("Must be a U.S. citizen or otherwise eligible to hold an export license", None),
        ("US citizenship is required for this role", "citizens_only"),
        ("A clearance is needed, which requires U.S. citizenship.", "citizens_only"),
        ("Open to U.S. citizens only", "citizens_only"),
        ("We will sponsor work visas for the right people.", "yes"),
        ("Visa sponsorship is available", "yes"),
        ("We offer visa sponsorship and help with moving.", "yes"),
        ("Happy to sponsor H-1B visas", "yes"),
        ("You will work on our visa processing product.", None),
        ("A valid visa is needed to travel.", None),
        ("Must be legally authorized to work in the United States", None),
        ("Will you now or in the future require visa sponsorship?", None),
        ("We may sponsor visas case by case", None),
        ("Sponsorship for a work visa may be available", None),
        ("All applicants are considered regardless of citizenship.", None),
        ("You report to the executive sponsor, not to a committee", None),
        ("Improve sponsored products, not only search", None),
        ("We are a good corporate citizen", None),
        ("We sponsor events. We do not sponsor visas. Visa sponsorship is available in Canada.", None),
    ],
)
def test_sponsorship(text: str, value: str | None) -> None:
    fact = read_prose(text).sponsorship
    assert (fact.value if fact else None) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Application deadline: March 15, 2027", date(2027, 3, 15)),
        ("Applications close on 2 May 2027.", date(2027, 5, 2)),
        ("Apply by 2027-01-31 to be considered", date(2027, 1, 31)),
        ("Applications will be accepted until Feb. 3rd, 2027", date(2027, 2, 3)),
        ("Closing date: 25/12/2026", date(2026, 12, 25)),
        ("Apply by 12/25/2026", date(2026, 12, 25)),
        ("This posting will remain open until January 5, 2027.", date(2027, 1, 5)),
        ("Deadline: rolling; start date June 1, 2027", None),
        ("Apply by 03/04/2027", None),
        ("Apply by March 15", None),
        ("Deadline: March 15, 2027. Deadline: April 2, 2027", None),
        ("You must graduate by May 2027. Deadlines matter to us.", None),
        ("Our product launched on March 15, 2026. Apply now.", None),
    ],
)
def test_deadline(text: str, day: date | None) -> None:
    fact = read_prose(text).expires_at
    assert (fact.value if fact else None) == day


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Our Summer 2027 internship lasts twelve weeks", ["Summer 2027"]),
        ("2027 Summer Internship in Oslo", ["Summer 2027"]),
        ("A co-op for Fall 2026 or Spring 2027", ["Fall 2026", "Spring 2027"]),
        ("Internship starting in autumn 2026", ["Fall 2026"]),
        ("Interns expected to graduate in Spring 2028", []),
        ("Intern with a graduation date of Winter 2026 or later", []),
        ("Our interns of last summer 2024 loved it", []),
        ("We shipped it in Summer 2025.", []),
        ("A summer internship", []),
    ],
)
def test_term(text: str, terms: list[str]) -> None:
    fact = read_prose(text).term
    assert [str(term) for term in (fact.value if fact else ())] == terms


@pytest.mark.parametrize(
    ("text", "salary"),
    [
        ("Pay: $28.50 - $45 per hour", Salary(min=28.5, max=45, per="hour")),
        (
            "The salary is USD 80,000 – 95,000 per year.",
            Salary(min=80_000, max=95_000, currency="USD", per="year"),
        ),
        (
            "Salary range: US$120k-US$140k per year",
            Salary(min=120_000, max=140_000, currency="USD", per="year"),
        ),
        ("We pay €1,500 per month", Salary(min=1500, max=1500, currency="EUR", per="month")),
        ("Hourly rate: $25.00-$32.00", Salary(min=25, max=32, per="hour")),
        (
            "The annual base salary range is $90,000—$99,000 USD",
            Salary(min=9e4, max=99e3, currency="USD", per="year"),
        ),
        ("- $45 - $55 an hour\n", Salary(min=45, max=55, per="hour")),
        ("A stipend of €900 per month", Salary(min=900, max=900, currency="EUR", per="month")),
        ("Compensation: CA$30/hr", Salary(min=30, max=30, currency="CAD", per="hour")),
        (
            "Base pay ranges from $99,000/year in some places up to $180,000/year in others",
            Salary(min=99_000, max=180_000, per="year"),
        ),
        ("The wage is $21 per hour. The wage is $25 per hour.", None),
        ("Pay: 20 to 30", None),
        ("Salary: $5,000", None),
        ("A stipend of $2,000 per month for housing, on top of pay", None),
        ("Earn your degree: tuition of up to $5,250 per year", None),
        ("Salary: 9,700–19,000 USD", None),
        ("Pay: $45 per year", None),
    ],
)
def test_pay(text: str, salary: Salary | None) -> None:
    fact = read_prose(text).salary
    assert (fact.value if fact else None) == salary


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("This role is fully remote.", "yes"),
        ("A remote internship in data science", "yes"),
        ("This position is hybrid, in Leeds", "hybrid"),
        ("We work in a hybrid model", "hybrid"),
        ("Three days a week in the office", "hybrid"),
        ("This is not a remote position", "no"),
        ("This role is onsite only", "no"),
        ("Work with remote teams on hybrid cloud systems", None),
        ("Native and hybrid mobile apps", None),
        ("Roles may be remote or hybrid", None),
        ("This role is fully remote. This position is hybrid.", None),
    ],
)
def test_remote(text: str, value: str | None) -> None:
    fact = read_prose(text).remote
    assert (fact.value if fact else None) == value


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("About us\nSkills: Python, SQL and Excel.\n", ("Python", "SQL", "Excel")),
        ("**Technologies:** Rust; Go", ("Rust", "Go")),
        ("Required skills: C++, CAD software, 3D printing", ("C++", "CAD software", "3D printing")),
        ("Skills: you will learn many of them, whatever they may be, and we like that", None),
        ("We value Python, SQL and Excel.", None),
    ],
)
def test_skills(text: str, skills: tuple[str, ...] | None) -> None:
    fact = read_prose(text).skills
    assert (fact.value if fact else None) == skills


def test_every_fact_points_at_its_words() -> None:
    text = (
        "İzmir office. 2+ years of work experience. Bachelor’s degree in geology required. We do not sponsor visas. "
        "Apply by May 3, 2027. Summer 2027 internship. Pay: €20 per hour. This role is hybrid.\nSkills: R, QGIS"
    )
    facts = read_prose(text)
    said = {
        "experience_years": "2+ years of work experience",
        "degree_levels": "Bachelor’s",
        "sponsorship": "We do not sponsor visas.",
        "expires_at": "Apply by May 3, 2027",
        "term": "Summer 2027",
        "salary": "€20 per hour",
        "remote": "This role is hybrid",
        "skills": "R, QGIS",
    }
    assert {name: getattr(facts, name).span.of(text) for name in said} == said
    assert facts.term is not None
    assert facts.term.value == (Term(season="summer", year=2027),)


def test_text_without_facts_says_nothing() -> None:
    facts = read_prose("We make maps.\n\nCome and see.")
    assert not any(getattr(facts, name) for name in facts.__slots__)
