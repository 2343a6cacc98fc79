"""Other ways to understand a follow-up, for where the likeliest one has no answer."""

from __future__ import annotations

from internbot.listings.words import fold
from internbot.questions.antecedents import Context, pronoun_of
from internbot.questions.followups import with_topic
from internbot.questions.noun_phrases import phrases_of, topical
from internbot.questions.term_questions import defined

_MOST = 2
"""Things that are tried: each costs a search."""
_PEOPLE = frozenset({"they", "them", "their"})


def other_readings(turn: str, standalone: str, context: Context) -> tuple[str, ...]:
    """`turn` on each thing of the question before that its standalone form does not name, names and the latest first.

    A turn that names something itself, or asks what a thing is, is about that.

    Args:
        turn: the message.
        standalone: its likeliest reading.
        context: what was spoken of.
    """
    if not context or defined(turn) or any(one.proper for one in phrases_of(turn)):
        return ()
    said = fold(standalone)
    things = [one for one in topical(phrases_of(context.questions[0])) if not one.asked]
    things.sort(key=lambda one: (not one.proper, -one.start))
    other = [one.whole for one in things if fold(one.text) not in said][:_MOST]
    pronoun = pronoun_of(turn)
    if pronoun is None:
        return tuple(with_topic(turn, one) for one in other)
    before, after = turn[: pronoun.start()], turn[pronoun.end() :]
    readings = [f"{before}{one}{after}" for one in other]
    if pronoun.group().lower() in _PEOPLE:
        # "Their time" may be that of people whom nobody named.
        readings += [with_topic(turn, one.whole) for one in things if fold(one.text) in said][:1]
    return tuple(readings)
