"""Greetings, thanks and questions about the assistant itself; alone, or in front of a real question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from internbot.questions.asides import without_asides

_HELLO = (
    r"(?:hi+|hello+|hey+|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|yo|hola"
    r"|bonjour|hallo|namaste)"
    r"(?: (?:there|again|all|everyone|team|bot|internbot|assistant|friend|dear|mate|folks))*"
)
_THANKS = (
    r"(?:(?:ok(?:ay)?|great|perfect|cool|awesome|nice|wow|alright|got it|understood|i see|super"
    r"|excellent)[,.! ]*)*"
    r"(?:many thanks|thanks?(?: you| u)?|thx|ty|cheers|much appreciated|i appreciate (?:it|that"
    r"|your help|this))"
    r"(?: (?:so much|very much|a lot|a bunch|a million|again|for (?:your|the|all(?: the| your)?)? ?"
    r"(?:help|answers?|info|information|quick reply|assistance|explanation|that|this|time)|bot"
    r"|internbot|anyway|then"
    r"|that(?:'s| is) (?:helpful|great|perfect|all(?: i needed)?)|that helps|that was (?:helpful|great)))*"
)
_BYE = (
    r"(?:good ?bye|bye+(?: bye)?|see (?:you|ya)(?: later| soon)?|good ?night|take care"
    r"|have a (?:nice|good|great) "
    r"(?:day|one|evening|weekend)|that(?:'s|s| is) all(?: (?:i (?:needed|wanted)(?: to know)?|for (?:now|today)))?"
    r"|farewell|talk later)"
)
_PRAISE = (
    r"(?:ok(?:ay)?|great|perfect|cool|awesome|nice|wow|alright|got it|understood|i see|super"
    r"|excellent|good(?: job| bot)?"
    r"|well done|that(?:'s| is| was) (?:great|helpful|good|perfect|nice|awesome|useful)|makes sense"
    r"|very helpful|helpful)"
)
_SMALL_TALK = (
    r"(?:how are you(?: doing)?(?: today)?|how(?:'s| is) it going|what(?:'s| is) up"
    r"|nice to meet you|how do you do"
    r"|are you there|anybody (?:there|here)|anyone (?:there|here)|test(?:ing)?)"
)
_TOPICS = (
    r"(?:(?:kind|sort|type|range)s? of )?(?:things?|topics?|subjects?|themes?|stuff|areas?|matters?|questions?"
    r"|information|info|issues?|sources?)"
)
_YOUR_PART = (
    r"(?:know(?: (?:about|of))?|cover|have(?: (?:information|info|something|anything) (?:about|on))?|use|answer|handle"
    r"|help(?: (?:me|us|people|students))?(?: with)?|talk about|tell(?: me| us)?(?: about)?|discuss|explain|offer"
    r"|speak about|deal with|understand|read|do)"
)
_BEING = (
    r"(?:just )?(?:an? |the )?(?:(?:real|actual|live) )?(?:human(?: being)?|person|real|robot|bot|chatbot|ai"
    r"|machine|computer|program|chatgpt)"
)
_WHO = rf"{_BEING}(?:,? or {_BEING})?"
_ABOUT = re.compile(
    r"(?:so |and |but )?(?:what (?:can|could|do|should) (?:you|i|we) (?:do|help(?: me)?(?: with)?"
    r"|ask(?: you)?(?: about)?|know"
    r"|answer)(?: for me| here| about)?|how (?:can|could) you help(?: me)?|what(?:'s| is) (?:this"
    r"|your (?:name|purpose|job))"
    rf"|who (?:made|built|created) you|what are you(?: for)?|who are you(?:[ ,-]+{_WHO})?|(?:so )?are you {_WHO}"
    rf"|am i (?:talking|speaking|chatting|writing) (?:to|with) {_WHO}|(?:is|are) (?:this|you) {_WHO}"
    r"|how do(?:es)? (?:you|this(?: bot| chat| assistant| thing)?) work"
    r"|(?:(?:can|could|would) you )?(?:please )?help(?: me)?(?: out)?(?: please)?"
    r"|(?:please )?introduce yourself|tell me about yourself|what (?:kind"
    r"|sort)s? of questions can (?:i|you) (?:ask|answer)"
    r"(?: you)?|where do(?:es)? your (?:answers?|information|data) come from|what (?:topics"
    r"|sources) do you (?:know|cover|have|use)"
    rf"|(?:about |on )?(?:what|which) {_TOPICS} (?:(?:do|can|could|will) you|are you able to) {_YOUR_PART}"
    rf"|(?:about )?(?:what|which) {_TOPICS} (?:can|could|may|should|do) (?:i|we|one|people) ask(?: you)?"
    r"(?: about)?"
    r"|what (?:all )?(?:are you able to (?:do|answer|help(?: me)? with)"
    r"|can you (?:tell me|talk about|answer|explain)|do you (?:know(?: about| of)?|cover))"
    r"|(?:tell|show) me (?:what you (?:can do|know(?: about)?|can (?:help(?: me)? with|answer))"
    r"|what (?:i|we) can ask(?: you)?)"
    r"|(?:list|name) (?:the |all )?(?:things|topics|subjects) (?:that )?you "
    r"(?:know|cover|can (?:answer|help with))(?: about)?)"
)
_END = r"[\s,.!?:;)(\U0001F300-\U0001FAFF\u2600-\u27bf-]*"
# What may follow a greeting without a comma, so that "thank you letter" and "Hello Kitty" are none.
_BEGINS = (
    r"(?=\s*[,.!?:;)\n-]|\s*$|\s+(?:i|i'm|i'd|my|we|can|could|what|whats|what's|which|how|who|when|where|why|do|does|did|is"
    r"|are|any|show|list|tell|give|find|name|compare|should|would|will|please|and|but|so|now|just|looking|need|want)\b)"
)
_LEADING = re.compile(rf"^\W*(?:(?:{_HELLO}|{_THANKS}|{_SMALL_TALK}){_BEGINS}{_END})+", re.IGNORECASE)
_TRAILING = re.compile(
    rf"[\s,.!?;-]+(?:{_THANKS}|thanks in advance|please|pls|{_BYE}|cheers){_END}$", re.IGNORECASE
)
_ALL = {
    "thanks": re.compile(rf"\W*(?:(?:{_THANKS}|{_PRAISE}|{_HELLO}|{_BYE}){_END})+", re.IGNORECASE),
    "greeting": re.compile(rf"\W*(?:(?:{_HELLO}|{_BYE}|{_SMALL_TALK}|{_PRAISE}){_END})+", re.IGNORECASE),
}
_SAYS_THANKS = re.compile(rf"\b(?:{_THANKS}|{_PRAISE})\b", re.IGNORECASE)


_GRATITUDE = re.compile(rf"\b(?:{_THANKS}|(?:this|that) (?:really )?help(?:s|ed)(?: me)?)\b", re.IGNORECASE)
_OPENS_QUESTION = re.compile(
    r"\W*(?:(?:and|but|so|now|also|then|please)\W+)*"
    r"(?:what|how|which|who|whom|whose|where|when|why|can|could|would"
    r"|should|do|does|did|is|are|was|were|will|tell|show|list|give|find|name|explain|compare|any"
    r"|i (?:need|want|would))\b",
    re.IGNORECASE,
)
_LONGEST_THANKS = 14
"""Words up to which a message that says thanks and asks nothing is just that."""


@dataclass(frozen=True, slots=True)
class Courtesy:
    """What a message says besides its question.

    Attributes:
        kind: what the message is, where it asks nothing else; else None.
        rest: the message without greetings before it and thanks after it.
    """

    kind: Literal["greeting", "thanks", "about"] | None
    rest: str


def courtesy_of(text: str) -> Courtesy:
    """The greeting, thanks or question about the assistant that `text` is, or the question that stands beside it."""
    stripped = text.strip()
    if _ALL["greeting"].fullmatch(stripped):
        thanks = _SAYS_THANKS.search(stripped) and not re.match(rf"\W*{_HELLO}\b", stripped, re.IGNORECASE)
        return Courtesy("thanks" if thanks else "greeting", "")
    if _ALL["thanks"].fullmatch(stripped):
        return Courtesy("thanks", "")
    rest = _bare(stripped)
    if rest is None:
        return Courtesy("greeting", "")
    if _GRATITUDE.search(stripped) and len(stripped.split()) <= _LONGEST_THANKS and not _asks(stripped, rest):
        return Courtesy("thanks", "")
    if _ABOUT.fullmatch(rest.strip(" ?!.,").lower().replace("’", "'")):
        return Courtesy("about", "")
    return Courtesy(None, rest.strip())


def _bare(text: str) -> str | None:
    """A message without greetings, thanks and asides around its question; None where there is nothing else."""
    rest = text
    while True:
        shorter = _LEADING.sub("", rest) or rest
        if not _ABOUT.fullmatch(shorter.strip(" ?!.,").lower().replace("’", "'")):
            shorter = without_asides(shorter)
        shorter = _TRAILING.sub(lambda m: "?" if "?" in m.group() else "", shorter) or shorter
        if not re.search(r"\w", shorter):
            return None if re.search(r"\w", text) else text
        if shorter == rest:
            return rest
        rest = shorter


def _asks(text: str, rest: str) -> bool:
    """Whether a message with thanks in it also asks something."""
    return "?" in text or _OPENS_QUESTION.match(rest) is not None
