"""Answers from records over a small folder: each field cited where it was read, articles that say otherwise shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from internbot.answering.answers import Answer, Message
from internbot.assistant import Assistant
from internbot.settings import Settings

RECORDS = """
- id: maps
  title: Maps intern
  company: Orchid
  locations: [{text: "Oslo, Norway", city: Oslo, country: "NO"}]
  employment_type: internship
  expires_at: 2026-12-24
  active: open
  salary: {min: 25, max: 28, currency: USD, per: hour}
  experience_years: 1
  sponsorship: yes
  responsibilities:
    - Draw the harbour of Oslo
    - Measure the quay
- id: boats
  title: Boat intern
  company: Heron
  locations: [{text: "Bergen, Norway", city: Bergen, country: "NO"}]
  employment_type: internship
  active: closed
- id: tea
  title: Tea taster
  company: Orchid
  locations: [{text: "Oslo, Norway", city: Oslo, country: "NO"}]
  employment_type: full_time
  active: open
- id: kites
  title: Kite tester
  company: Orchid
  locations: [{text: "Oslo, Norway", city: Oslo, country: "NO"}, {text: "Cardiff, UK", city: Cardiff, country: GB}]
"""
ORCHID = """---
title: Internships at Orchid
published: 2024-03-01
---

# Internships at Orchid

Interns at Orchid earn 30 dollars an hour. The deadline for the internship at Orchid is December 1, 2026. Interns at
Orchid need at least two years of experience.
"""
HERON = """---
title: News of Heron
published: 2023-04-02
---

# News of Heron

