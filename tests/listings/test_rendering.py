from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from internbot.listings.record import Listing, Place, Salary, Term
from internbot.listings.rendering import heading, pay, render

RECORD = Listing(
    id="x",
    title="Data  Scientist",
    company="Northwind",
    locations=(Place(text="Seattle, WA"), Place(text="Denver, CO")),
    remote="hybrid",
    employment_type="full_time",
    term=(Term(season="summer", year=2026),),
    degree_levels=("master", "phd"),
    experience_years=3,
    description="One line.\n\nAnother\tline.",
    responsibilities=("Build models",),
    skills=("Python", "SQL"),
    expires_at=date(2026, 3, 1),
    salary=Salary(min=30, max=45.5, currency="USD", per="hour"),
    sponsorship="citizens_only",
)


def test_one_field_a_line() -> None:
    assert render(RECORD).text == (
        "Title: Data Scientist\nCompany: Northwind\nLocations: Seattle, WA; Denver, CO\nRemote: hybrid\n"
        "Employment type: full-time\nTerm: Summer 2026\nDegree: master's; PhD\nExperience: 3 years or more\n"
        "Visa sponsorship: citizens only\nPay: 30 to 45.50 USD per hour\nDeadline: 2026-03-01\nSkills: Python; SQL\n"
        "Description:\nOne line.\nAnother line.\nResponsibilities:\n- Build models\n"
    )
    assert heading(RECORD) == "Data Scientist, Northwind (Seattle, WA and 1 more)".replace("Data ", "Data  ")


def test_each_field_can_be_cited() -> None:
    rendering = render(RECORD)
    quoted = {name: span.of(rendering.text) for name, span in rendering.field_spans.items()}
    assert quoted["experience_years"] == "Experience: 3 years or more"
    assert quoted["responsibilities"] == "Responsibilities:\n- Build models"
    assert "posted_at" not in quoted


def test_the_day_of_the_last_look_is_no_part_of_the_text() -> None:
    assert render(RECORD.model_copy(update={"last_seen_at": date(2026, 3, 2)})) == render(RECORD)


def test_fields_without_a_line() -> None:
    rendering = render(RECORD, unwritten={"remote", "term"})
    assert "Remote:" not in rendering.text
    assert rendering.field_spans.keys().isdisjoint({"remote", "term"})


def test_prose_is_what_stands_in_sections() -> None:
    rendering = render(RECORD)
    assert rendering.prose is not None
    assert rendering.prose.of(rendering.text).startswith("Description:\nOne line.")
    assert rendering.prose.of(rendering.text).endswith("- Build models")
    assert render(Listing(id="x", title="Intern")).prose is None


def test_pay_says_what_is_known() -> None:
    assert pay(Salary(max=1000, currency="EUR", per="total")) == "up to 1,000 EUR in total"
    assert pay(Salary(min=20)) == "from 20"


texts = st.text(min_size=1).filter(lambda text: any(c.isprintable() and not c.isspace() for c in text))


@given(texts, st.lists(texts, max_size=4), st.text(), st.lists(texts, max_size=3))
def test_blocks_cover_the_text(title: str, items: list[str], description: str, skills: list[str]) -> None:
    record = Listing(
        id="x", title=title, qualifications=tuple(items), description=description, skills=tuple(skills)
    )
    rendering = render(record)
    assert render(record) == rendering
    end = 0
    for block in rendering.blocks:
        assert not rendering.text[end : block.span.start].strip()
        assert block.span.of(rendering.text) == block.span.of(rendering.text).strip("\n")
        end = block.span.end
    assert not rendering.text[end:].strip()
    assert all(span.of(rendering.text).strip() for span in rendering.field_spans.values())
