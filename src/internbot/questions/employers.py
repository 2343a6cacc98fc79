"""Who "they" are where nobody was named: employers."""

from __future__ import annotations

import re

from internbot.questions.antecedents import pronoun_of
from internbot.questions.mentions import content_words
from internbot.questions.noun_phrases import phrases_of

_THEY = re.compile(
    r"\b(?:can|could|may|might|will|would|should|must|if|when|that)\s+(?P<they>they)\s+(?:(?!do\b)\w+\s+){1,2}(?:me|my)\b",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"\b(?P<word>they|them|theirs?)\b(?P<verb>['’](?:re|ve|ll|d)\b)?", re.IGNORECASE)
_VERBS = {"re": "are", "ve": "have", "ll": "will", "d": "would"}
_WORDS = {"they": "employers", "them": "employers", "their": "employers'", "theirs": "employers'"}
_ASKER = re.compile(r"\b(?:i|me|my|us|our)\b", re.IGNORECASE)
_ENOUGH = 2
"""Words with content that say what is asked of them."""
_TIED = re.compile(r"\W*(?:and|or|but|also|what about|how about)\b", re.IGNORECASE)


def with_employer(turn: str) -> str:
    """`turn` with the employer in the place of "they", where they do something to the asker and nobody was named."""
    match = _THEY.search(turn)
    # Who is named before is meant.
    if match is None or any(one.plural or one.proper for one in phrases_of(turn[: match.start("they")])):
        return turn
    return f"{turn[: match.start('they')]}an employer{turn[match.end('they') :]}"


def of_employers(turn: str) -> str | None:
    """`turn` asked of employers, where "they" is all that it leaves open and it says what of them; else None."""
    begin = 0
    while (match := pronoun_of(turn, begin)) is not None:
        if match.group().lower() not in _WORDS:
            return None
        begin = match.end()
    tells = _ASKER.search(turn) is not None or len(content_words(turn)) >= _ENOUGH
    return _ANYBODY.sub(_named, turn) if begin and tells and not _TIED.match(turn) else None


def _named(match: re.Match[str]) -> str:
    verb = f" {_VERBS[match['verb'][1:].lower()]}" if match["verb"] else ""
    return f"{_WORDS[match['word'].lower()]}{verb}"
