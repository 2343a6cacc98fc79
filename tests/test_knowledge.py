"""The starter knowledge: every question that an article names is answered, and cites that article or another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

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
