from __future__ import annotations

import hashlib

from cli.commands import Command


def test_the_stored_text_with_what_is_known_of_it(filled: Command) -> None:
    stored = filled.json("show", "northwind.md")
    assert stored["title"] == "How Northwind hires interns"
    assert stored["published"] == "2025-03-01"
    assert stored["sha256"] == hashlib.sha256(stored["text"].encode()).hexdigest()
    out, _ = filled.run("show", "northwind.md")
    assert out.startswith("How Northwind hires interns\n")
    assert stored["text"].strip() in out
    assert "url: https://example.com/northwind" in out


def test_an_unknown_document_is_refused(filled: Command) -> None:
    assert "nothing.md" in filled.refusal("show", "nothing.md")
