"""A real model on a real llama.cpp server through the whole assistant: small enough to invent, forget and ramble."""

from __future__ import annotations

from pathlib import Path

import pytest

from answering.written_answers import check, ingest, settings_with
from chat_models.llama import LlamaServer
from internbot.answering.answers import Answer, Message
from internbot.assistant import Assistant

QUESTIONS = (
    "When does an intern at Orchid meet a mentor?",
    "What do new interns bring on the first day at Orchid?",
    "How much do interns at Orchid earn?",
    "Which postings are in Oslo?",
)
# Enough for a sentence or two: reading and writing more only takes longer.
SMALL = {"chat_max_tokens": 48, "chat_context_tokens": 1024}
PATIENT = {"chat_first_token_seconds": 120, "chat_pause_seconds": 60, "chat_total_seconds": 300}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    ingest(folder)
    return folder


def test_whatever_it_writes_only_what_is_proved_is_shown(llama_chat: LlamaServer, root: Path) -> None:
    settings = settings_with(
        llama_chat.url, root, chat_model=f"openai:{llama_chat.model}", **SMALL, **PATIENT
    )
    with Assistant.open(settings) as assistant:
        for question in QUESTIONS:
            events = list(assistant.stream(question))
            answer = events[-1].data
            assert isinstance(answer, Answer)
            check(assistant, answer)
            assert answer.status in ("answered", "declined")
            assert answer.model in ("quoting", f"openai:{llama_chat.model}")
            assert answer.usage is not None
            assert answer.usage.prompt_tokens > 0
            if answer.model == "quoting" and answer.listings is None and answer.status == "answered":
                assert answer.fallback
        history = [
            Message(role="user", content=QUESTIONS[0]),
            Message(role="assistant", content="Every intern at Orchid meets a mentor on Monday morning."),
        ]
        answer = assistant.answer("and when is lunch there?", history)
        check(assistant, answer)
        assert "lunch" in answer.standalone_question
