"""Questions to go on with, drawn from the headings of what is stored, so that each has an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ASKS = re.compile(r"(?:what|how|when|where|who|whom|which|why|can|should|do|does|is|are)\b", re.IGNORECASE)
# Headings that say nothing without their document.
_BARE = re.compile(
    r"(?:introduction|overview|about|summary|conclusion|contents|table of contents|faq|faqs|notes?|references|sources|"
    r"see also|resources|other|more|general|background|appendix|description|responsibilities|qualifications)",
    re.IGNORECASE,
)
_SHORT = 3
"""Words of a heading up to which its document is named beside it."""


def as_question(heading: str, title: str) -> str | None:
    """The question that a section answers; None where its heading is too bare to ask about.

    Args:
        heading: of the section.
        title: of its document.
    """
    heading = " ".join(heading.split()).strip(" .:#")
    if not 3 <= len(heading) <= 90 or _BARE.fullmatch(heading):
        return None
    if heading.endswith("?"):
        return heading
    if _ASKS.match(heading):
        # A heading such as "How a recruiter reads" is no question by itself.
        return f"Tell me {heading[0].lower()}{heading[1:]}{_of(heading, title)}."
    return f"What should I know about {_lowered(heading)}{_of(heading, title)}?"


def follow_ups(sections: Iterable[tuple[str, str]], asked: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Up to `most` different questions from sections near to an answer.

    Args:
        sections: (heading, title of its document), nearest first.
        asked: questions that were asked already.
    """
    seen = {_plain(question) for question in asked}
    found: list[str] = []
    for heading, title in sections:
        question = as_question(heading, title)
        if question is not None and _plain(question) not in seen:
            seen.add(_plain(question))
            found.append(question)
        if len(found) == most:
            break
    return tuple(found)


def spread(sections: Sequence[Sequence[tuple[str, str]]], most: int) -> list[str]:
    """Questions from documents that lie far apart, those first whose heading asks something.

    Args:
        sections: for each document its (heading, title) pairs.
        most: how many questions.
    """
    firsts: list[tuple[bool, int, str]] = []
    for number, document in enumerate(sections):
        questions = [
            (not _ASKS.match(heading), number, question)
            for heading, title in document
            if (question := as_question(heading, title)) is not None
        ]
        if questions:
            firsts.append(min(questions, key=lambda row: row[0]))
    firsts.sort(key=lambda row: (row[0], row[1]))
    asking = [row for row in firsts if not row[0]] or firsts
    step = max(1, len(asking) // most)
    chosen = asking[::step][:most]
    chosen += [row for row in firsts if row not in chosen][: most - len(chosen)]
    return [question for _, _, question in chosen]


def _of(heading: str, title: str) -> str:
    """The document's subject in brackets, where the heading is too short to tell it."""
    subject = title.split(":")[0].strip()
    short = len(heading.split()) <= _SHORT and bool(subject) and subject.lower() not in heading.lower()
    return f" ({_lowered(subject)})" if short else ""


def _lowered(text: str) -> str:
    """With a small first letter, unless the first word is a name or an abbreviation."""
    first, _, rest = text.partition(" ")
    if any(letter.isupper() for letter in first[1:]) or (rest[:1].isupper() and first.istitle()):
        return text
    return f"{first[0].lower()}{first[1:]} {rest}".strip()


def _plain(question: str) -> str:
    return re.sub(r"\W+", " ", question).strip().lower()
