"""Approved answers as tests: asked again after a source changed, with and without a running server."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from cli.commands import GARDENS, GUIDE, Command, eventually
from internbot.answering.answers import Answer
from internbot.clock import system_clock
from internbot.conversations.store import ConversationStore
from internbot.data_folder import DATABASE
from internbot.database.opening import open_database
from internbot.review.approved import AnswerShelf

PAY = "How much does Northwind pay its interns?"
FERNS = "When do interns water the ferns?"
WRITTEN = "Where do interns of the garden live?"
BURNT = GUIDE.replace("31 dollars", "33 dollars")


@pytest.fixture(scope="module")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Three approved answers over two articles; the last one was written by a person."""
    command = Command(tmp_path_factory.mktemp("shelved"))
    (command.folder / "knowledge").mkdir()
    write(command, guide=GUIDE)
    for question, model in ((PAY, None), (FERNS, None), (WRITTEN, "reviewer")):
        answer = Answer.model_validate(command.json("ask", question))
        if model is not None:
            text = "They live behind the house of glass."
            sentence = answer.sentences[0].model_copy(update={"text": text})
            answer = answer.model_copy(update={"model": model, "sentences": (sentence,), "text": text})
        engine = open_database(f"sqlite:///{command.data / DATABASE}")
        AnswerShelf(engine, system_clock).approve(answer, "Ada Bell")
        engine.dispose()
    return command


@pytest.fixture
def reviewed(shelved: Command, tmp_path: Path) -> Command:
    """A copy of it to change."""
    shutil.copytree(shelved.folder, tmp_path / "copy")
    return Command(tmp_path / "copy")


def write(command: Command, guide: str, *, gardens: bool = True, ingest: bool = True) -> None:
    folder = command.folder / "knowledge"
    (folder / "northwind.md").write_text(guide)
    (folder / "gardens.md").write_text(GARDENS)
    if not gardens:
        (folder / "gardens.md").unlink()
    if ingest:
        command.run("ingest", str(folder), "--prune")


def test_what_is_still_said_holds_also_where_it_is_served(reviewed: Command) -> None:
    out, err = reviewed.run("evaluate", "--approved")
    assert out.startswith(
        "# 3 of 3 approved answers would still be given without the approval, answered by quoting"
    )
    assert f"| 1 | {PAY} | holds | 1 kept | unchanged |" in out
    assert f"| 3 | {WRITTEN} | holds (written by a person) |" in out
    assert err == ""


def test_a_changed_and_a_removed_source_break_answers_sentence_by_sentence(
    reviewed: Command, tmp_path: Path
) -> None:
    write(reviewed, BURNT)
    out, _ = reviewed.run("evaluate", "--approved", code=1)
    assert "33 dollars an hour" in out
    changed = [line for line in out.splitlines() if line.startswith("| says something else |")]
    assert len(changed) == 1, out
    assert changed[0].index("31 dollars an hour.") < changed[0].index("33 dollars an hour.")
    write(reviewed, BURNT, gardens=False)
    out, _ = reviewed.run("evaluate", "--approved", "--out", str(tmp_path / "out"), code=1)
    assert out.startswith("# 0 of 3 approved answers")
    assert "3 approved answers are no longer served" in out
    assert "| source [1] has changed: northwind.md | Northwind pays its interns 31 dollars" in out
    assert "source [1] is gone: gardens.md" in out
    kept = json.loads((tmp_path / "out" / "approved.json").read_text())
    assert (kept["approved"], kept["broken"], kept["unserved"]) == (3, 3, 3)
    by_question = {one["question"]: one for one in kept["results"]}
    assert by_question[PAY]["replay"]["citations"][0]["state"] == "changed"
    assert by_question[FERNS]["replay"]["citations"][0]["state"] == "gone"
    assert by_question[WRITTEN]["replay"]["written"]
    assert "33 dollars" in (tmp_path / "out" / "report.html").read_text()
    assert (tmp_path / "out" / "report.md").read_text() == out


def test_a_change_beside_the_quoted_words_is_told_as_such(reviewed: Command) -> None:
    write(reviewed, GUIDE.replace("two rounds", "three rounds"))
    out, _ = reviewed.run("evaluate", "--approved", code=1)
    assert f"| 1 | {PAY} | broke | 1 kept | northwind.md has changed |" in out
    assert "the quoted words still stand there: it can be approved anew as it is" in out
    assert out.startswith("# 2 of 3")


