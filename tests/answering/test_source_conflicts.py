"""Real documents in a real index: invented pairs, and the knowledge that ships."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from answering.source_pairs import AGREEING, CONTRADICTING, Side
from internbot.answering.source_conflicts import SourceConflicts
from internbot.assistant import Assistant
from internbot.settings import Settings

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Over all pairs, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("pairs")
    for number, pair in enumerate((*CONTRADICTING, *AGREEING)):
        for side, (title, heading, sentence) in enumerate(pair):
            names = [name for name in ("Northwind", "Contoso") if name in f"{title} {sentence}"]
            rest = " ".join(f"Many students write to {name} each year." for name in names)
            path = folder / "articles" / f"{number:02}" / f"{side}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                f"---\ntitle: {title}\npublished: 2025-0{side + 1}-01\n---\n\n# {title}\n\n{rest}\n\n## {heading}\n\n"
                f"{sentence}\n"
            )
    with Assistant.open(Settings(data=folder / "data"), write=True) as opened:
        assert not opened.ingest([str(folder / "articles")]).failed
        yield opened


def conflicts_of(assistant: Assistant, number: int) -> SourceConflicts:
    """Over the two documents of one pair."""
    catalog = assistant._index.catalog
    heads = [head for head in catalog.heads(kind="article") if head.id.startswith(f"{number:02}/")]
    assert len(heads) == 2
    return SourceConflicts(lambda: heads, lambda head: catalog.chunks_of(head.row))


@pytest.mark.parametrize("number", range(len(CONTRADICTING)))
def test_what_contradicts_is_found_with_both_sentences_and_dates(assistant: Assistant, number: int) -> None:
    (found,) = conflicts_of(assistant, number).find()
    assert [found.first.text, found.second.text] == [side[2] for side in CONTRADICTING[number]]
    assert found.first.document.published != found.second.document.published
    told = found.told()
    for side in told["sides"]:
        text = assistant.show(side["document"]).text
        assert text[side["start"] : side["end"]] == side["quote"]
    assert told["about"]


@pytest.mark.parametrize("pair", AGREEING, ids=lambda pair: str(pair[0][2]))
def test_what_does_not_contradict_is_left_alone(assistant: Assistant, pair: tuple[Side, Side]) -> None:
    assert conflicts_of(assistant, len(CONTRADICTING) + AGREEING.index(pair)).find() == ()


def test_a_changed_text_makes_another_key_and_a_fixed_one_none(tmp_path: Path) -> None:
    one, other = tmp_path / "in" / "one.md", tmp_path / "in" / "other.md"
    one.parent.mkdir()
    one.write_text("# One\n\nMany write to Northwind. Northwind pays its interns 31 dollars an hour.\n")
    other.write_text("# Other\n\nMany write to Northwind. Northwind pays its interns 34 dollars an hour.\n")
    with Assistant.open(Settings(data=tmp_path / "data"), write=True) as assistant:
        assistant.ingest([str(one.parent)])
        (before,) = assistant.source_conflicts()
        other.write_text(
            "# Other\n\nMany write to Northwind. Northwind pays its interns 35 dollars an hour.\n"
        )
        assistant.ingest([str(one.parent)])
        (after,) = assistant.source_conflicts()
        assert before.key != after.key
        other.write_text("# Other\n\nMany write to Northwind. Northwind pays its interns $31 per hour.\n")
        assistant.ingest([str(one.parent)])
        assert assistant.source_conflicts() == ()


def test_listings_differ_without_contradicting(tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text(
        "id,title,company,description\n"
        "1,Data intern,Northwind,Northwind pays its data interns 31 dollars an hour.\n"
        "2,Data intern,Northwind,Northwind pays its data interns 34 dollars an hour.\n"
    )
    with Assistant.open(Settings(data=tmp_path / "data"), write=True) as assistant:
        assistant.ingest([str(tmp_path / "jobs.csv")])
        assert assistant.overview().listings == 2
        assert assistant.source_conflicts() == ()
