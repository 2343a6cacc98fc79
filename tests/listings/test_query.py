from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from internbot.listings.query import QueryReader, Reading
from internbot.listings.store import ListingStore

TODAY = date(2026, 3, 10)


@pytest.fixture
def read(store: ListingStore, reader: QueryReader) -> Any:
    vocabulary = store.vocabulary()
    return lambda question: reader.read(question, vocabulary, TODAY)


def chips(reading: Reading) -> dict[str, Any]:
    return reading.query.filter.chips()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("jobs that ask for 5 or more years of experience", {"experience": {"least": 5.0}}),
        ("jobs that ask for five or more years of experience", {"experience": {"least": 5.0}}),
        ("how many roles want twelve or more years of experience?", {"experience": {"least": 12.0}}),
        ("jobs with three or fewer years of experience", {"experience": {"most": 3.0}}),
        ("Show me what Contoso is looking for", {"companies": ["Contoso"]}),
        ("I move to Denver soon. Which of the jobs or internships are there?", {"places": ["Denver"]}),
        ("which roles and internships are in Denver?", {"places": ["Denver"]}),
        ("Contoso vacancies - how many are open?", {"companies": ["Contoso"], "status": ["open"]}),
        ("what is Contoso hiring for?", {"companies": ["Contoso"]}),
        ("what does Contoso have open?", {"companies": ["Contoso"], "status": ["open"]}),
        ("Is there something in Washington state or in the state of New York?", {
            "places": ["Washington", "New York"],
        }),
        ("roles in the states of Washington and New York", {"places": ["Washington", "New York"]}),
        ("jobs in the city of New York", {"places": ["New York City"]}),
        ("jobs in the US state of Colorado", {"places": ["Colorado"]}),
        ("jobs outside the state of Colorado", {"not_places": ["Colorado"]}),
        ("jobs in Portland, Oregon", {"places": ["Portland, Oregon"]}),
        ("jobs in New York, Washington and Colorado", {"places": ["New York City", "Washington", "Colorado"]}),
        ("show me what's open in Seattle", {"places": ["Seattle"], "status": ["open"]}),
        ("what do you have in India?", {"places": ["India"]}),
        ("any jobs for people without experience?", {"experience": {"most": 0.0}}),
        ("people roles", {"disciplines": ["people"]}),
        ("jobs that need more experience than three years", {"experience": {"least": 4.0}}),
        ("jobs in the States", {"places": ["United States"]}),
        ("internship opportunities in Seattle", {"employment_types": ["internship"], "places": ["Seattle"]}),
        ("Any opportunities in Seattle?", {"places": ["Seattle"]}),
        ("job offers in Bangalore", {"places": ["Bengaluru"]}),
        ("how many student jobs are in Denver?", {"places": ["Denver"]}),
        ("how many roles for students are in Denver?", {"places": ["Denver"]}),
        ("how many jobs are for students with a PhD?", {"degrees": ["phd"]}),
        ("jobs with 3 or fewer years of experience", {"experience": {"most": 3.0}}),
        ("Any for PhD students with less than 2 years of experience?", {
            "degrees": ["phd"], "experience": {"most": 1.0},
        }),
        ("any that want a PhD?", {"degrees": ["phd"]}),
        ("some in Seattle", {"places": ["Seattle"]}),
        ("which postings include a bonus", {"words": ["bonus"]}),
        ("jobs that offer relocation", {"words": ["relocation"]}),
        ("roles with data in the title", {"titles": ["data"]}),
        ("roles whose title mentions machine learning, except at Contoso", {
            "titles": ["machine learning"], "not_companies": ["Contoso"],
        }),
        ("roles without senior in the title", {"not_titles": ["senior"]}),
        ("jobs posted between January 5 and February 3, 2025", {
            "posted": {"first": "2025-01-05", "last": "2025-02-03"},
        }),
        ("which openings are in Seattle?", {"places": ["Seattle"]}),
        ("Could you please list every Seattle based opening?", {"places": ["Seattle"]}),
        ("senoir data scientist roles", {"titles": ["senior data scientist"]}),
        ("Is there any job that doesn't require experience?", {"experience": {"most": 0.0}}),
        ("jobs in seatle", {"places": ["Seattle"]}),
        ("jobs in Banagalore", {"places": ["Bengaluru"]}),
        ("roles in India or Canada", {"places": ["India", "Canada"]}),
        ("roles in WA", {"places": ["Washington"]}),
        ("openings in CO", {"places": ["Colorado"]}),
        ("openings in Europe", {"places": ["Europe"]}),
        ("openings in Paris, France", {"places": ["Paris, France"]}),
        ("show me all roles not in Seattle", {"not_places": ["Seattle"]}),
        ("jobs outside the US", {"not_places": ["United States"]}),
        ("any data scientist jobs in India?", {"titles": ["data scientist"], "places": ["India"]}),
        ("which roles ask for a PhD?", {"degrees": ["phd"]}),
        ("which roles don't need a PhD?", {"not_degrees": ["phd"]}),
        ("jobs with less than 4 years of experience", {"experience": {"most": 3.0}}),
        ("jobs requiring at least 3 years", {"experience": {"least": 3.0}}),
        ("roles between 3 and 5 years of experience", {"experience": {"least": 3.0, "most": 5.0}}),
        ("I have 3 years of experience, which roles fit?", {"experience": {"most": 3.0}}),
        ("which jobs sponsor visas?", {"sponsorship": ["yes"]}),
        ("jobs that do not sponsor visas", {"sponsorship": ["no", "citizens_only"]}),
        ("are there remote jobs?", {"remote": ["yes"]}),
        ("which roles are not remote?", {"remote": ["no", "hybrid"]}),
        ("which jobs are still open?", {"status": ["open"]}),
        ("which listings are closed?", {"status": ["closed"]}),
        ("jobs at Contoso", {"companies": ["Contoso"]}),
        ("jobs at Northwind", {"companies": ["Northwind", "Northwind Traders"]}),
        ("jobs except Contoso", {"not_companies": ["Contoso"]}),
        ("summer 2026 internships", {
            "employment_types": ["internship"], "terms": [{"season": "summer", "year": 2026}],
        }),
        ("internships for next summer in Seattle", {
            "employment_types": ["internship"], "terms": [{"season": "summer", "year": 2026}], "places": ["Seattle"],
        }),
        ("which jobs close this week?", {"closes": {"first": "2026-03-09", "last": "2026-03-15"}}),
        ("roles posted in the last 7 days", {"posted": {"first": "2026-03-03", "last": "2026-03-10"}}),
        ("jobs without a deadline", {"not_stated": ["deadline"]}),
        ("which jobs use Python or Java?", {"skills": ["python or java"]}),
        ("which roles mention the web shop?", {"words": ["web", "shop"]}),
        ("which internships mention a GPA?", {"employment_types": ["internship"], "words": ["gpa"]}),
        ("how many internships mention a GPA?", {"employment_types": ["internship"], "words": ["gpa"]}),
        ("non-senior data scientist roles", {"titles": ["data scientist"], "not_titles": ["senior"]}),
        ("can u help me find a job in Denver", {"places": ["Denver"]}),
        ("help me find internships in Seattle", {"employment_types": ["internship"], "places": ["Seattle"]}),
        ("could you please help me to find jobs in Denver?", {"places": ["Denver"]}),
        ("marine biologist jobs", {"titles": ["marine biologist"]}),
        ("which are in Seattle, still open, and sponsor visas?", {
            "places": ["Seattle"], "status": ["open"], "sponsorship": ["yes"],
        }),
    ],
)  # fmt: skip
def test_questions_over_records(read: Any, question: str, expected: dict[str, Any]) -> None:
    reading = read(question)
    assert reading.asks == "records"
    assert chips(reading) == expected
    assert reading.query.uninterpreted == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many jobs are there?", {"mode": "how_many"}),
        ("list all postings", {"mode": "list"}),
        ("compare the Contoso roles", {"mode": "compare"}),
        ("how many roles per city?", {"mode": "group_by", "group_by": "city"}),
        ("which country has the most jobs?", {"mode": "group_by", "group_by": "country"}),
        ("Which job pays best?", {"sort": "pay", "descending": True}),
        ("which companies are hiring?", {"mode": "group_by", "group_by": "company"}),
        ("which role requires the least experience?", {"sort": "experience", "limit": 1}),
        (
            "which of the Contoso roles asks for less experience?",
            {"mode": "compare", "sort": "experience", "limit": None},
        ),
        ("what's the newest posting?", {"sort": "posted", "descending": True, "limit": 1}),
        ("Which listing closes first?", {"sort": "deadline", "limit": 1}),
        ("Which internship pays the most?", {"sort": "pay", "descending": True}),
    ],
)
def test_what_is_to_be_done_with_the_records(read: Any, question: str, expected: dict[str, Any]) -> None:
    reading = read(question)
    assert reading.asks == "records"
    assert {name: getattr(reading.query, name) for name in expected} == expected