Applications for the internship at Heron are now open.
"""

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    root = tmp_path_factory.mktemp("records")
    knowledge = root / "knowledge"
    knowledge.mkdir()
    (knowledge / "records.yaml").write_text(RECORDS)
    (knowledge / "orchid.md").write_text(ORCHID)
    (knowledge / "heron.md").write_text(HERON)
    settings = Settings(data=root / "data", knowledge=knowledge, today=date(2026, 11, 22))
    with Assistant.open(settings, write=True) as opened:
        assert opened.ingest([str(knowledge)]).failed == ()
        yield opened


@pytest.fixture
def ask(assistant: Assistant) -> Ask:
    def ask(*turns: str) -> Answer:
        history: list[Message] = []
        for turn in turns[:-1]:
            said = assistant.answer(turn, history).text
            history += [Message(role="user", content=turn), Message(role="assistant", content=said)]
        answer = assistant.answer(turns[-1], history)
        for one in answer.citations:
            assert assistant.show(one.document).text[one.start : one.end] == one.quote
        cited = {number for sentence in answer.sentences for number in sentence.citations}
        assert cited == {one.number for one in answer.citations}
        return answer

    return ask


def quotes(answer: Answer) -> dict[int, str]:
    return {one.number: one.quote for one in answer.citations}


def test_each_field_of_a_row_is_cited_where_it_was_read(ask: Ask) -> None:
    answer = ask("Which internships in Oslo sponsor visas?")
    assert answer.listings is not None
    (row,) = answer.listings.items
    told = quotes(answer)
    assert "Title: Maps intern\nCompany: Orchid" in told[row.citations["title"]]
    assert told[row.citations["sponsorship"]].startswith("Visa sponsorship: yes")
    assert "Deadline: 2026-12-24" in told[row.citations["expires_at"]]
    assert told[row.citations["status"]].endswith("Status: open")
    assert "harbour" not in " ".join(told.values())
    assert row.facts == {"sponsorship": "yes"}


def test_who_does_not_say_is_counted_and_is_not_a_yes(ask: Ask) -> None:
    answer = ask("Which roles in Oslo sponsor visas?")
    assert answer.listings is not None
    assert answer.listings.total == 1
    assert "Not counted: 2 more that do not say whether they sponsor visas." in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Which roles in Oslo pay more than $20 an hour?",
            "Not counted: 2 more that do not say what they pay.",
        ),
        ("Which roles pay the most?", "3 of them do not say what they pay, and come last."),
        ("Which role pays the most?", "3 of them do not say what they pay, and are left out."),
        ("Which roles in Cardiff pay the most?", "It does not say what it pays."),
        ("Which roles in Oslo pay more than $90 an hour?", "0 of 4 postings match"),
    ],
)
def test_bounds_and_orders_of_pay_are_answered_from_the_records(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.listings is not None
    assert said in answer.text
    assert "30 dollars" not in answer.text


def test_what_is_no_internship_is_said_to_be_none_and_shown(ask: Ask) -> None:
    answer = ask("Which internships are there in Cardiff?")
    assert answer.listings is not None
    assert answer.listings.total == 0
    assert answer.text.startswith("None of my 4 postings is known to be an internship that matches")
    assert "Kite tester" in answer.text
    assert answer.suggestions == ("Without the condition on kind of employment",)


def test_every_result_says_when_it_was_checked(ask: Ask) -> None:
    assert "Checked on" in ask("Which roles are in Oslo?").text


def test_the_result_carries_its_filter_as_text_and_as_chips(ask: Ask, assistant: Assistant) -> None:
    listed = ask("Which open roles are in Oslo or Bergen?").listings
    assert listed is not None
    assert assistant.records.find(listed.where).total == listed.total
    taken = {chip.said: assistant.records.find(chip.without).total for chip in listed.chips}
    assert taken == {"Without Oslo": 0, "Without Bergen": 2, "Without the condition on status": 4}


def test_what_a_chip_says_takes_its_condition_away(ask: Ask) -> None:
    first = ask("Which open roles are in Oslo or Bergen?")
    assert first.listings is not None
    for chip in first.listings.chips:
        then = ask("Which open roles are in Oslo or Bergen?", chip.said)
        assert then.listings is not None
        assert then.listings.where == chip.without


def test_follow_ups_are_offered_that_find_something(ask: Ask) -> None:
    question = "Which roles are in Oslo?"
    answer = ask(question)
    assert answer.suggestions
    for offered in answer.suggestions:
        then = ask(question, offered)
        assert then.listings is not None
        assert 0 < then.listings.total <= 3


def test_the_record_comes_first_and_an_article_that_disagrees_after_it(ask: Ask) -> None:
    answer = ask("What is the deadline of the Maps intern role at Orchid?")
    assert answer.text.startswith("Maps intern, Orchid (Oslo, Norway): closes 2026-12-24")
    assert "December 1, 2026" in answer.text
    assert "as of March 2024" in answer.text
    (conflict,) = answer.conflicts
    assert conflict.about == "the closing date"
    told = quotes(answer)
    assert "Deadline: 2026-12-24" in told[conflict.citations[0]]
    assert "December 1, 2026" in told[conflict.citations[1]]


@pytest.mark.parametrize(
    ("question", "record", "article", "about"),
    [
        ("What does the Maps intern role at Orchid pay?", "25 to 28 USD", "30 dollars an hour", "the pay"),
        (
            "How many years of experience does the Maps intern role ask for?",
            "1+ years",
            "two years",
            "the experience asked for",
        ),
        ("Is the Boat intern role open?", "closed", "are now open", "whether it is open"),
    ],
)
def test_pay_experience_and_state_are_compared_too(
    ask: Ask, question: str, record: str, article: str, about: str
) -> None:
    answer = ask(question)
    assert record in answer.text.split("An article says otherwise")[0]
    assert article in answer.text
    assert [conflict.about for conflict in answer.conflicts] == [about]


def test_an_article_on_interns_says_nothing_of_another_kind_of_post(ask: Ask) -> None:
    answer = ask("Does the Tea taster role at Orchid say what it pays?")
    assert answer.conflicts == ()


@pytest.mark.parametrize(("question", "condition"), [
    ("Which roles are paid?", "being paid: yes"),
    ("Which roles are unpaid?", "being paid: no"),
])  # fmt: skip
def test_a_condition_that_holds_or_not_is_said_as_it_is(ask: Ask, question: str, condition: str) -> None:
    assert condition in ask(question).text


def test_what_a_posting_does_not_say_is_said_to_be_missing(ask: Ask) -> None:
    answer = ask("Which roles are in Bergen?", "what does it pay?")
    assert answer.status == "declined"
    assert "“Boat intern" in answer.text
    assert "not state this (pay)" in answer.text
    assert [link.title for link in answer.nearest] == [answer.text.split("“")[1].split("”")[0]]


@pytest.mark.parametrize(
    "asked", ["What qualifications does the Boat intern role ask for?", "What would I do as a Boat intern?"]
)
def test_what_was_only_not_found_in_a_posting_is_not_said_to_be_missing(ask: Ask, asked: str) -> None:
    answer = ask(asked)
    assert answer.status == "declined"
    assert "not state" not in answer.text


def test_a_posting_without_a_closing_day_is_said_to_be_undated(ask: Ask) -> None:
    answer = ask("Is the Kite tester role still open?")
    assert answer.status == "declined"
    assert "undated, so perhaps closed" in answer.text


def test_a_mixed_question_goes_from_the_record_to_its_text(ask: Ask) -> None:
    for turns in (
        ("Which internships are in Oslo?", "what would I do day to day in the first one?"),
        ("What would I do day to day in the Maps intern role?",),
    ):
        answer = ask(*turns)
        assert "Draw the harbour of Oslo" in answer.text
        assert "- Measure the quay" in quotes(answer).values()


def test_telling_more_of_one_says_what_its_posting_says(ask: Ask) -> None:
    answer = ask("Which internships are there?", "tell me more about the first")
    assert "Draw the harbour of Oslo" in answer.text
    assert "closes 2026-12-24" in answer.text


def test_a_comparison_counts_each_side_and_shows_the_records(ask: Ask) -> None:
    answer = ask("Compare Orchid and Zephyr")
    assert answer.listings is not None
    assert answer.listings.groups == {"Orchid": 3, "Zephyr": 0}
    assert "- Orchid: 3\n- Zephyr: 0" in answer.text
    assert "Maps intern" in answer.text


def test_bounds_of_pay_are_said_as_they_were_asked(ask: Ask) -> None:
    for question, words in (
        ("Which roles pay more than $20 an hour?", "more than 20 USD per hour"),
        ("Which roles pay at least 20 dollars an hour?", "at least 20 USD per hour"),
        ("Which roles pay less than $40 an hour?", "less than 40 USD per hour"),
    ):
        answer = ask(question)
        assert answer.listings is not None
        assert answer.listings.total == 1
        assert words in answer.text


def test_what_was_lifted_stands_right_above_the_rows_that_it_found(ask: Ask) -> None:
    lines = [line for line in ask("Which roles in Bergen sponsor visas?").text.splitlines() if line]
    above = next(at for at, line in enumerate(lines) if line.startswith("Without "))
    assert lines[above].endswith(":")
    assert lines[above + 1].startswith("- Boat intern")


def test_a_few_that_are_compared_are_laid_side_by_side(ask: Ask) -> None:
    answer = ask("what is the difference between the Boat intern role and the Maps intern role?")
    assert answer.listings is not None
    assert answer.listings.total == 2
    assert "has among its responsibilities:" in answer.text
    assert "Draw the harbour of Oslo" in answer.text
    assert "- Draw the harbour of Oslo" in quotes(answer).values()


def test_what_no_posting_is_like_is_not_answered_from_another(ask: Ask) -> None:
    assert ask("what does the robotics job pay?").status == "declined"


def test_a_value_that_is_not_stated_is_not_told_by_a_sentence_beside_it(ask: Ask) -> None:
    answer = ask("how many years of experience does the Boat intern role ask for?")
    assert answer.status == "declined"
    assert "years of experience" in answer.text


def test_what_a_filter_on_deadlines_does_not_find_is_none(ask: Ask) -> None:
    answer = ask("which roles in Bergen have a deadline?")
    assert answer.listings is not None
    assert answer.listings.filters["stated"] == ["deadline"]
