"""Questions without a subject of their own ("who can apply?", "is there an age limit?") and where it is put."""

from __future__ import annotations

import re
from collections.abc import Sequence

from internbot.listings.words import fold, singular, words_of
from internbot.questions.mentions import content_words, light_words
from internbot.questions.noun_phrases import Phrase, phrases_of, topical
from internbot.questions.relational_nouns import offerers, participants, relational_nouns

_ASKS = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|then|to|for|from|since|until|by|in|at|on|with|about)\b\W*)*(?:what|when|where|who|whom"
    r"|whose|which|how|why|is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|am|any)\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:(?:is|are|was|were)\s+there|(?:do|does|did|will|would|must|should|can)\s+(?:i|you|we|they|one|it|people)\s+"
    r"(?:\w+ly\s+)?(?:need|have|get|require|receive|want|offer|provide|give|pass|speak|write|take|submit|send|show|be|know)"
    r"|(?:need|have)\s+to\s+\w+)\b",
    re.IGNORECASE,
)
"""Before "a degree", asks for a degree of one thing; elsewhere "a degree" is any."""
_UNFILLED = re.compile(
    r"\b(?:appl(?:y|ies|ied|ying)|join(?:s|ed|ing)?|participat(?:e|es|ed|ing)|(?:take|takes|took|taking) part"
    r"|(?:get|gets|got|getting|be|am|is|are) (?:in|into|accepted|selected|admitted|eligible|chosen|rejected)"
    r"|qualif(?:y|ies)|enroll?(?:s|ed)?|sign(?:ed)? up|regist(?:er|ers|ered))\b"
    r"(?=\W*$|[,;.?!]|\s+(?:if|when|as|with|without|before|after|while|during|again|twice|now|already|too|late|early|online"
    r"|at|directly|yet|next|this|and|or|but|because|even|from|by|on)\b)",
    re.IGNORECASE,
)
"""Verbs with nothing after them to apply to, join or get into."""
_UNIQUE = re.compile(
    r"world|internet|web|government|sun|moon|future|past|law|public|us|usa|uk|eu|rest|weather"
)
_CONTINUED = re.compile(
    r"\s+(?:\w{2,}[^e\W]ed|of|for|from|about|between|that|who|which|to|in|at|on|with|behind)\s+(?!(?:the )?end\b)\w",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:in|from|to|near|outside|within)\s+(?:the\s+)?$", re.IGNORECASE)
_OF_YOU = re.compile(
    r"\byou\s+(?:\w+ly\s+)?(?:know|mean|say|said|tell|think|sure|talk|understand|answer)\b", re.IGNORECASE
)
_TOLD = re.compile(
    r"\W*(?:i|i'm|i’m|im|we|my)\b[^?]*?,\s+(?:and\s+|so\s+|but\s+)?"
    r"(?=(?:can|could|do|does|is|are|will|would|should|may|what|how|when|who|where|which)\b)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"(?:\b(?:would|will|does|do|can|could|should)|^\W*(?:is|are))\s+$", re.IGNORECASE)
_EMPTY = re.compile(r"\b(?:it|they|them)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|him|his|she|her|they|them|their|its?|these|those)\b", re.IGNORECASE)
_COMPARATIVE = re.compile(r"\w{3,}er")
_INITIALS = 3
_LONGEST = 14
"""Words up to which a question may lack its subject; longer ones tell enough."""
_END = re.compile(r"[\s?!.]*$")


def lacks_subject(turn: str) -> bool:
    """Whether `turn` is a question that names nothing that it could be about."""
    question = _question(turn)
    if question is None or len(words_of(question)) > _LONGEST or _OF_YOU.search(question):
        return False
    if _PRONOUN.search(question) and not _EMPTY.search(question):
        return False
    phrases = [one for one in topical(phrases_of(question)) if not _is_place(one, question)]
    if any(one.proper for one in phrases):
        return False
    if _UNFILLED.search(question):
        return all(one.head in relational_nouns() or one.asked for one in phrases)
    return all(_open(one, question) for one in phrases) and not _only_verbs(question, phrases)


def _only_verbs(question: str, phrases: Sequence[Phrase]) -> bool:
    """Whether a rare verb tells by itself what is asked: "how should I dress?"."""
    if phrases:
        return False
    words = [word.folded for word in content_words(question)]
    return any(word not in light_words() and not _COMPARATIVE.fullmatch(word) for word in words)


def _open(phrase: Phrase, question: str) -> bool:
    """Whether a phrase leaves open what it is of."""
    head = phrase.head
    if phrase.determiner in ("my", "your", "our") or head in offerers() or _UNIQUE.fullmatch(head):
        return False
    if _CONTINUED.match(question, phrase.end) and phrase.determiner == "the":
        return False
    if phrase.determiner in ("this", "that", "these", "those"):
        return True
    words = [singular(word.folded) for word in words_of(phrase.text)]
    described = any(word not in relational_nouns() and word not in light_words() for word in words[:-1])
    if phrase.determiner == "the":
        return head in relational_nouns() or not described
    if head not in relational_nouns() or (described and not phrase.asked):
        return False
    if phrase.determiner in ("a", "an") or (phrase.plural and not phrase.asked):
        before = question[: phrase.start]
        acting = phrase.determiner and head not in participants() and _AUXILIARY.search(before)
        asked_of = bool(acting) or _NEEDS.search(before) is not None
        return asked_of and (head not in participants() or not phrase.plural)
    return True


def _is_place(phrase: Phrase, question: str) -> bool:
    """Whether a name says where: a place, unless it is of capitals alone like that of an organization."""
    short = len(phrase.text) < _INITIALS or not phrase.text.isupper()
    return phrase.proper and short and _PLACED.search(question[: phrase.start]) is not None


def _question(turn: str) -> str | None:
    """The sentence of the turn that asks, without what the asker tells of himself before; None where none does."""
    for one in re.split(r"(?<=[.?!])\s+|\n+", turn):
        told = _TOLD.match(one)
        if told is not None:
            return one[told.end() :]
        if _ASKS.match(one):
            return one
    return None


def put(turn: str, subject: Phrase) -> str:
    """`turn` with the subject that it lacks, where a speaker would say it."""
    question = _question(turn) or turn
    at = turn.find(question)
    ended = _END.search(question)
    stop = at + (ended.start() if ended else len(question))
    before, after = turn[:stop], turn[stop:]
    unfilled = _UNFILLED.search(before, at)
    if unfilled is not None:
        before, after = turn[: unfilled.end()], turn[unfilled.end() :]
        return f"{before}{_link(unfilled.group())}{subject.whole}{after}"
    if re.search(r"\b(?:for|about|of|with|in|at|to|from|by|during|join)$", before, re.IGNORECASE):
        return f"{before} {subject.whole}{after}"
    return f"{before} for {subject.whole}{after}"


def _link(verb: str) -> str:
    low = fold(verb)
    if low.startswith("join"):
        return " "
    if low.startswith("appl"):
        return " to "
    if low.endswith((" in", " into")):
        return " " if low.endswith("into") else "to "
    return " for " if re.search(r"eligible|qualif|sign|regist|select|chosen", low) else " in "
