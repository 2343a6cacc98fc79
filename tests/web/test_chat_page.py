import asyncio
from datetime import date
from typing import Any

import gradio as gr
import pytest

from internbot.overviews import Overview
from internbot.web.chat_page import CHIPS, ChatPage, knowledge_line
from web.conftest import Site

CHAT = 2 + CHIPS
BOX = 4 + 2 * CHIPS


@pytest.fixture
def page(site: Site) -> ChatPage:
    return ChatPage(site.services)


def of(name: str | None) -> gr.Request:
    return gr.Request(session_hash=name)


def answered(page: ChatPage, name: str) -> list[list[Any]]:
    async def collect() -> list[list[Any]]:
        return [view async for view in page.answered(of(name))]

    return asyncio.run(collect())


def messages(view: list[Any]) -> list[str]:
    return [message["content"][0]["text"] for message in view[CHAT].value]


def test_a_question_is_shown_at_once_and_answered_after(page: ChatPage) -> None:
    first = page.asked("How much does the river lab pay?", of("a"))
    assert len(first) == 5 + 2 * CHIPS
    assert "Searching 3 " in messages(first)[1].replace("&#46;", ".")
    assert first[BOX].stop_btn == "Stop"
    last = answered(page, "a")[-1]
    assert "31 euros an hour" in messages(last)[1]
    assert last[BOX].submit_btn == "Ask"


def test_one_page_never_shows_what_another_asked(page: ChatPage) -> None:
    page.asked("How much does the river lab pay?", of("a"))
    assert messages(page.opened(of("b"))) == []
    assert messages(page.opened(of(None))) == []
    assert messages(page.opened(of("x" * 1000))) == []
    assert len(messages(page.opened(of("a")))) == 2


def test_nothing_to_answer_changes_nothing(page: ChatPage) -> None:
    assert [messages(view) for view in answered(page, "a")] == [[]]
    assert messages(page.asked("   ", of("a"))) == []
    assert messages(page.asked_again(of("a"))) == []
    assert messages(page.stopped(of("a"))) == []


def test_a_stopped_answer_is_not_taken_up_again(page: ChatPage) -> None:
    page.asked("How much does the river lab pay?", of("a"))
    assert "You stopped this answer" in messages(page.stopped(of("a")))[1]
    assert "You stopped this answer" in messages(answered(page, "a")[-1])[1]


def test_clearing_forgets(page: ChatPage) -> None:
    page.asked("How much does the river lab pay?", of("a"))
    assert messages(page.cleared(of("a"))) == []


def test_the_first_line_says_what_there_is() -> None:
    line = knowledge_line(Overview(62, 1911, date(2026, 11, 22)))
    assert line.startswith("62 ")
    assert "1,911 " in line
    assert ", checked 22 November 2026" in line
    assert "](/listings)" in line
    assert "nothing to answer from" in knowledge_line(Overview(0, 0, None))
