"""Whatever the documents and the question: a quote is, character for character, in the stored source."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from internbot.assistant import Assistant
from internbot.citations import Marked, read_markers
from internbot.settings import Settings

WORDS = st.sampled_from(
    [
        "interns",
        "earn",
        "30",
        "dollars",
        "in",
        "Málaga",
        "東京",
        "the",
        "stipend",
        "of",
        "1.400",
        "€",
        "“quoted”",
        "e.g.",
        "Dr.",
        "U.S.",
        "visa",
        "[1]",
        "*bold*",
        "_it_",
        "<b>",
        "&",
        "|",
        "#",
        "don’t",
        "naïve",
        "🦊",
        "İstanbul",
        "ﬁne",
        "á",
        "\u200b\xad",
        "Orchid",
        "apply",
        "open",
        "now",
        "deadline",
        "May",
        "1",
    ]
)
SENTENCES = st.lists(WORDS, min_size=2, max_size=14).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join)
LISTS = st.lists(SENTENCES, min_size=1, max_size=4).map(
    lambda items: "These count:\n" + "\n".join(f"- {item}" for item in items)
)
BREAKS = st.sampled_from(["\n\n", "\r\n\r\n", "\n \n", "\n\n\n\n\t"])
TEXTS = st.lists(st.one_of(PARAGRAPHS, LISTS), min_size=1, max_size=6).flatmap(
    lambda parts: st.lists(BREAKS, min_size=len(parts), max_size=len(parts)).map(
        lambda breaks: "".join(part + gap for part, gap in zip(parts, breaks, strict=True))
    )
)
QUESTIONS = st.lists(WORDS, min_size=1, max_size=8).map(lambda words: " ".join(words) + "?")

_numbers = itertools.count()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("citations")


@pytest.fixture(scope="module")
def assistant(root: Path) -> Assistant:
    return Assistant.open(Settings(data=root / "data", knowledge=root / "none"), write=True)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, questions=st.lists(QUESTIONS, min_size=1, max_size=4))
def test_quotes_are_in_their_sources(
    assistant: Assistant, root: Path, text: str, questions: list[str]
) -> None:
    number = next(_numbers)
    (root / f"{number}.jsonl").write_text(
        json.dumps({"id": f"doc-{number}", "title": "On pay", "text": text})
    )
    (root / f"{number}.md").write_text(f"# On pay\n\n{text}", newline="")
    report = assistant.ingest([str(root / f"{number}.jsonl"), str(root / f"{number}.md")])
    assert report.failed == ()
    assert assistant.show(f"doc-{number}").text == text
    for question in questions:
        answer = assistant.answer(question)
        quotes = {}
        for citation in answer.citations:
            stored = assistant.show(citation.document)
            assert stored.text[citation.start : citation.end] == citation.quote
            assert citation.quote.strip()
            assert stored.sha256 == citation.sha256
            quotes[citation.number] = " ".join(citation.quote.split())
        for sentence in answer.sentences:
            if sentence.support == "supported":
                assert any(sentence.text in quotes[number] for number in sentence.citations)
        for hit in assistant.search(question, k=3):
            assert assistant.show(hit.document).text[hit.start : hit.end] == hit.text


@pytest.mark.parametrize(
    ("written", "text", "numbers", "unknown"),
    [
        ("Orchid pays rent [1].", "Orchid pays rent.", (1,), ()),
        ("Orchid [2] pays rent. [1][2]", "Orchid pays rent.", (2, 1), ()),
        ("It pays [1, 3] [1-2; 9].", "It pays.", (1, 3, 2), (9,)),
        ("It pays [^2] and [[3]](source) more 【1†page】.", "It pays and more.", (2, 3, 1), ()),
        ("It pays [passages 1 and 2], [Source 3].", "It pays,.", (1, 2, 3), ()),
        ("In [2024] it paid [0].", "In it paid.", (), (2024, 0)),
        ("See [the guide] and a[i].", "See [the guide] and a[i].", (), ()),
        ("It pays [1-999].", "It pays.", (1,), (999,)),
    ],
)
def test_markers_are_read_and_taken_out(
    written: str, text: str, numbers: tuple[int, ...], unknown: tuple[int, ...]
) -> None:
    assert read_markers(written, 3) == Marked(text, numbers, unknown)
