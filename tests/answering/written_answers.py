"""A whole assistant over a small folder, whose chat model is a server on a real socket."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from internbot.answering.answers import Answer
from internbot.assistant import Assistant
from internbot.settings import Settings

MENTORS = """---
title: Mentors at Orchid
url: https://orchid.example/mentors
published: 2026-05-01
---

# Mentors at Orchid

Every intern at Orchid meets a mentor on Monday morning. The mentor of an intern never grades the work of that intern.
Interns at Orchid earn 30 dollars an hour.

## Lunch

The team has lunch in the glasshouse at noon, and the interns of Orchid water the ferns after lunch.
"""
BRING = """---
title: The first day at Orchid
published: 2026-05-05
---

# The first day at Orchid

On the first day at Orchid, new interns bring these things:

- a pencil
- the signed form
- a cup for tea

Nobody at Orchid expects new interns to know the names of the ferns on the first day.
"""
POSTINGS = """
- id: maps-oslo
  title: Maps intern
  company: Orchid
  locations: ["Oslo, Norway"]
  employment_type: internship
  expires_at: 2026-12-24
  active: open
- id: tea-oslo
  title: Tea taster
  company: Orchid
  locations: ["Oslo, Norway"]
"""
DAY = date(2026, 6, 1)


def fill(knowledge: Path) -> None:
    """Write the folder."""
    (knowledge / "listings").mkdir(parents=True)
    (knowledge / "mentors.md").write_text(MENTORS)
    (knowledge / "bring.md").write_text(BRING)
    (knowledge / "listings" / "orchid.yaml").write_text(POSTINGS)


def settings_with(url: str, root: Path, **more: object) -> Settings:
    """Settings of an assistant over the folder whose model is at `url`, and whose patience is short."""
    values: dict[str, object] = {
        "data": root / "data",
        "knowledge": root / "knowledge",
        "today": DAY,
        "chat_model": "openai:m",
        "chat_base_url": url,
        "chat_first_token_seconds": 1,
        "chat_pause_seconds": 1,
        "chat_total_seconds": 5,
    }
    return Settings.model_validate(values | more)


def ingest(root: Path) -> None:
    """Bring the folder, which is filled where it is not there, into the index."""
    knowledge = root / "knowledge"
    if not knowledge.exists():
        fill(knowledge)
    settings = Settings(data=root / "data", knowledge=knowledge, today=DAY)
    with Assistant.open(settings, write=True) as assistant:
        assert assistant.ingest([str(knowledge)]).failed == ()


def check(assistant: Assistant, answer: Answer) -> None:
    """What holds of every answer, whoever wrote it."""
    for citation in answer.citations:
        stored = assistant.show(citation.document)
        assert stored.text[citation.start : citation.end] == citation.quote
        assert stored.sha256 == citation.sha256
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for sentence in answer.sentences:
        assert set(sentence.citations) <= set(numbers)
        assert (sentence.support != "supported") or sentence.citations
    if answer.model == "quoting" and answer.listings is None:
        quotes = {citation.number: " ".join(citation.quote.split()) for citation in answer.citations}
        for sentence in answer.sentences:
            if sentence.support == "supported":
                assert any(sentence.text in quotes[number] for number in sentence.citations)
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
