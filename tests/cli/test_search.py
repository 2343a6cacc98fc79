from __future__ import annotations

import json

from cli.commands import Command


def test_passages_are_found_with_their_offsets(filled: Command) -> None:
    hits = filled.json("search", "how much are interns paid?")["hits"]
    assert hits[0]["document"] == "northwind.md"
    assert "31 dollars" in hits[0]["text"]
    text = filled.json("show", "northwind.md")["text"]
    assert text[hits[0]["start"] : hits[0]["end"]] == hits[0]["text"]
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert len(filled.json("search", "interns", "-k", "1")["hits"]) == 1


def test_for_people_it_is_plain_text_in_a_pipe(filled: Command) -> None:
    out, err = filled.run("search", "ferns in the morning", "-k", "1")
    assert out.startswith("1. gardens.md [")
    assert "water the ferns" in out
    assert "\x1b" not in out
    assert err == ""


def test_a_batch_answers_every_line_in_its_order(filled: Command) -> None:
    rows = [
        {"id": "pay", "question": "what are interns paid?"},
        {
            "id": 7,
            "question": "and there?",
            "history": [{"role": "user", "content": "Who waters the ferns?"}],
        },
        {"id": "none"},
        {"id": "odd", "question": "x", "history": [{"role": "judge", "content": ""}]},
    ]
    lines = [json.dumps(row) for row in rows]
    (filled.folder / "in.jsonl").write_text("\n".join([*lines[:2], "no json", "", "[1]", *lines[2:]]) + "\n")
    out, err = filled.run("search", "--batch", "in.jsonl", "--out", "out.jsonl", "-k", "1")
    results = [json.loads(line) for line in (filled.folder / "out.jsonl").read_text().splitlines()]
    assert [result["id"] for result in results] == ["pay", 7, "line 3", "line 5", "none", "odd"]
    assert results[0]["hits"][0]["document"] == "northwind.md"
    assert len(results[1]["hits"]) == 1
    assert [result["error"]["code"] for result in results[2:]] == ["invalid_request"] * 4
    assert out == ""
    assert err == "4 of 6 lines failed; out.jsonl says why\n"
    assert not (filled.folder / "out.jsonl.partial").exists()


def test_a_batch_of_which_every_line_fails_is_a_failure(filled: Command) -> None:
    (filled.folder / "bad.jsonl").write_text("{}\n{}\n")
    assert "all 2 lines" in filled.refusal("search", "--batch", "bad.jsonl", "--out", "bad-out.jsonl")


def test_a_batch_that_is_not_there_is_refused(filled: Command) -> None:
    assert "no file" in filled.refusal("search", "--batch", "none.jsonl", "--out", "none-out.jsonl")
    (filled.folder / "one.jsonl").write_text('{"id": 1, "question": "pay"}\n')
    assert "cannot be written" in filled.refusal("search", "--batch", "one.jsonl", "--out", "no/folder.jsonl")


def test_a_question_and_a_batch_are_not_given_together(filled: Command) -> None:
    for words in ((), ("pay", "--batch", "a", "--out", "b"), ("--batch", "a"), ("pay", "--out", "b")):
        _, err = filled.run("search", *words, code=2)
        assert "give either a question, or --batch and --out" in err


def test_before_anything_was_ingested_it_says_what_to_do(command: Command) -> None:
    assert "run `internbot ingest SOURCE`" in command.refusal("search", "pay")
    assert not command.data.exists()
