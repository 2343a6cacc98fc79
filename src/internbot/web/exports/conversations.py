"""A conversation as Markdown: questions, answers, and the quotes that the answers rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from internbot.answering.answers import Citation, SourceLink
from internbot.conversations.store import Turn
from internbot.web.dates import in_words
from internbot.web.links import web_address

_SYNTAX = re.compile(r"([\\`*_{}\[\]<>#+\-!|~&])")


def conversation_markdown(turns: Sequence[Turn]) -> str:
    """The turns in order; foreign texts are escaped, so that none of them becomes markup."""
    parts = [
        f"# Internship questions of {in_words(turns[0].asked.date())}" if turns else "# Internship questions"
    ]
    for turn in turns:
        parts += [f"## {_plain(turn.question)}", turn.answer.text]
        parts += [_source(citation) for citation in turn.answer.citations]
        parts += [_near(link, link.quote) for link in turn.answer.nearest if link.quote]
    return "\n\n".join(parts) + "\n"


def _source(citation: Citation) -> str:
    dated = f"published {in_words(citation.published)}" if citation.published else "undated"
    about = (
        f"\\[{citation.number}\\] {_plain(citation.title)}, {dated}, checked {in_words(citation.retrieved)}"
    )
    return _quoted(about, citation.url, citation.quote)


def _near(link: SourceLink, quote: str) -> str:
    return _quoted(_plain(link.title), link.url, quote)


def _quoted(about: str, url: str | None, quote: str) -> str:
    address = web_address(url)
    lines = "\n".join(f"> {_plain(line)}".rstrip() for line in quote.splitlines())
    return f"{about}{f', <{address}>' if address else ''}:\n\n{lines}"


def _plain(text: str) -> str:
    return _SYNTAX.sub(r"\\\1", " ".join(text.split()))
