"""A list that answers is given whole, below the line that introduces it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from internbot.answering.quoting import wants_list
from internbot.assistant import Assistant
from internbot.settings import Settings

AIMS = (
    "Bring people who have never tasted a spoon into the guild's halls, and give them a first place at its long table.",
    "Help the smaller guilds of the valley to find tasters for their own spoons, wherever they live in the country.",
    "Have more spoons polished, described and handed on to everybody who may need one, for the benefit of the valley.",
    "Show beginners the daily work of a guild: tasting, polishing and keeping the books, and how to talk with a critic,"
    " how to store what was polished, and whom to ask when a spoon was bent and has to be straightened by hand.",
)


@pytest.mark.parametrize(
    "question",
    [
        "What are its aims?",
        "What is it after? give me all the aims",
        "pls list every aim of the guild",
    ],
)
def test_questions_for_several_things(question: str) -> None:
    assert wants_list(question)


@pytest.mark.parametrize(
    "question", ["Who gave it the name?", "Is all of it paid?", "When does every session end?"]
)
def test_questions_for_one_thing(question: str) -> None:
    assert not wants_list(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is the Spoon Guild really trying to achieve? give me all the aims",
        "Does the Spoon Guild help smaller guilds find tasters?",
    ],
)
def test_an_item_is_not_told_as_if_it_were_the_list(tmp_path: Path, question: str) -> None:
    listed = "\n".join(f"- {aim}" for aim in AIMS)
    text = f"# The Spoon Guild\n\n## Aims\n\nThe Spoon Guild tries to achieve several aims:\n\n{listed}\n"
    (tmp_path / "guild.md").write_text(text, encoding="utf-8")
    settings = Settings(data=tmp_path / "data", knowledge=tmp_path / "none", today=date(2026, 11, 22))
    with Assistant.open(settings, write=True) as assistant:
        assistant.ingest([str(tmp_path / "guild.md")])
        answer = assistant.answer(question)
    assert answer.status == "answered"
    assert all(aim in answer.text for aim in AIMS)
