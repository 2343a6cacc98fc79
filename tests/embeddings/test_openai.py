from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr

from chat_models.adversary import Adversary, nobody_listens
from chat_models.llama import DIMENSIONS, LlamaServer
from chat_models.vectors import DIMENSIONS as SMALL
from internbot.answering.answers import Message
from internbot.assistant import Assistant
from internbot.embeddings.base import PassageText
from internbot.embeddings.openai import MAX_TOKENS, OpenAIEmbeddings, Patience
from internbot.errors import EmbeddingServerError, IndexMismatch, ServerFailure
from internbot.model_servers.circuit import CircuitBreaker
from internbot.model_servers.servers import Server
from internbot.settings import Settings
from internbot.sources.documents import Span
from internbot.tokens import Tokens
from internbot.tracing import Traffic

KEY = "sk-a-very-secret-key"
QUICK = Patience(connect=2, total=0.5, attempts=3, first_wait=0.01, longest_wait=1)
TOKENS = Tokens()


@contextmanager
def embeddings(
    url: str,
    dimensions: int | None = SMALL,
    patience: Patience = replace(QUICK, total=60),
    breaker: CircuitBreaker | None = None,
    traffic: Traffic | None = None,
    model: str = "e",
) -> Iterator[OpenAIEmbeddings]:
    made = OpenAIEmbeddings(
        Server("embeddings", model, url, SecretStr(KEY)),
        TOKENS.count,
        TOKENS.cut,
        dimensions,
        for_passages=patience,
        for_questions=patience,
        breaker=breaker or CircuitBreaker(lambda: 0.0, failures=1000),
        traffic=traffic,
    )
    try:
        yield made
    finally:
        made.close()


def test_vectors_are_of_unit_length_and_in_order(adversary: Adversary) -> None:
    adversary.play("embeds", "backwards")
    with embeddings(adversary.url) as model:
        rows = model.encode(["red kayak", "blue boat", "red kayak", ""])
        again = model.encode(["red kayak", "blue boat", "red kayak", ""])
    assert rows.shape == (4, SMALL)
    assert np.allclose(np.linalg.norm(rows[:3], axis=1), 1, atol=1e-5)
    assert not rows[3].any(), "an empty text is not sent"
    assert np.array_equal(rows, again)
    assert np.array_equal(rows[0], rows[2])
    assert float(rows[0] @ rows[1]) < 0.5
    assert adversary.requests[0].path == "/v1/embeddings"
    assert adversary.requests[0].body["model"] == "e"
    assert adversary.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_passages_and_their_sentences_are_sent_in_batches_and_once(adversary: Adversary) -> None:
    adversary.play("embeds")
    text = "Interns begin in June. Interns have a mentor."
    units = (Span(0, 22), Span(23, 45))
    passages = [PassageText(f"Programme {i}", text, units) for i in range(100)]
    told: list[int] = []
    with embeddings(adversary.url) as model:
        made = model.encode_passages(passages, told.append)
        sentences = model.encode(["Interns begin in June.", "Interns have a mentor."])
    sent = [text for request in adversary.requests[:-1] for text in request.body["input"]]
    assert len(sent) == len(set(sent)) == 102
    assert max(len(request.body["input"]) for request in adversary.requests) <= 64
    assert sum(told) == 100
    assert len(told) > 1
    assert all(one.tokens is None for one in made)
    assert np.allclose(made[99].units, sentences, atol=1e-6)
    assert len({tuple(one.passage.tolist()) for one in made}) > 1


def test_a_batch_is_bounded_in_tokens_and_a_text_in_length(adversary: Adversary) -> None:
    adversary.play("embeds")
    long = [f"{number} " + "word " * 3000 for number in range(20)]
    with embeddings(adversary.url) as model:
        model.encode_passages([PassageText("", text, ()) for text in long])
    for request in adversary.requests:
        sizes = [TOKENS.count(text) for text in request.body["input"]]
        assert max(sizes) <= MAX_TOKENS
        assert sum(sizes) <= 16_000
    assert len(adversary.requests) == 3


def test_nothing_to_embed_asks_nothing(adversary: Adversary) -> None:
    with embeddings(adversary.url) as model:
        assert model.encode([]).shape == (0, SMALL)
        assert model.encode_passages([]) == []
    assert adversary.requests == []


def test_the_server_says_how_long_its_vectors_are_where_nobody_knows(adversary: Adversary) -> None:
    adversary.play("embeds")
    with embeddings(adversary.url, None) as model:
        assert (model.identity.name, model.identity.dimensions) == ("openai:e", SMALL)
    assert len(adversary.requests) == 1


