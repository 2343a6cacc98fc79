"""Questions to go on with: those that a document names itself, else drawn from its headings; each has an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice

_ASKS = re.compile(r"(?:what|how|when|where|who|whom|which|why|can|should|do|does|is|are)\b", re.IGNORECASE)
# Headings that say nothing without their document.
_BARE = re.compile(
    r"(?:introduction|overview|about|summary|conclusion|contents|table of contents|faq|faqs|notes?|references|sources|"
    r"see also|resources|other|more|general|background|appendix|description|responsibilities|qualifications)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[^\s,?][^?]*\?")
_FUNCTION_WORDS = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "at",
        "can",
        "do",
        "does",
        "for",
        "how",
        "i",
        "in",
        "is",
        "of",
        "on",
        "or",
        "should",
    }
    | {"the", "to", "what", "which", "who"}
)
_TRIED = 2
"""Questions of a document that are tried, and documents for each question that is wanted."""
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


def own_questions(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The questions that a document's front matter names under `questions`."""
    return tuple(question.strip() for question in _QUESTION.findall(metadata.get("questions", "")))


def follow_ups(questions: Iterable[str | None], asked: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The first `most` questions that differ from each other and from those asked already.

    Args:
        questions: nearest first; None is passed over.
        asked: questions that were asked already.
    """
    seen = [_plain(question) for question in asked]
    found: list[str] = []
    for question in questions:
        if question is None or any(_alike(_plain(question), other) for other in seen):
            continue
        seen.append(_plain(question))
        found.append(question)
        if len(found) == most:
            break
    return tuple(found)


def spread(documents: Sequence[Sequence[str]], most: int, answered: Callable[[str], bool]) -> tuple[str, ...]:
    """The first question that is answered, of documents that lie far apart.

    Args:
        documents: the questions of each; those without any are passed over.
        most: how many questions.
        answered: whether a question has an answer; asked of few, since it takes as long as an answer.
    """
    asking = [questions for questions in documents if questions]
    step = max(1, len(asking) // most)
    rest = (questions for number, questions in enumerate(asking) if number % step)
    found: list[str] = []
    for questions in islice(chain(asking[::step], rest), _TRIED * most):
        if len(found) < most and (one := next(filter(answered, questions[:_TRIED]), None)):
            found.append(one)
    return tuple(found)


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


def _plain(question: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", question.lower())) - _FUNCTION_WORDS


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= 0.7 * min(len(one), len(other))
