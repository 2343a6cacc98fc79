"""Drafts over a real index, and what a chat model on a real socket adds to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from answering.written_answers import DAY, fill, ingest, settings_with
from chat_models.adversary import Adversary, writes
from internbot.answering.answers import Sentence
from internbot.assistant import Assistant
from internbot.errors import InvalidRequest
from internbot.review.gap_drafts import GapDraft, draft, written_text
from internbot.settings import Settings


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("drafts")
    fill(folder / "knowledge")
    with Assistant.open(Settings(data=folder / "data", today=DAY), write=True) as opened:
        opened.ingest([str(folder / "knowledge")])
        yield opened


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    ingest(folder)
    return folder


def drafted(assistant: Assistant, question: str) -> GapDraft:
    _, _, judgement = assistant.evidence(question)
    return draft(question, judgement, assistant.holds)


def test_a_draft_quotes_several_sources_exactly_and_says_what_is_missing(assistant: Assistant) -> None:
    made = drafted(assistant, "What do new interns at Orchid bring a mentor for parking a zeppelin?")
    assert len({one.document for one in made.quotes}) > 1
    for one in made.quotes:
        assert assistant.show(one.document).text[one.start : one.end] == one.quote
    assert set(made.unheld) == {"parking", "zeppelin"}
    assert "no source has the words “parking”, “zeppelin”" in made.missing
    assert "According to Mentors at Orchid, 1 May 2026: “" in made.text


def test_what_kind_of_thing_is_lacking_is_named(assistant: Assistant) -> None:
    made = drafted(assistant, "In which year did the team of Orchid plant the glasshouse?")
    assert made.quotes
    assert made.lacking == "a year"
    assert "none of them gives a year" in made.missing


def test_addresses_are_no_statements_and_items_are_quoted_without_their_marks(tmp_path: Path) -> None:
    (tmp_path / "kites.md").write_text(
        "# Kite interns\n\nKite interns get these things:\n\n- a kite for each of the kite interns to keep\n"
        "- a long reel of string and a repair kit\n\nSource: https://kites.example/kite-interns-of-the-long-summer\n"
    )
    with Assistant.open(Settings(data=tmp_path / "data"), write=True) as opened:
        opened.ingest([str(tmp_path / "kites.md")])
        made = drafted(opened, "Do kite interns get a free lunch?")
    assert "kite for each" in made.text
    assert "“- " not in made.text
    assert not any("https" in one.quote for one in made.quotes)


def test_without_any_source_there_is_nothing_to_quote(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# Ferns\n\nFerns.\n")
    with Assistant.open(Settings(data=tmp_path / "data"), write=True) as empty:
        empty.ingest([str(tmp_path / "one.md")])
        made = drafted(empty, "Who pays for zeppelins?")
    assert (made.quotes, made.text) == ((), "")
    assert "zeppelins" in made.unheld


def test_what_a_model_wrote_names_its_sources_and_carries_no_markup(assistant: Assistant) -> None:
    cited = drafted(assistant, "What do interns at Orchid earn?").quotes[:1]
    text = written_text([Sentence(text="They *earn* money.", citations=(1,), support="supported")], cited)
    assert text.startswith("They \\*earn\\* money. (")
    assert cited[0].title in text


def test_a_chat_model_drafts_through_the_gate(adversary: Adversary, root: Path) -> None:
    lie = "The interns of Orchid earn 90 dollars an hour and have lunch on the moon."
    true = "Every intern at Orchid meets a mentor on Monday morning."
    adversary.play(writes(lambda _: f"{true} [1] {lie} [1]"))
    question = "Do interns at Orchid meet the mentor of their zeppelin?"
    with Assistant.open(settings_with(adversary.url, root)) as assistant:
        assert assistant.writes
        written = assistant.written(question)
        text = written_text(written.telling.sentences, written.telling.citations)
    assert true in text
    assert "Mentors at Orchid, 1 May 2026" in text
    assert "90" not in text
    assert written.dropped


def test_without_a_chat_model_nothing_is_written(assistant: Assistant) -> None:
    assert not assistant.writes
    with pytest.raises(InvalidRequest):
        assistant.written("Who?")
