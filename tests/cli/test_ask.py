from __future__ import annotations

import json
import signal

from cli.commands import Command, eventually
from internbot.answering.answers import Answer


def test_an_answer_quotes_what_is_stored(filled: Command) -> None:
    answer = Answer.model_validate(filled.json("ask", "How much does Northwind pay its interns?"))
    assert answer.status == "answered"
    assert "31 dollars" in answer.text
    for citation in answer.citations:
        stored = filled.json("show", citation.document)
        assert stored["text"][citation.start : citation.end] == citation.quote
        assert stored["sha256"] == citation.sha256


def test_for_people_the_quotes_stand_below_the_answer(filled: Command) -> None:
    out, err = filled.run("ask", "How much does Northwind pay its interns?")
    answer, _, sources = out.partition("\n[1] ")
    assert "31 dollars" in answer
    assert sources.startswith("How Northwind hires interns (article, published 2025-03-01, read ")
    assert "“Northwind pays its interns 31 dollars an hour." in sources
    assert "https://example.com/northwind" in sources
    assert "\x1b" not in out
    assert err == ""


def test_what_is_not_known_is_declined(filled: Command) -> None:
    answer = Answer.model_validate(filled.json("ask", "Which volcano erupted in 1883?"))
    assert answer.status == "declined"
    assert answer.citations == ()


def test_a_batch_gives_whole_answers(filled: Command) -> None:
    rows = [{"id": "a", "question": "When do applications at Northwind close?"}, {"id": "b", "question": ""}]
    (filled.folder / "ask.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    _, err = filled.run("ask", "--batch", "ask.jsonl", "--out", "answers.jsonl")
    first, second = [json.loads(line) for line in (filled.folder / "answers.jsonl").read_text().splitlines()]
    assert (first["id"], second["id"]) == ("a", "b")
    alone = Answer.model_validate(filled.json("ask", rows[0]["question"]))
    assert Answer.model_validate(first).text == alone.text
    assert second["error"]["code"] == "invalid_request"
    assert err == "1 of 2 lines failed; answers.jsonl says why\n"


def test_stopped_with_ctrl_c_a_batch_keeps_what_was_written(filled: Command) -> None:
    row = json.dumps({"id": "a", "question": "When do applications at Northwind close?"})
    (filled.folder / "long.jsonl").write_text(f"{row}\n" * 20_000)
    partial = filled.folder / "long-out.jsonl.partial"
    with filled.start("ask", "--batch", "long.jsonl", "--out", "long-out.jsonl") as process:
        eventually(lambda: partial.is_file() and partial.read_text().count("\n") > 3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "long-out.jsonl.partial" in err
    assert "Traceback" not in err
    assert all(json.loads(line)["id"] == "a" for line in partial.read_text().splitlines())
    assert not (filled.folder / "long-out.jsonl").exists()
