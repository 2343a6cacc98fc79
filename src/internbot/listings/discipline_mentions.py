"""Fields of work that a question names: "software internships", "marketing or sales roles", "jobs in finance"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from internbot.listings.disciplines import Discipline, discipline_named
from internbot.listings.posting_nouns import Nouns
from internbot.listings.scans import Scan
from internbot.listings.word_shapes import POSTS
from internbot.listings.words import Word

_FEW = 5
_INTERNS = re.compile(r"interns?")
_WITHIN = re.compile(r"in|for|of|about")
_JOINER = re.compile(r"\s*(?:[,/&]|(?:,\s*)?\b(?:or|and)\b)\s*(?:in\s+)?")


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of a field, and the words around it."""

    discipline: Discipline
    start: int
    end: int
    before: Word | None
    after: Word | None


def take_disciplines(
    scan: Scan, nouns: Nouns, is_plain: Callable[[str], bool], is_level: Callable[[str], bool]
) -> None:
    """Note the fields of work of a question as conditions.

    Args:
        scan: the question.
        nouns: its words for postings.
        is_plain: whether a folded word says nothing by itself ("the", "which").
        is_level: whether a folded word is a level, such as "senior".
    """
    named = [one for one in _all(scan) if not _narrower(one, scan, nouns, is_plain, is_level)]
    inside = [(one.start, one.end) for one in named]
    others = [word for word in scan.left() if not any(a <= word.start < b for a, b in inside)]
    alone = not nouns.words and len(scan.words) <= _FEW and all(is_plain(word.folded) for word in others)
    meant = [alone or _describes(one, scan, nouns, is_plain) for one in named]
    # What is joined by "or" to a field that is meant is meant as well, on either side.
    for order in (range(1, len(named)), range(len(named) - 1, 0, -1)):
        for at in order:
            joiner = scan.flat[named[at - 1].end : named[at].start]
            if _JOINER.fullmatch(joiner) and (meant[at - 1] or meant[at]):
                meant[at - 1] = meant[at] = True
    for one, wanted in zip(named, meant, strict=True):
        if wanted:
            scan.add("disciplines", one.discipline, one.start, one.end)


def _all(scan: Scan) -> list[_Named]:
    words = scan.words
    found = []
    at = 0
    while at < len(words):
        for size in (2, 1):
            span = words[at : at + size]
            start, end = span[0].start, span[-1].end
            name = discipline_named(scan.text[start:end]) if len(span) == size else None
            after = words[at + size] if at + size < len(words) else None
            if span[0].folded == "people" and size == 1 and not (after and POSTS.fullmatch(after.folded)):
                continue  # "jobs for people without experience"; "people roles" are of human resources.
            if name and scan.free(start, end):
                before = words[at - 1] if at else None
                found.append(_Named(name, start, end, before, after))
                at += size - 1
                break
        at += 1
    return found


def _narrower(
    one: _Named, scan: Scan, nouns: Nouns, is_plain: Callable[[str], bool], is_level: Callable[[str], bool]
) -> bool:
    """Whether a word before it belongs to it: "environmental science" is narrower than "science"."""
    before = one.before
    return (
        before is not None
        and scan.free(before.start, before.end)
        and not scan.text[before.end : one.start].strip()
        and not (is_plain(before.folded) or is_level(before.folded) or before in nouns.words)
    )


def _describes(one: _Named, scan: Scan, nouns: Nouns, is_plain: Callable[[str], bool]) -> bool:
    """Whether it stands where it describes postings, or where something is denied."""
    before, after = one.before, one.after
    if after is not None and (after in nouns.words or _INTERNS.fullmatch(after.folded)):
        return True
    if scan.negation(one.start) is not None:
        return True
    closed = (
        after is None
        or not scan.free(after.start, after.end)
        or is_plain(after.folded)
        or re.match(r"\s*[,/&]", scan.text[one.end : after.start]) is not None
    )
    if before is not None and _WITHIN.fullmatch(before.folded):
        return closed and any(noun.end <= one.start for noun in nouns.words)
    return (
        after is None
        and before is not None
        and (before in nouns.words or not scan.free(before.start, before.end))
    )