def test_words_are_known_without_asking(adversary: Adversary) -> None:
    with embeddings(adversary.url) as model:
        assert model.is_word("internship")
        assert not model.is_word("internhsip")
        assert model.rarity("the") < model.rarity("internship") < model.rarity("internhsip")
    assert adversary.requests == []


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        ("status_401", "wrong_key"),
        ("status_403", "forbidden"),
        ("status_404", "unknown_model"),
        ("status_429_soon", "rate_limited"),
        ("status_429_quota", "quota"),
        ("status_500", "server_error"),
        ("context", "context"),
        ("redirect", "garbage"),
        ("html", "garbage"),
        ("silence", "timeout"),
        ("comments", "timeout"),
        ("drop", "cut"),
        ("too_few", "garbage"),
        ("ragged", "garbage"),
        ("infinite", "garbage"),
        ("nothing", "garbage"),
        ("repeats_key", "server_error"),
    ],
)
def test_each_failure_ends_in_one_clear_line(adversary: Adversary, play: str, reason: ServerFailure) -> None:
    adversary.play(play)
    log = StringIO()
    with (
        embeddings(adversary.url, patience=QUICK, traffic=Traffic(log)) as model,
        pytest.raises(EmbeddingServerError) as caught,
    ):
        model.encode(["a text", "another text"])
    assert caught.value.reason == reason
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("The embedding model openai:e at 127.0.0.1:")
    assert KEY not in str(caught.value) + log.getvalue()


def test_nobody_listens() -> None:
    with nobody_listens() as url, embeddings(url) as model, pytest.raises(EmbeddingServerError) as caught:
        model.encode_question("when?")
    assert caught.value.reason == "unreachable"
    assert "INTERNBOT_EMBEDDINGS_BASE_URL" in str(caught.value)


def test_what_may_be_gone_a_moment_later_is_tried_again(adversary: Adversary) -> None:
    adversary.play("status_503", "drop", "embeds")
    with embeddings(adversary.url) as model:
        assert model.encode(["a"]).any()


def test_vectors_of_another_length_are_refused_with_the_remedy(adversary: Adversary) -> None:
    adversary.play("shorter")
    with (
        embeddings(adversary.url) as model,
        pytest.raises(IndexMismatch, match=r"32 numbers.*INTERNBOT_DATA"),
    ):
        model.encode(["a"])


def test_a_dead_server_does_not_keep_every_question_waiting(adversary: Adversary) -> None:
    adversary.play("silence")
    now = [0.0]
    breaker = CircuitBreaker(lambda: now[0], failures=2, first_rest=10)
    patience = replace(QUICK, total=0.2, attempts=1)
    with embeddings(adversary.url, patience=patience, breaker=breaker) as model:
        reasons = []
        for number in range(4):
            with pytest.raises(EmbeddingServerError) as caught:
                model.encode_question(f"question {number}")
            reasons.append(caught.value.reason)
        assert reasons == ["timeout", "timeout", "resting", "resting"]
        adversary.play("embeds")
        now[0] = 11
        assert model.encode_question("question 0").question.any()


def test_a_question_is_asked_once(adversary: Adversary) -> None:
    adversary.play("embeds")
    with embeddings(adversary.url) as model:
        first = model.encode_question("When do interns begin?")
        assert model.encode_question("When do interns begin?") is first
    assert len(adversary.requests) == 1