@pytest.mark.parametrize(
    "question",
    [
        "how much do internships pay?",
        "What is an internship?",
        "How many internships should I apply to?",
        "how many hours do interns work?",
        "How many internships lead to a full-time offer?",
        "how many internships should one do in data science?",
        "how many interns does Contoso hire?",
        "When should I apply for summer internships?",
        "Where can I find internships?",
        "how do I find remote internships?",
        "Do internships sponsor visas?",
        "What roles do interns take on at Contoso?",
        "Which is the best internship?",
        "how many applicants apply for each internship?",
        "Which types of internship are there?",
        "what jobs can I get after an internship?",
        "What is the role of a mentor?",
        "what is the role of the prime minister in canada",
        "tell me about Contoso",
        "what is a PhD?",
        "Should I do an internship in Seattle?",
        "Did Maria work in Seattle?",
        "which country is south of the united states",
        "Any advice for interviews?",
        "any idea for a project with a PhD student?",
        "How many people reported job scams last year?",
        "How many students applied for jobs at Contoso?",
        "Which job boards list internships?",
        "How many job interviews will I have?",
        "Show me internship report examples",
        "Which networking opportunities does Contoso's program give?",
        "What opportunities for growth does Contoso offer?",
        "Which opportunities does the internship give?",
        "Which role did most of Contoso's interns of 2022 have?",
        "Which role does a mentor play?",
        "How many job offers did she get?",
        "Show me what Contoso is offering interns",
        "What is Contoso looking for in interns?",
    ],
)
def test_questions_for_knowledge_are_none_over_records(read: Any, question: str) -> None:
    assert read(question).asks is None


