"""Splitting text into sentences, with offsets: a sentence is the smallest thing that is quoted."""

from __future__ import annotations

import re

from internbot.sources.documents import Span

# Words that end in a full stop inside a sentence; single capitals ("J. Smith") are handled by the pattern below.
_ABBREVIATIONS = frozenset(
    (  # noqa: SIM905 - a list of strings would be four times as long
        "mr mrs ms mx dr prof st sr jr hon rev gen col lt sgt capt gov sen rep pres vs etc eg ie cf "
        "al approx dept est fig figs inc ltd corp co bros no nos vol pp ed eds univ jan feb mar apr "
        "jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd "
        "ft hr hrs min max e.g i.e u.s u.k u.n e.u a.m p.m ph.d m.sc b.sc m.s b.s b.a m.a m.b.a d.c "
    ).split()
)
_MAY_END_A_SENTENCE = frozenset(
    {"etc", "inc", "ltd", "corp", "co", "jr", "sr", "u.s", "u.k", "u.n", "e.u", "a.m", "p.m", "ph.d"}
)
_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+["'”’»）]*|\n\s*\n""")
_OPENING = re.compile(r"""["'“‘«(\[]*""")


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of `text[start:end]`, in order, without the white space around them.

    Splits after `.`, `!`, `?` and `…` (with closing quotes and brackets) before white space, and at blank lines; not
    after abbreviations, initials, list numbers, or where a lower-case word goes on.
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, stop):
        if match.start() < begin or not _ends_sentence(text, begin, match, stop):
            continue
        _append(spans, text, begin, match.end())
        begin = match.end()
    _append(spans, text, begin, stop)
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        at = start + piece.index(stripped[0])
        spans.append(Span(at, at + len(stripped)))


def _ends_sentence(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    mark = match.group()
    if not mark.strip() or mark[0] in "。！？":
        return True
    rest = match.end()
    while rest < stop and text[rest].isspace():
        rest += 1
    if rest >= stop:
        return True
    opening = _OPENING.match(text, rest, stop)
    following = text[opening.end() : opening.end() + 1] if opening else ""
    if mark[0] in "!?" or len(mark.rstrip("\"'”’»)]")) > 1:
        # A quoted question or an ellipsis may stand in mid-sentence: '"Why?" she asked.'
        return not following.islower()
    word = text[begin : match.start()].rsplit(None, 1)[-1:] or [""]
    last = word[0].lstrip("\"'“‘«([").lower()
    if following.islower():
        return False
    if last in _ABBREVIATIONS:
        return last in _MAY_END_A_SENTENCE and following.isupper() and not mark.endswith(",")
    if len(last) == 1 and last.isalpha() and word[0].lstrip("\"'“‘«([").isupper():
        return last == "i"  # "so do I." ends; "J. Smith" goes on
    # "1. Apply" at the beginning of a line is a list number.
    return not (last.isdigit() and text[begin : match.start()].strip() == word[0] and len(last) <= 2)
