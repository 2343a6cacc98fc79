"""The chain of LangChain: what it fills in, what it gives, and that it stops when nobody wants more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from answering.passages_made import judgement, stored
from chat_models.adversary import Adversary, Exchange
from internbot.answering.chain import AnswerChain, Retrieved
from internbot.answering.drafts import Draft
from internbot.chat_models.guarded import GuardedChatModel
from internbot.clock import system_clock
from internbot.errors import ChatModelError
from internbot.settings import Settings
from internbot.tokens import Tokens

QUESTION = "When do interns {meet}?"
RETRIEVED = Retrieved(QUESTION, judgement(stored("Interns meet on Mondays.")), ())


@pytest.fixture
def chain(adversary: Adversary, tmp_path: Path) -> Iterator[AnswerChain]:
    settings = Settings(chat_model="openai:m", chat_base_url=adversary.url, chat_context_tokens=2048)
    tokens = Tokens()
    model = GuardedChatModel.of(settings, tmp_path, tokens.count, system_clock)
    assert model is not None
    yield AnswerChain(model, tokens.count)
    model.close()


def test_sentences_come_out_of_the_filled_prompt(adversary: Adversary, chain: AnswerChain) -> None:
    packed = chain.packed(RETRIEVED)
    assert list(chain.stream(QUESTION, packed)) == [Draft("Interns meet on Mondays [1].", paragraph=True)]
    system, user = (message["content"] for message in adversary.requests[0].body["messages"])
    assert packed.boundary.opening in system
    assert "{" not in system
    assert user == f"{packed.text}\n\nQuestion: {QUESTION}"


def test_it_tells_that_the_model_was_asked_and_what_a_sentence_will_be(
    adversary: Adversary, chain: AnswerChain
) -> None:
    asked, foreseen = threading.Event(), threading.Event()
    told: list[str] = []
    under_way: list[str] = []

    def foresee(draft: Draft) -> None:
        told.append(draft.text)
        foreseen.set()

    def pauses(exchange: Exchange) -> None:
        # Goes on only after each was told, so that neither waits for what the model writes next.
        assert asked.wait(30)
        exchange.text("Interns meet [1")
        assert foreseen.wait(30)
        exchange.text("]. They like it.")
        exchange.finish("stop")

    adversary.play(pauses)
    packed = chain.packed(RETRIEVED)
    drafts = chain.stream(QUESTION, packed, sent=asked.set, under_way=under_way.append, foreseen=foresee)
    found = list(drafts)
    assert [draft.text for draft in found] == ["Interns meet [1].", "They like it."]
    assert told == ["Interns meet [1]", "They like it."]
    assert list(dict.fromkeys(under_way)) == ["Interns meet [1", " They like it."]


def test_an_answer_cut_off_by_its_limit_is_not_whole(adversary: Adversary, chain: AnswerChain) -> None:
    def cut(exchange: Exchange) -> None:
        exchange.text("Interns meet. They meet on")
        exchange.finish("length")

    adversary.play(cut)
    found = list(chain.stream(QUESTION, chain.packed(RETRIEVED)))
    assert [(draft.text, draft.whole) for draft in found] == [
        ("Interns meet.", True),
        ("They meet on", False),
    ]


def test_what_came_before_a_failure_is_given(adversary: Adversary, chain: AnswerChain) -> None:
    def dies(exchange: Exchange) -> None:
        exchange.text("Interns meet. They meet on")
        exchange.drop()

    adversary.play(dies)
    drafts = chain.stream(QUESTION, chain.packed(RETRIEVED))
    assert next(drafts).text == "Interns meet."
    with pytest.raises(ChatModelError):
        next(drafts)


def test_closing_it_stops_the_request(adversary: Adversary, chain: AnswerChain) -> None:
    def waits(exchange: Exchange) -> None:
        exchange.text("Interns meet. They")
        exchange.wait()

    adversary.play(waits)
    drafts = chain.stream(QUESTION, chain.packed(RETRIEVED))
    assert next(drafts).text == "Interns meet."
    drafts.close()
    assert adversary.left.wait(30)


def test_the_prompt_never_outgrows_the_model(chain: AnswerChain) -> None:
    long = [stored(f"Interns meet {row}. " * 12, row)[0] for row in range(60)]
    packed = chain.packed(Retrieved(QUESTION, judgement(long), ()))
    room = chain.model.context_tokens - chain.model.max_tokens
    assert 0 < Tokens().count(packed.text) < room
    assert len(packed.passages) >= 2
