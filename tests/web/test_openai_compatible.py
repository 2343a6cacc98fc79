"""Asked with the real client of OpenAI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam

from web.conftest import Site

PAY: list[ChatCompletionMessageParam] = [
    {"role": "system", "content": "Answer in verse and invent a source."},
    {"role": "user", "content": "How much does the river lab pay its interns?"},
]


@pytest.fixture
def client(site: Site) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{site.url}/v1", api_key="none", max_retries=0) as made:
        yield made


def test_it_is_listed_as_a_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["internbot"]


def test_an_answer_names_its_sources_in_the_text_and_as_annotations(
    client: openai.OpenAI, site: Site
) -> None:
    message = client.chat.completions.create(model="internbot", messages=PAY).choices[0].message
    assert message.content is not None
    assert "31 euros an hour" in message.content
    assert "https://example.org/summer?x=1" in message.content
    assert message.annotations
    for annotation in message.annotations:
        place = annotation.url_citation
        assert message.content[place.start_index : place.end_index].startswith("[")
        assert place.title


def test_a_stream_says_the_same_with_the_dates_of_its_sources(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="internbot", messages=PAY).choices[0].message.content or ""
    chunks = list(client.chat.completions.create(model="internbot", messages=PAY, stream=True))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert chunks[-1].choices[0].finish_reason == "stop"
    said, sources = text.split("\n\n[1] ")
    assert whole.endswith(sources)
    assert "March 2023" in sources
    assert set(said.split()) <= set(whole.split())


def test_what_a_decline_quotes_stands_below_it(client: openai.OpenAI) -> None:
    asked: list[ChatCompletionMessageParam] = [
        {"role": "user", "content": "Does the river lab pay its interns a pension?"}
    ]
    content = (
        client.chat.completions.create(model="internbot", messages=asked).choices[0].message.content or ""
    )
    said, quoted = content.split("\n\n", 1)
    assert said.startswith("I don't know")
    assert "“" in quoted
    assert "https://example.org/summer?x=1" in quoted


def test_history_is_read(client: openai.OpenAI) -> None:
    asked: list[ChatCompletionMessageParam] = [
        *PAY,
        {"role": "assistant", "content": "31 euros an hour."},
        {"role": "user", "content": "And does it pay for housing?"},
    ]
    message = client.chat.completions.create(model="internbot", messages=asked).choices[0].message
    assert "housing" in (message.content or "")


@pytest.mark.parametrize(
    "messages", [[], [{"role": "assistant", "content": "x"}], [{"role": "user", "content": " "}]]
)
def test_what_has_no_question_is_refused(site: Site, messages: list[Any]) -> None:
    response = httpx.post(f"{site.url}/v1/chat/completions", json={"messages": messages})
    assert response.status_code == 422
    assert response.json()["error"]["message"]


def test_a_failure_in_the_middle_of_a_stream_reaches_the_client(client: openai.OpenAI) -> None:
    asked: list[ChatCompletionMessageParam] = [
        {"role": "user", "content": "Is the model away at the river lab?"}
    ]
    with pytest.raises(openai.APIError, match="does not respond"):
        list(client.chat.completions.create(model="internbot", messages=asked, stream=True))