def test_many_threads_at_once(adversary: Adversary) -> None:
    adversary.play("embeds")
    found: list[float] = []
    with embeddings(adversary.url) as model:
        threads = [
            threading.Thread(target=lambda n=n: found.append(float(model.encode([f"text {n}"])[0].sum())))
            for n in range(10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert len(found) == 10


def test_a_real_server(llama_embeddings: LlamaServer) -> None:
    with embeddings(llama_embeddings.url, None, Patience(), model=llama_embeddings.model) as model:
        assert model.identity.dimensions == DIMENSIONS
        rows = model.encode(
            ["The internship begins in June.", "In June the internship starts.", "def f(x): pass"]
        )
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert float(rows[0] @ rows[1]) > float(rows[0] @ rows[2])


ARTICLES = {
    "start.md": "# When interns begin\n\nInterns of the river lab begin in the first week of June. They stay for "
    "twelve weeks.\n",
    "housing.md": "# Where interns live\n\nThe river lab rents rooms in the old mill for its interns. A room costs 300 "
    "euros a month.\n",
    "mentors.md": "# Mentors\n\nEvery intern of the river lab has one mentor. Mentors meet their interns on Mondays.\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    return folder


def served(tmp_path: Path, url: str, model: str = "e") -> Settings:
    return Settings(
        data=tmp_path / "data",
        knowledge=tmp_path / "library",
        today=date(2026, 11, 22),
        embeddings=f"openai:{model}",
        embeddings_base_url=url,
    )


def test_the_whole_product_with_a_real_server(
    llama_embeddings: LlamaServer, tmp_path: Path, library: Path
) -> None:
    settings = served(tmp_path, llama_embeddings.url, llama_embeddings.model)
    with Assistant.open(settings, write=True) as assistant:
        report = assistant.ingest([str(library)])
        assert (len(report.added), report.failed) == (3, ())
        assert assistant.ingest([str(library)]).unchanged
    with Assistant.open(settings) as assistant:
        hits = assistant.search("How much is a room in the old mill?", k=3)
        assert hits[0].document == "housing.md"
        answer = assistant.answer("How much does a room cost?")
        assert answer.status == "answered"
        assert any("300 euros" in citation.quote for citation in answer.citations)
        for citation in answer.citations:
            text = assistant.show(citation.document).text
            assert text[citation.start : citation.end] == citation.quote
        follow_up = assistant.answer(
            "And who are the mentors?",
            [Message(role="user", content="How much does a room cost?")],
        )
        assert follow_up.status in ("answered", "declined")
        assert assistant.search("How much is a room in the old mmill?", k=1)[0].document == "housing.md"


def test_an_index_of_another_model_is_refused(adversary: Adversary, tmp_path: Path, library: Path) -> None:
    adversary.play("embeds")
    with Assistant.open(served(tmp_path, adversary.url), write=True) as assistant:
        assistant.ingest([str(library)])
    with pytest.raises(
        IndexMismatch, match=r"another embedding model.*openai:e; now.*openai:f.*INTERNBOT_DATA"
    ):
        Assistant.open(served(tmp_path, adversary.url, "f"))
    with pytest.raises(IndexMismatch, match="minilm"):
        Assistant.open(served(tmp_path, adversary.url).model_copy(update={"embeddings": "minilm"}))
    with Adversary() as moved:
        moved.play("embeds")
        with Assistant.open(served(tmp_path, moved.url)) as assistant:
            assert assistant.search("mentor"), "a server may move to another address"


def test_a_server_that_is_down_at_question_time(adversary: Adversary, tmp_path: Path, library: Path) -> None:
    adversary.play("embeds")
    settings = served(tmp_path, adversary.url)
    with Assistant.open(settings, write=True) as assistant:
        assistant.ingest([str(library)])
    with nobody_listens() as url:
        down = settings.model_copy(update={"embeddings_base_url": url})
        with Assistant.open(down, write=True) as assistant:
            assert assistant.ingest([str(library)]).unchanged, "what is unchanged needs no server"
            assert assistant.answer("Hello!").status == "chat"
            with pytest.raises(EmbeddingServerError) as caught:
                assistant.answer("How much does a room cost?")
    assert caught.value.reason == "unreachable"


def test_a_server_that_dies_while_texts_are_read_leaves_nothing_half_written(
    adversary: Adversary, tmp_path: Path, library: Path
) -> None:
    for number in range(60):
        (library / f"more-{number}.md").write_text(
            f"# Note {number}\n\nNote {number} is on kayak {number * 7}. It floats.\n"
        )
    settings = served(tmp_path, adversary.url)
    adversary.play("embeds", "embeds", "status_401")
    with Assistant.open(settings, write=True) as assistant, pytest.raises(EmbeddingServerError):
        assistant.ingest([str(library)])
    adversary.play("embeds")
    with Assistant.open(settings, write=True) as assistant:
        known = assistant.overview().articles
        report = assistant.ingest([str(library)])
        assert len(report.added) + known == 63
        assert assistant.overview().articles == 63
        for number in (0, 31, 59):
            assert f"more-{number}.md" in {hit.document for hit in assistant.search(f"kayak {number * 7}")}


def test_no_folder_is_made_where_the_server_never_answered(tmp_path: Path) -> None:
    with nobody_listens() as url, pytest.raises(EmbeddingServerError):
        Assistant.open(served(tmp_path, url), write=True)
    assert not (tmp_path / "data").exists()


def test_the_folder_remembers_the_model_and_no_key(
    adversary: Adversary, tmp_path: Path, library: Path
) -> None:
    adversary.play("embeds")
    settings = served(tmp_path, adversary.url).model_copy(update={"embeddings_key": SecretStr(KEY)})
    with Assistant.open(settings, write=True) as assistant:
        assistant.ingest([str(library)])
    identity = json.loads((tmp_path / "data" / "internbot.json").read_text())["identity"]
    assert identity["name"] == "openai:e"
    assert identity["dimensions"] == SMALL
    for path in (tmp_path / "data").rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes()
