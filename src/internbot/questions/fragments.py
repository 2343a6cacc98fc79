"""Turns of a word or two: what they ask is the earlier question, asked in another way or of another thing."""

from __future__ import annotations

import re

from internbot.listings.words import fold, singular, words_of
from internbot.questions.antecedents import Context
from internbot.questions.mentions import light_words
from internbot.questions.noun_phrases import Phrase, phrases_of, topical
from internbot.questions.parallels import exchanged
from internbot.questions.relational_nouns import relational_nouns
from internbot.questions.subjects import subject_of

_AUXILIARY = r"(?:do|does|did|is|are|was|were|can|could|will|would|should|must|may|might|has|have|am)"
_BARE_WH = re.compile(
    r"\W*(?P<wh>(?:(?:to|for|from|with|by|until|since|in|at|on)\s+)?(?:why|when|where|who|whom|which ones?"
    r"|how(?: (?:soon|long|much|many|often|fast|early|late|far|old|big|quickly|exactly))?"
    r"|(?:since|until|by) when|what for))\W*",
    re.IGNORECASE,
)
_WHETHER = re.compile(rf"\W*(?P<clause>{_AUXILIARY}\s+\S+.*)", re.IGNORECASE)
_ADVERB = re.compile(rf"\W*(?:why|when|where|how)\s+(?P<clause>{_AUXILIARY}\s+\S+.*)", re.IGNORECASE)
_STATE = re.compile(
    r"(?:un)?paid|remote(?:ly)?|free|online|in[- ]person|on-?site|hybrid|full-?time|part-?time|open|closed"
    r"|mandatory|optional|required|allowed|legal|possible|competitive|taxed|virtual|\w+able",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:any|not|tell|show|list|explain|give|compare|yes|no|ok|okay|thanks|please|the|more|nothing|i|i'm|you|we|let)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?<!\bthe )(?<!\bno )(?<!\bthis )(?<!\bthat )(?<!\bwhich )(?<!\bany )(?<!\beach )(?<!\bevery )"
    r"(?P<kind>\ba(?:n)? (?:(?!the\b)\w+ ))?\bone\b"
    r"(?=\W*$|[,;.?!]|\s+(?:if|in|for|with|when|of mine|by|before|after|during|and|or)\b)",
    re.IGNORECASE,
)
_THAT_ONE = re.compile(r"\b(?:this|that) one\b", re.IGNORECASE)
_WHERE = re.compile(r"\s+(?:in|at|of|for)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*")
_NUMBERED = re.compile(
    r"first|second|third|last|next|other|new|old|big|small|best|main|only|same|good|better"
)
_NAMED_FIRST = re.compile(
    rf"\W*(?:(?:and|but|so|ok|what about)\b\W*)?(?P<thing>(?:(?:the|an?|my)\s+)?[\w-]+(?:\s+[\w-]+){{0,3}}),\s*"
    rf"(?P<verb>(?:(?:what|when|where|how|why)(?:\s+\w+)?\s+)?{_AUXILIARY})\s+(?:it|they|that|he|she)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bhow many(?=\W*$|\s+(?:do|does|did|is|are|can|could|will|would|should|must|may|have|has)\b)",
    re.IGNORECASE,
)
_LONGEST = 3


def asked_again(turn: str, question: str) -> str | None:
    """ "How soon?" as the earlier question put that way; None where the turn is more, or that question another one."""
    match = _BARE_WH.fullmatch(turn)
    if match is None or " (about " in question:
        return None
    asked = question.strip(" ?.!")
    clause = _WHETHER.fullmatch(asked) or _ADVERB.fullmatch(asked)
    if clause is None:
        return None
    said = clause["clause"]
    return f"{match['wh']} {said[:1].lower()}{said[1:]}?"


def fragment(turn: str, context: Context) -> str | None:
    """A turn that is a word or two as a whole question; None where it is more than that."""
    text = turn.strip(" ?.!")
    words = words_of(text)
    if not 0 < len(words) <= _LONGEST or _OPENING.match(text) or _BARE_WH.fullmatch(turn):
        return None
    if text.count("\n") or re.match(
        rf"(?:{_AUXILIARY}|what|who|when|where|why|which|how)\b", text, re.IGNORECASE
    ):
        return None
    subject = subject_of(context.questions)
    if subject is None or fold(subject.text) in fold(text):
        return None
    if _STATE.fullmatch(text):
        return f"{'Are' if subject.plural and not subject.proper else 'Is'} {subject.whole} {text}?"
    phrases = phrases_of("about " + text)
    if not phrases or len(phrases) > 1:
        return None
    if phrases[0].head in relational_nouns():
        return f"What about {text} for {subject.whole}?"
    short = text.isupper() or turn.rstrip().endswith("?")
    return exchanged(text, context.questions[0]) if short else None


def in_order(turn: str) -> str | None:
    """ "And the co-op, is it paid?" as "is the co-op paid?"; None where the turn is not put so."""
    match = _NAMED_FIRST.fullmatch(turn)
    if match is None:
        return None
    return f"{match['verb']} {match['thing']} {match['rest']}"


def counted(turn: str, question: str) -> str | None:
    """ "How many should I bring?" with what is counted, from the earlier question; None where nothing is."""
    match = _COUNT.search(turn)
    if match is None:
        return None
    several = [one for one in topical(phrases_of(question)) if one.plural and not one.proper]
    fitting = [one for one in several if one.head not in relational_nouns()] or several
    return f"{turn[: match.end()]} {fitting[0].text}{turn[match.end() :]}" if fitting else None


def that_one(turn: str, question: str, answer: str) -> str | None:
    """`turn` with "that one" put into words: the last thing that the answer told of the kind that was asked about."""
    match = _THAT_ONE.search(turn)
    if match is None:
        return None
    heads = {one.head for one in phrases_of(question) if one.determiner}
    told = [one for one in phrases_of(answer) if one.head in heads and one.determiner in ("a", "an", "the")]
    if not told:
        return None
    last = told[-1]
    where = _WHERE.match(answer, last.end)
    return f"{turn[: match.start()]}the {last.text}{where.group() if where else ''}{turn[match.end() :]}"


def of_kind(turn: str, subject: Phrase | None) -> str | None:
    """`turn` with "one" put into words: one of the kind that the conversation is about; None where it has none."""
    match = _ONE.search(turn)
    if (
        match is None
        or not (match["kind"] or _led(turn[: match.start()]))
        or subject is None
        or fold(subject.text) in fold(turn)
    ):
        return None
    if not (subject.proper or subject.plural or subject.determiner):
        return None
    words = subject.text.split()
    noun = (
        " ".join([*words[:-1], singular(words[-1])])
        if subject.plural and not subject.proper
        else subject.text
    )
    article = "an" if re.match(r"[aeio]|[AEFHILMNORSX](?=[A-Z])", noun) else "a"
    if subject.determiner in ("a", "an") and not match["kind"]:
        put = subject.whole
    elif match["kind"]:
        put = f"{match['kind']}{noun if not subject.proper else f'{noun} one'}"
    elif re.search(r"\bin\s+$", turn[: match.start()]) or not subject.proper or noun.isupper():
        put = f"{article} {noun}"
    else:
        put = noun
    return turn[: match.start()] + put + turn[match.end() :]


def _led(before: str) -> bool:
    """Whether a verb or a preposition stands before "one", and nothing that describes it."""
    words = words_of(before)
    last = words[-1].folded if words else ""
    return last in light_words() and _NUMBERED.fullmatch(last) is None
