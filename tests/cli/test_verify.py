from __future__ import annotations

import json

from cli.commands import Command

PAY = "Northwind pays its interns 31 dollars an hour."


def test_a_sentence_and_its_quote_without_any_data_folder(command: Command) -> None:
    out, _ = command.run("verify", "Northwind pays its interns 31 dollars an hour.", "--evidence", PAY)
    assert out.startswith("supported, score ")
    verdict = command.json("verify", "Northwind pays its interns 13 dollars an hour.", "--evidence", PAY)
    assert verdict["supported"] is False
    assert verdict["reason"] == "the number “13 dollars” is not in the evidence"
    assert not command.data.exists()


def test_a_batch_gives_a_verdict_a_line(command: Command) -> None:
    rows = [
        {"id": "a", "claim": PAY, "evidence": PAY},
        {"id": 2, "claim": "Northwind does not pay its interns.", "evidence": [PAY, "It is in Oslo."]},
        {"id": "bad", "claim": PAY},
        {"id": "odd", "claim": PAY, "evidence": [1]},
    ]
    (command.folder / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    out, err = command.run("verify", "--batch", "in.jsonl", "--out", "out.jsonl")
    results = [json.loads(line) for line in (command.folder / "out.jsonl").read_text().splitlines()]
    assert [result["id"] for result in results] == ["a", 2, "bad", "odd"]
    assert results[0].keys() == {"id", "supported", "score", "reason"}
    assert [result["supported"] for result in results[:2]] == [True, False]
    assert [result["error"]["code"] for result in results[2:]] == ["invalid_request"] * 2
    assert out == ""
    assert err == "2 of 4 lines failed; out.jsonl says why\n"


def test_a_sentence_needs_evidence_and_a_batch_needs_a_target(command: Command) -> None:
    for words in ((), ("pay",), ("--batch", "a"), ("pay", "--evidence", "x", "--batch", "a", "--out", "b")):
        _, err = command.run("verify", *words, code=2)
        assert "give either a sentence with --evidence, or --batch and --out" in err
