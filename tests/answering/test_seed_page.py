"""A saved interview, as its site wrote it: people are named once, and "he" afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from internbot.assistant import Assistant
from internbot.settings import Settings

SEED = Path(__file__).parents[3] / "shared" / "data" / "seed"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    if not SEED.is_dir():
        pytest.skip(f"the real page is not here: {SEED} is absent")
    root = tmp_path_factory.mktemp("seed")
    with Assistant.open(Settings(data=root / "data", knowledge=root / "none"), write=True) as opened:
        opened.ingest([str(SEED)])
        yield opened


@pytest.mark.parametrize(
    "question", ["Who was Donato's manager in Turin?", "who was donato's boss?", "Who managed Donato?"]
)
def test_his_manager_is_found(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question)
    assert answer.status == "answered"
    assert "his manager Davide Bernardi" in answer.text
    assert len(answer.sentences) <= 2


def test_his_manager_elsewhere_is_not_told(assistant: Assistant) -> None:
    answer = assistant.answer("Who was Donato's manager in Luxembourg?")
    assert answer.status == "declined"
    assert "Bernardi" not in answer.text
