"""A piece that takes the place of its like in an earlier question: "and in 2014?", "what about a cover letter?"."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass

from internbot.listings.words import words_of
from internbot.questions.alternatives import items_of
from internbot.questions.antecedents import DEFINED
from internbot.questions.noun_phrases import Phrase, phrases_of, topical
from internbot.questions.relational_nouns import relational_nouns

_PREPOSITIONS = r"(?:in|at|for|with|from|on|about|to|of|as|by|during|after|before|under)"
_LEAD = re.compile(rf"(?P<word>{_PREPOSITIONS})\s+", re.IGNORECASE)
_ADDED = re.compile(r"in|on|with|from|to|at|as|during|after|before|under", re.IGNORECASE)
"""Prepositions whose phrase a question may get in addition."""
_TAIL = re.compile(r"[\s,]+(?:then|too|instead|though|as well|please|again)$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEASON = re.compile(r"\b(?:winter|spring|summer|fall|autumn)\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{'|'.join(name for name in month_name if name)})\b", re.IGNORECASE)
_STEP = re.compile(
    r"(?:in |for )?the (?:year (?P<before>before)(?: (?:that|then))?|(?P<previous>previous|prior) year"
    r"|(?:next|following) year|year after(?: (?:that|then))?)",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:(?P<determiner>an?|the)\s+)?(?P<kind>.+?)\s+ones?", re.IGNORECASE)
_BEFORE = "about "
_SHORTEST, _LONGEST = 3, 18
"""Words of a question that a piece may be put into."""
_WORDS = 5
"""Words that a piece may have to be one thing."""
_ABOUT = re.compile(r"(?![Ww]hat about\b)(?P<asked>.+) \(about (?P<thing>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    lead: str
    phrase: Phrase | None

    @property
    def bare(self) -> str:
        return self.text[len(self.lead) :].lstrip()


def exchanged(piece: str, question: str) -> str | None:
    """`question` with `piece` in the place of what is like it; None where nothing in it is.

    Args:
        piece: a few words, with the preposition before them where there is one.
        question: an earlier one that stands alone.
    """
    asked = question.rstrip(" ?.!")
    text = _TAIL.sub("", piece.strip(" ?.!,"))
    if about := _ABOUT.fullmatch(asked):
        # "For how long (about CPT)?" and "what about OPT?": the same of another name.
        both = (_phrase_of(about["thing"]), _phrase_of(text))
        named = all(one is not None and one.proper for one in both)
        return f"{about['asked']} (about {text})?" if named else None
    if not _SHORTEST <= len(words_of(asked)) <= _LONGEST or " (about " in asked:
        return None
    if stepped := _STEP.fullmatch(text):
        return _other_year(asked, -1 if stepped["before"] or stepped["previous"] else 1)
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    one = _Piece(text, lead["word"] if lead else "", _phrase_of(rest))
    for exchange in (_kind, _time, _after_preposition, _like):
        if whole := exchange(one, asked):
            return f"{whole}?"
    return None


def _phrase_of(text: str) -> Phrase | None:
    """The phrase that a piece is; of several, such as a name in small letters, all of it."""
    # A word at the beginning of a sentence would be no name for its capital.
    shift = len(_BEFORE)
    phrases = phrases_of(_BEFORE + text)
    if not phrases:
        return None
    first, last = phrases[0], phrases[-1]
    inner = last.end - len(last.text) if len(phrases) == 1 else first.end - len(first.text)
    return Phrase(
        text=(_BEFORE + text)[inner : last.end],
        determiner=first.determiner,
        start=first.start - shift,
        end=last.end - shift,
        proper=any(one.proper for one in phrases),
        plural=last.plural,
    )


def _other_year(asked: str, step: int) -> str | None:
    year = _YEAR.search(asked)
    return f"{asked[: year.start()]}{int(year.group()) + step}{asked[year.end() :]}?" if year else None


def _time(piece: _Piece, asked: str) -> str | None:
    """A year for a year, a season for a season, a month for a month."""
    for pattern in (_YEAR, _SEASON, _MONTH):
        new = pattern.search(piece.bare)
        # "May" and "fall" are verbs too, so that a month or season has to be the piece itself.
        if new is None or len(words_of(piece.bare)) > 3:
            continue
        old = _last(pattern, asked)
        if old is not None:
            return asked[: old.start()] + new.group() + asked[old.end() :]
    return None


def _kind(piece: _Piece, asked: str) -> str | None:
    """ "A medium one" for "a large project", "the CERN one" for the only thing of the kind."""
    one = _ONE.fullmatch(piece.bare)
    if one is None:
        return None
    for phrase in reversed([one for one in phrases_of(asked) if not one.asked]):
        noun = words_of(phrase.text)[-1].text
        if len(words_of(phrase.text)) > 1 and not phrase.proper:
            determiner = one["determiner"] or phrase.determiner
            return _put(asked, phrase, f"{determiner} {one['kind']} {noun}".strip())
    last = next(reversed(_exchangeable(asked)), None)
    return _put(asked, last, one["kind"]) if last is not None and one["determiner"] != "a" else None


def _after_preposition(piece: _Piece, asked: str) -> str | None:
    """What follows the same preposition gives way; after "in", "on" or "with" the piece is added where nothing does."""
    if not piece.lead or piece.phrase is None:
        return None
    for phrase in reversed(phrases_of(asked)):
        before = re.search(rf"\b{piece.lead}\s+(?:the\s+)?$", asked[: phrase.start], re.IGNORECASE)
        # A place that is typed in small letters is no name by its look.
        small = not piece.phrase.determiner and len(words_of(piece.bare)) <= 2
        alike = phrase.proper == piece.phrase.proper or phrase.determiner == piece.phrase.determiner != ""
        alike = alike or (small and phrase.proper)
        if before and alike and phrase.head not in relational_nouns():
            return asked[: before.start()] + piece.text + asked[phrase.end :]
    names = [phrase for phrase in phrases_of(asked) if phrase.proper]
    if piece.lead.lower() in ("for", "at", "of") and piece.phrase.proper and names:
        return _put(asked, names[-1], piece.bare)
    if _ADDED.fullmatch(piece.lead):
        return f"{asked} {piece.text}"
    return None


def _like(piece: _Piece, asked: str) -> str | None:
    """The phrase that is most like the piece: with the same head, a name for a name, an article for an article."""
    new = piece.phrase
    if new is None or new.start > 0 or new.end < len(piece.bare) or len(words_of(piece.bare)) > _WORDS:
        return None
    same = [
        old for old in topical(phrases_of(asked)) if old.head == new.head and not old.proper and not old.asked
    ]
    if same:
        return _put(asked, same[-1], piece.bare)
    if new.head in relational_nouns() and not new.proper:
        return None
    fitting = _alike(new, _exchangeable(asked), asked)
    # Of names, the last is where a question usually says of what it asks; of other things, the first is.
    return _put(asked, fitting[-1 if new.proper else 0], piece.bare) if fitting else None


def _alike(new: Phrase, olds: Sequence[Phrase], asked: str) -> list[Phrase]:
    """Those of the phrases of a question whose place another phrase can take, by its form."""
    only = list(olds) if len(olds) == 1 else []
    if new.proper or _is_acronym(new):
        return [old for old in olds if old.proper or _is_acronym(old)] or only
    things = [old for old in olds if not old.proper and old.plural == new.plural]
    if new.plural:
        return things
    if new.determiner:
        return [old for old in things if _articled(old) == _articled(new)] or only
    # A word in small letters may be a name, and takes the place of one.
    return [old for old in only if old.proper or DEFINED.fullmatch(asked[: old.start])]


def _exchangeable(asked: str) -> Sequence[Phrase]:
    """Things that a question is about, without those that it asks for and properties of others."""
    beside = items_of(asked)
    return [
        one
        for one in topical(phrases_of(asked))
        if not one.asked
        and (one.proper or one.head not in relational_nouns())
        and (one.determiner or not one.text.endswith("ing"))
        and one not in beside
    ]


def _articled(phrase: Phrase) -> str:
    return "a" if phrase.determiner == "an" else phrase.determiner


def _is_acronym(phrase: Phrase) -> bool:
    return len(words_of(phrase.text)) == 1 and phrase.text.isupper()


def _put(asked: str, old: Phrase, new: str) -> str:
    """The question with another phrase in the place of `old`, whose article stays where the new one has none."""
    start = old.start
    own = re.match(r"(?:the|an?|my|your|their)\s", new, re.IGNORECASE)
    if not own and old.determiner and not (new[:1].isupper() and old.determiner in ("a", "an", "the")):
        start = old.end - len(old.text)
    return asked[:start] + new + asked[old.end :]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None