def test_a_folder_is_tried_before_it_is_served(reviewed: Command) -> None:
    write(reviewed, BURNT, ingest=False)
    folder = str(reviewed.folder / "knowledge")
    out, _ = reviewed.run("evaluate", "--approved", "--knowledge", folder, code=1)
    assert out.startswith("# 2 of 3")
    reviewed.run("evaluate", "--approved")


def test_the_share_that_holds_decides_where_a_floor_is_named(reviewed: Command) -> None:
    write(reviewed, BURNT)
    reviewed.run("evaluate", "--approved", "--fail-under", "60")
    _, err = reviewed.run("evaluate", "--approved", "--fail-under", "70", code=1)
    assert err == "internbot: 66.7 percent hold, under 70\n"
    assert "it is a percentage" in reviewed.refusal("evaluate", "--approved", "--fail-under", "right=1")


def test_a_running_server_does_the_work_and_keeps_its_own_model(reviewed: Command) -> None:
    with reviewed.serving():
        assert reviewed.json("ask", PAY)["approved_by"] == "Ada Bell"
        assert reviewed.json("evaluate", "--approved")["broken"] == 0
        line = reviewed.refusal("evaluate", "--approved", "--chat-model", "openai:other")
        assert "answers with its own model and day: stop it" in line
        write(reviewed, BURNT, ingest=False)
        assert eventually(lambda: reviewed.json("ask", PAY)["approved_by"] is None)
        out, _ = reviewed.run("evaluate", "--approved", code=1)
        assert out.startswith("# 2 of 3")


def test_nothing_approved_breaks_nothing_and_says_so(filled: Command) -> None:
    out, err = filled.run("evaluate", "--approved")
    assert out == ""
    assert "no answer is approved yet" in err
    assert json.loads(filled.run("evaluate", "--approved", "--json")[0])["approved"] == 0
    assert not (filled.data / DATABASE).exists()


def test_options_of_cases_are_refused(command: Command) -> None:
    for words in (
        ["cases.jsonl"],
        ["--suggest", "x.jsonl"],
        ["--sealed"],
        ["--explain"],
        ["--compare", "run.json"],
    ):
        command.run("evaluate", "--approved", *words, code=2)


def test_costs_are_named_with_their_currency(reviewed: Command) -> None:
    told = json.loads(reviewed.run("evaluate", "--approved", "--json", "--chat-prices", "1 2 EUR")[0])
    assert told["cost"] == {"amount": 0, "currency": "EUR"}


def test_ask_serves_approved_answers_without_a_server(reviewed: Command) -> None:
    told = reviewed.json("ask", "What do interns earn at Northwind?")
    assert told["approved_by"] == "Ada Bell"
    assert "Checked by Ada Bell on " in told["text"]
    assert reviewed.json("ask", "How much does Northwind pay its mentors?")["approved_by"] is None
    batch, out = reviewed.folder / "in.jsonl", reviewed.folder / "out.jsonl"
    batch.write_text(json.dumps({"id": "a", "question": PAY}) + "\n")
    reviewed.run("ask", "--batch", str(batch), "--out", str(out))
    assert json.loads(out.read_text())["approved_by"] == "Ada Bell"
    write(reviewed, BURNT)
    assert reviewed.json("ask", PAY)["approved_by"] is None


def test_a_turn_is_replayed_by_the_same_notion(reviewed: Command) -> None:
    answer = Answer.model_validate(reviewed.json("ask", "When do applications at Northwind close?"))
    engine = open_database(f"sqlite:///{reviewed.data / DATABASE}")
    ConversationStore(engine, system_clock).append("t1", "c1", answer)
    engine.dispose()
    assert "The same would be said today." in reviewed.run("replay", "t1")[0]
    write(reviewed, GUIDE.replace("February 20", "March 3"))
    out, _ = reviewed.run("replay", "t1")
    assert "Today, something else would be said, or a source is not the same." in out
    assert "- Applications for the summer close on February 20." in out
    assert "+ Applications for the summer close on March 3." in out
    assert "northwind.md has changed since" in out
    assert json.loads(reviewed.run("replay", "t1", "--json")[0])["replay"]["outcome"] == "broke"


def test_a_withdrawn_answer_is_not_asked(reviewed: Command) -> None:
    engine = open_database(f"sqlite:///{reviewed.data / DATABASE}")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE approved SET withdrawn = at WHERE id = 1"))
    engine.dispose()
    assert reviewed.json("evaluate", "--approved")["approved"] == 2
