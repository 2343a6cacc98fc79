"""Answers and records in which every text is a payload."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from internbot.answering.answers import Answer, Conflict, ListingChip, ListingResult, Sentence, SourceLink
from web.answers import answer, citation, row

AT_ONCE = 30
SURVIVORS = """(root) => [...root.querySelectorAll('*')].filter((node) =>
    /^(script|iframe|frame|img|image|svg|math|object|embed|style|base|meta|link|form|input|video|audio|source|marquee|template|slot|noscript)$/i
        .test(node.localName) && !node.closest('[data-ours], head')
    || [...node.attributes].some((one) => /^on/i.test(one.name) || one.name === 'style' || one.name === 'srcdoc'
        || /^(href|src|action|formaction|xlink:href|data|poster|background|srcset)$/i.test(one.name)
            && /^[\\s\\x00-\\x1f]*(javascript|data|vbscript):/i.test(one.value.replace(/[\\t\\n\\r]/g, '')))
).map((node) => node.outerHTML.slice(0, 300))"""
"""Script for a browser: what of a part of a page is an element or an attribute that a payload would want."""


def hostile_answers(payloads: Sequence[str]) -> Iterator[Answer]:
    """Each with some of the payloads in all of its fields, as a model writes them or as documents hold them."""
    for at in range(0, len(payloads), AT_ONCE):
        some = tuple(payloads[at : at + AT_ONCE])
        numbers = range(1, len(some) + 1)
        citations = tuple(
            citation(number, text or "x", title=text, url=text, document=text)
            for number, text in zip(numbers, some, strict=True)
        )
        rows = tuple(
            row(
                text,
                title=text,
                company=text,
                locations=(text,),
                term=(text,),
                url=text,
                citation=number,
                facts={"salary": text},
            )
            for number, text in zip(numbers, some, strict=True)
        )
        chips = tuple(
            ListingChip(condition=text, label=text, value=text, without=text, said=text) for text in some[:4]
        )
        common: dict[str, Any] = {
            "question": some[0],
            "standalone_question": some[0],
            "citations": citations,
            "sentences": tuple(
                Sentence(text=text, citations=(number,), support="supported")
                for number, text in zip(numbers, some, strict=True)
            ),
            "suggestions": some[:4],
            "conflicts": tuple(Conflict(about=text, citations=(1, 2)) for text in some[:3]),
            "fallback": some[0],
        }
        raw = "\n\n".join(f"{text} [{number}]" for number, text in zip(numbers, some, strict=True))
        listed = "\n".join(
            f"- {' '.join(text.split())} [{number}]" for number, text in zip(numbers, some, strict=True)
        )
        yield answer(raw, **common)
        yield answer(listed, **common)
        yield answer(
            some[0],
            **common,
            listings=ListingResult(
                filters={"words": some[0]},
                where=some[0],
                chips=chips,
                total=len(rows),
                open=len(rows),
                items=rows,
                uninterpreted=some,
                groups=dict.fromkeys(some, 1),
            ),
        )
        yield answer(
            some[0],
            **common | {"citations": (), "sentences": ()},
            status="declined",
            nearest=tuple(
                SourceLink(
                    document=text, title=text, url=text, quote=text, start=0, end=len(text), sha256="0"
                )
                for text in some[:3]
            ),
        )


def hostile_knowledge(folder: Path, payloads: Sequence[str]) -> None:
    """Postings and articles, each with one payload in its title, its texts and its address."""
    folder.mkdir(parents=True)
    records = [
        {
            "id": f"posting-{number}",
            "title": text,
            "company": text,
            "locations": [{"text": text}],
            "skills": [text],
            "description": text,
            "source_url": f"https://example.org/{text}",
            "apply_url": f"https://example.org/?{text}",
        }
        for number, text in enumerate((" ".join(text.split()) for text in payloads), start=1)
        if text
    ]
    (folder / "postings.yaml").write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
    lines = [
        json.dumps(
            {
                "id": f"article-{number}",
                "title": text,
                "text": f"Note {number} says {text} today.",
                "url": text,
            }
        )
        for number, text in enumerate(payloads, start=1)
    ]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