@pytest.mark.parametrize(
    ("question", "conditions", "fields"),
    [
        ("is the Denver role still open?", {"places": ["Denver"]}, ("active",)),
        ("is the Toronto posting an internship?", {"places": ["Toronto"]}, ("employment_type",)),
        (
            "how much experience does the Contoso role need?",
            {"companies": ["Contoso"]},
            ("experience_years",),
        ),
        ("what would I do day to day in the Denver job?", {"places": ["Denver"]}, ("responsibilities",)),
        ("what are the requirements of the Toronto position?", {"places": ["Toronto"]}, ("qualifications",)),
        (
            "what does the Denver data scientist do?",
            {"places": ["Denver"], "titles": ["data scientist"]},
            ("responsibilities",),
        ),
    ],
)
def test_questions_about_particular_records(
    read: Any, question: str, conditions: dict[str, Any], fields: tuple[str, ...]
) -> None:
    reading = read(question)
    assert reading.asks == "text"
    assert chips(reading) == conditions
    assert reading.query.fields == fields


@pytest.mark.parametrize(
    ("question", "conditions", "fields"),
    [
        ("What degree does the Denver job with 5 years of experience want?", {
            "places": ["Denver"], "experience": {"least": 5.0, "most": 5.0},
        }, ("degree_levels",)),
        ("What degree or research experience does the Denver job that asks for 5 years want?", {
            "places": ["Denver"], "experience": {"least": 5.0, "most": 5.0},
        }, ("degree_levels", "qualifications")),
        ("What are the duties of the Denver job with at least 5 years of experience?", {
            "places": ["Denver"], "experience": {"least": 5.0},
        }, ("responsibilities",)),
        ("Which degree do I need for the Denver job with 5 years of experience?", {
            "places": ["Denver"], "experience": {"least": 5.0, "most": 5.0},
        }, ("degree_levels",)),
        ("What skills does the Denver job with five years list?", {
            "places": ["Denver"], "experience": {"least": 5.0, "most": 5.0},
        }, ("skills",)),
        ("How many years of experience does the Denver job ask for?", {"places": ["Denver"]}, ("experience_years",)),
        ("Does the Denver job ask for 5 years of experience?", {"places": ["Denver"]}, ("experience_years",)),
        ("is the Denver job asking for 5 years of experience?", {"places": ["Denver"]}, ("experience_years",)),
        ("is the hybrid Denver role still open?", {"places": ["Denver"], "remote": ["hybrid"]}, ("active", "remote")),
        ("is the Denver role a hybrid role?", {"places": ["Denver"]}, ("remote",)),
    ],
)  # fmt: skip
def test_what_picks_a_record_out_is_not_what_is_asked_of_it(
    read: Any, question: str, conditions: dict[str, Any], fields: tuple[str, ...]
) -> None:
    reading = read(question)
    assert (reading.asks, chips(reading), reading.query.fields) == ("text", conditions, fields)


def test_what_is_not_understood_is_said(read: Any) -> None:
    assert read("which of the jobs in Seattle have nice colleagues?").query.uninterpreted == (
        "nice",
        "colleagues",
    )


def test_each_condition_remembers_its_words(read: Any) -> None:
    question = "which openings are in Seattle and not remote?"
    parts = {taken.condition: question[taken.start : taken.end] for taken in read(question).taken}
    assert parts["places"] == "Seattle"
    assert parts["remote"] == "not remote"


def test_without_records_nothing_breaks(reader: QueryReader, engine: Any) -> None:
    reading = reader.read("which openings are in Seattle?", ListingStore(engine).vocabulary(), TODAY)
    assert (reading.asks, chips(reading)) == ("records", {"places": ["Seattle"]})
