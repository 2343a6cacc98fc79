"""Orders to the assistant inside a question ("ignore your instructions"): they are left out, the question stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

_THEIRS = r"(?:previous|prior|above|preceding|earlier|former|given|initial|original|existing|last|system|safety|hidden|own)"
_RULES = (
    r"(?:instructions?|prompts?|rules?|guidelines?|orders?|directives?|commands?|programming|restrictions?|constraints?"
    r"|training|polic(?:y|ies)|messages?|context|sources?|citations?|information|directions?|everything)"
)
_WHOSE = r"(?:(?:all|any|every|each|of|the|your|my|our|these|those|that|you(?: were| have been)?|and|or|whatever)\s+)*"
_ORDERS = (
    # Turning away from the rules.
    rf"(?:please\s+|now\s+|just\s+|first\s+|you (?:must|should|will|can|may)\s+)*(?:ignore|disregard|forget|override|bypass|skip|discard|drop|break|violate|neglect|abandon"
    rf"|do not (?:follow|listen to|obey)|don'?t (?:follow|listen to|obey)|stop following)\s+(?:about\s+)?{_WHOSE}(?:{_THEIRS}\s+)*(?:\w+\s+)?{_RULES}\b"
    rf"(?:\s+(?:you (?:got|were given|have|received|learned)|given|before|above|so far|about \w+|and|or|that|{_THEIRS}|{_RULES}))*",
    # Playing somebody else.
    r"(?:please\s+|now\s+|and\s+)*(?:pretend|imagine|act|behave|roleplay|role-play|simulate|respond|reply|answer|speak|talk)\s+(?:that\s+)?(?:to (?:be|have)|like|as(?: if| though)?|you(?:'re| are| were| have)?|an?)\b[^.?!:;\n]*",
    r"(?:from now on|starting now|henceforth|from this point)[^.?!\n]*",
    r"you(?:'re| are| will be)(?: now)? (?:called |named )?(?:an? )?(?:dan|unrestricted|jailbroken|evil|uncensored|free from|no longer|a different|going to act|in (?:developer|dan|debug|god) mode)[^.?!\n]*",
    r"(?:enable|enter|switch to|activate|turn on)\s+(?:\w+\s+){0,3}mode\b[^.?!\n]*",
    # Showing the rules.
    rf"(?:please\s+|now\s+)*(?:print|show|reveal|repeat|output|display|recite|write out|tell me|give me|list|summari[sz]e|translate|leak|dump|copy|return|state|share|what (?:is|are|was|were))\s+(?:me\s+|out\s+|us\s+)*(?:{_WHOSE})(?:(?:{_THEIRS}|exact|full|secret|complete|entire|word)\s+)*(?:instructions|prompts?|system (?:prompt|message)s?|rules|guidelines|directives|configuration|(?:api |secret )keys?|passwords?)\b(?:\s+(?:given|you|above|verbatim|so far|word for word|in|as|and|to|back)\b[^.?!\n]*)?",
    # Inventing an answer.
    r"(?:please\s+|just\s+|and\s+|then\s+|but\s+|so\s+|or\s+|if (?:you(?: are|'re)? )?(?:don'?t know|not sure|unsure|cannot find it)[, ]*|even if (?:you|it|the)[^,.?!]*,\s*)*"
    r"(?:guess|make (?:something|it|one|an answer|up an answer|your best guess)(?: up)?|invent (?:something|an answer|one|it)|take a guess|speculate|hallucinate|estimate it yourself)\b(?:\s+(?:anyway|an answer|one|it|for me|if (?:you|it|needed|necessary)[^.?!]*|even if[^.?!]*|wildly|freely))*",
    r"(?:please\s+|just\s+)*(?:use|answer (?:from|with|using)|rely on) your own (?:knowledge|opinion|judg\w+|memory|training)\b[^.?!\n]*",
    r"(?:please\s+|just\s+|do\s+)*(?:do not|don'?t|without|never|no need to)\s+(?:cite|citing|quote|quoting|give|giving|use|using|mention|include|check|refuse|decline|say)\s+(?:me\s+|any\s+|the\s+|your\s+|that you\s+)*(?:sources?|citations?|quotes?|references?|don'?t know|i don'?t know|you don'?t know)\b",
    r"(?:say|respond|reply|answer|begin|start)(?: only| just)?(?: with| your (?:answer|response|reply) with)?\s+[\"“'][^\"”'\n]*[\"”']?(?:\s+and nothing else)?",
    r"(?:in|with) (?:developer|dan|debug|god|jailbreak|admin)\s+mode\b",
    r"(?:this is (?:an order|an emergency|your (?:developer|admin|creator))|i am your (?:developer|admin|creator|boss|owner))[^.?!\n]*",
)
_JOINT = r"(?:\s*(?:,|;|:|-|–|—|and then|and|then|but|so|&)\s*)*"
_ORDER = re.compile(rf"(?:{'|'.join(_ORDERS)})", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!]+|\n|$)")
_LEAD = re.compile(
    r"^(?:\s|,|;|:|-|–|—|and\b|then\b|but\b|so\b|also\b|instead\b|please\b|to\b|anyway\b|[.!])+",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^\W*(?:and |so |then |please |but |also )*(?:who|what|whats|when|where|why|which|how|is|are|was|were|do|does|did|can|could|should|would|will|may"
    r"|tell|list|show|give|find|explain|describe|compare|name|i )\b",
    re.IGNORECASE,
)
# In a question about people who give or ignore instructions, the order has a subject of its own.
_TOLD = re.compile(
    r"(?:\b(?:who|that|which|to|they|he|she|it|we|i|people|manager|mentor|intern|someone|if|when|often|always|not|n't|should i|can i|could i|do i|would i|may i|must i|or)\s+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A message without its orders to the assistant.

    Attributes:
        rest: the question that remains; the whole message where nothing does.
        orders: what was left out.
        hostile: whether the message gives orders and asks nothing else.
    """

    rest: str
    orders: tuple[str, ...] = ()
    hostile: bool = False


def without_orders(text: str) -> Asked:
    """What `text` asks, without the orders to the assistant in it; harmless text comes back as it is."""
    orders: list[str] = []
    kept: list[str] = []
    for sentence in _SENTENCE.findall(text):
        rest = sentence
        for match in list(_ORDER.finditer(sentence))[::-1]:
            if _TOLD.search(sentence[: match.start()]) or _quoted(sentence, match.start()):
                continue
            orders.append(match.group().strip())
            rest = rest[: match.start()].rstrip(" ,;:-–—") + " " + rest[match.end() :]
        if rest is not sentence:
            rest = _LEAD.sub("", rest)
            rest = re.sub(r"\s*\b(?:and|but|or|then|so|please|just)\s*([.?!]*)\s*$", r"\1", rest.strip())
        if any(c.isalnum() for c in rest):
            kept.append(rest.strip())
    if not orders:
        return Asked(text)
    rest = " ".join(kept).strip()
    rest = re.sub(r"\s+([.?!,])", r"\1", rest)
    if not rest or not _ASKED.match(rest) or len(rest.split()) < 2:
        return Asked(text, tuple(reversed(orders)), hostile=True)
    return Asked(rest[:1].upper() + rest[1:], tuple(reversed(orders)))


def _quoted(sentence: str, at: int) -> bool:
    return sentence[:at].count('"') % 2 == 1 or sentence[:at].count("“") > sentence[:at].count("”")
