"""Turns that say themselves that they change the topic: "something else: ...", "different question, ..."."""

from __future__ import annotations

import re

from internbot.questions.noun_phrases import phrases_of, topical

_CHANGE = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|thanks?|thank you|right|now|but|and|so|well|anyway|great|cool|got it|alright)\b\W*)*"
    r"(?:(?:let'?s (?:talk about|switch to) |i have |i've got |just |on )*"
    r"(?:(?:now |about |for )?something (?:completely |totally |entirely |very )?(?:else|different|unrelated)"
    r"|(?:an? |one |another |some )?(?:completely |totally |entirely )?"
    r"(?:different|new|unrelated) (?:question|topic|subject|matter|thing|note|one)"
    r"|another (?:topic|subject|matter))"
    r"|(?:to )?chang(?:e|ing) (?:of )?(?:the |my )?(?:subject|topic)s?"
    r"|(?:completely |totally )?unrelated(?: to (?:this|that))?"
    r"|switching (?:topics?|subjects?|gears)|moving on|forget (?:about )?(?:that|it|this)|never ?mind(?: that| it)?)"
    r"(?: (?:though|now|please|again|here|a (?:little )?bit))*(?:\s*[:,.;!?–—-]+\s*|\s+)(?P<rest>\w.+)$",
    re.IGNORECASE | re.DOTALL,
)


def after_change(turn: str) -> str | None:
    """What `turn` asks about its new topic; None where it does not say that it has one, or names none."""
    match = _CHANGE.match(turn)
    if match is None or not any(topical(phrases_of(match["rest"]))):
        return None
    return match["rest"]
