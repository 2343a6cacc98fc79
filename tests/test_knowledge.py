"""The starter knowledge: every question that an article names is answered, and cites that article or another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from internbot.answering.answers import Message
from internbot.assistant import Assistant
from internbot.settings import Settings

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
ARTICLES = sorted((KNOWLEDGE / "articles").glob("*.md"))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("knowledge") / "data"
    settings = Settings(data=data, knowledge=KNOWLEDGE, today=date(2026, 11, 22))
    with Assistant.open(settings, write=True) as opened:
        assert opened.ingest([str(KNOWLEDGE)]).failed == ()
        yield opened


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_questions_that_an_article_names_are_answered(assistant: Assistant, article: Path) -> None:
    matter = yaml.safe_load(article.read_text(encoding="utf-8").split("---\n")[1])
    assert matter["questions"]
    for question in matter["questions"]:
        answer = assistant.answer(question)
        assert answer.status == "answered", question
        assert answer.citations, question


CONVERSATIONS = (
    ("What is a co-op?",),
    ("how long is Outreachy?", "and how much does it pay?"),
    ("who managed Donato at Amazon?", "where did he live as a child?"),
    ("Which jobs are in Seattle?", "does the second one need a phd?"),
)


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=lambda turns: turns[-1])
@pytest.mark.parametrize(("question", "status"), [
    ("How do I boil an egg?", "declined"),
    ("Write me a poem about the sea", "declined"),
    ("do i have to pay tax on a stipend", "declined"),
    ("How soon after the interview should I send the thank you mail", "answered"),
    ("When do Blue Book traineeships begin, and how many months is that", "answered"),
    ("the professor never wrote back. is it rude to send him a reminder?", "answered"),
    ("which of the postings are in Bengaluru?", "answered"),
    ("In which year was the Americans with Disabilities Act signed?", "declined"),
])  # fmt: skip
def test_a_question_of_its_own_is_answered_as_it_is_without_a_conversation(
    assistant: Assistant, turns: tuple[str, ...], question: str, status: str
) -> None:
    history: list[Message] = []
    for turn in turns:
        said = assistant.answer(turn, history)
        history += [Message(role="user", content=turn), Message(role="assistant", content=said.text)]
    alone, behind = assistant.answer(question), assistant.answer(question, history)
    assert alone.status == behind.status == status
    assert {one.document for one in alone.citations} & {
        one.document for one in behind.citations
    } or not alone.citations


def test_a_question_that_leans_on_the_conversation_is_still_read_with_it(assistant: Assistant) -> None:
    history: list[Message] = []
    for turn, said in (
        ("how long is Outreachy?", "13 weeks"),
        ("and how much does it pay?", "7,000"),
        ("who can take part?", "Outreachy"),
    ):
        answer = assistant.answer(turn, history)
        assert said in answer.text
        history += [Message(role="user", content=turn), Message(role="assistant", content=answer.text)]


@pytest.mark.parametrize(
    "term", ["super day", "assessment center", "recruiter", "term sheet", "spring week", "offer letter"]
)
def test_what_a_thing_is_is_not_told_by_what_only_mentions_it_or_something_near(
    assistant: Assistant, term: str
) -> None:
    history = [
        Message(role="user", content="What is a return offer?"),
        Message(role="assistant", content="One to stay."),
    ]
    for behind in ([], history):
        assert assistant.answer(f"What is a {term}?", behind).status == "declined"


@pytest.mark.parametrize(("question", "said"), [
    ("what's a stipend", "fixed sum of money"),
    ("my recruiter keeps saying CPT and i have no idea what that means", "Curricular Practical Training"),
    ("In that Amazon story, what is code mixing?", "combines several languages"),
    ("in the guide on glossary words, what is a mentor?", "guides an intern"),
])  # fmt: skip
def test_what_a_thing_is_is_told_where_a_source_says_it(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.answer(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_a_text_that_says_nothing_of_it_is_not_quoted_for_another(assistant: Assistant) -> None:
    assert assistant.answer("In that Siemens story, what is code mixing?").status == "declined"


def test_what_the_posting_spoken_of_does_not_say_is_not_told_of_others(assistant: Assistant) -> None:
    history: list[Message] = []
    for turn in (
        "which data scientist jobs are there?",
        "tell me about the first one",
        "and what degree does it want?",
    ):
        answer = assistant.answer(turn, history)
        history += [Message(role="user", content=turn), Message(role="assistant", content=answer.text)]
    assert answer.status == "declined"
    assert "does not state this (degree)" in answer.text
