"""Answers and runs as tests need them."""

from __future__ import annotations

from typing import Any

from internbot.answering.answers import Answer
from internbot.evaluation.metrics import Share
from internbot.evaluation.runs import Configuration, Result, Run, Told


def answer(text: str = "", status: str = "answered", **more: Any) -> Answer:
    quotes = more.pop("quotes", ())
    return Answer.model_validate(
        {
            "id": "1",
            "question": "How?",
            "standalone_question": "How?",
            "status": status,
            "text": text,
            "citations": [
                {
                    "number": number,
                    "document": document,
                    "title": document,
                    "url": None,
                    "kind": "article",
                    "published": None,
                    "retrieved": "2026-11-22",
                    "quote": quote,
                    "start": 0,
                    "end": len(quote),
                    "sha256": "0",
                }
                for number, (document, quote) in enumerate(quotes, start=1)
            ],
            "answerability": 0.5,
            "checked_on": "2026-11-22",
            "model": "quoting",
            "timings_ms": {"retrieval": 1, "first_sentence": 2, "total": 3},
            **more,
        }
    )


def found(total: int, **filters: Any) -> dict[str, Any]:
    return {"filters": filters, "total": total, "open": 0, "items": []}


def result(
    name: str, *, right: bool, kind: str = "fact", question: str = "How?", sealed: bool = False
) -> Result:
    told = Told(
        question=question,
        standalone=question,
        status="answered",
        text="So.",
        complaints=() if right else ("does not say <b>why</b>",),
        fault=None if right else "sentence choice",
    )
    return Result(
        id=name,
        kind=kind,
        right=right,
        scores={"right": Share(float(right), 1.0)},
        first_ms=10.0,
        total_ms=20.0,
        prompt_tokens=100,
        answer_tokens=10,
        told=None if sealed else told,
    )


def run(*results: Result, sealed: bool = False, **changed: Any) -> Run:
    configuration = Configuration.model_validate(
        {
            "cases": "cases.jsonl",
            "cases_sha256": "1" * 64,
            "sealed": sealed,
            "settings": {"chunk_tokens": 165},
            "prompts": {"answer": "2" * 64},
            "model": "quoting",
            "index": {
                "documents_sha256": "3" * 64,
                "articles": 1,
                "listings": 0,
                "embeddings": {"name": "m"},
            },
            "versions": {"internbot": "0", "python": "3"},
            "machine": {"system": "Linux", "architecture": "x", "cores": 2, "load": 0.1},
            "prices": "1 2 USD",
            "began": "2026-11-22T00:00:00+00:00",
            **changed,
        }
    )
    return Run(configuration=configuration, seconds=1.0, results=results)
