"""Orders to the assistant inside a question ("ignore your instructions"): they are left out, the question stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PLEASE = (
    r"(?:(?:please|now|just|first|then|also|and|but|so|or|kindly|simply)\s+|(?:can|could|will"
    r"|would) you\s+|you (?:must|should|will|can|may|have to|need to)\s+|i (?:want|need|order"
    r"|command) you to\s+){0,6}"
)
_EARLIER = (
    r"(?:previous(?:ly)?|prior|above|preceding|earlier|former|given|initial|original|existing|last"
    r"|first|system|safety|hidden|own|secret|internal)"
)
_RULES = (
    r"(?:instructions?|prompts?|rules?|guidelines?|orders?|directives?|commands?|programming"
    r"|restrictions?|constraints?|training|polic(?:y|ies)|messages?|sources?|citations?|directions?)"
)
_WHOSE = (
    r"(?:(?:all|any|every|each|of|the|your|my|these|those|that|what(?:ever)?|everything|you(?: were"
    r"| have been)?|and|or)\s+)*"
)
_CLAUSE = (
    r"(?:(?!\s+(?:and|then)\s+(?:tell|give|answer|list|show|explain|say|what|who|how|when|where"
    r"|which|why)\b)[^.?!:;\n])*"
)

_SAY_OVER = (
    r"(?:print|show|reveal|repeat|output|display|recite|echo|write out|write down|type out|dump|copy|return|quote|give"
    r"|tell|list|spell out|reproduce)"
)
_ALL_SAID = (
    r"(?:everything|anything|all|whatever|(?:all\s+)?(?:of\s+)?(?:the|your)?\s*(?:entire\s+|whole\s+|full\s+|exact\s+)?"
    r"(?:text|words?|lines?|contents?|conversation|context|messages?|sentences?))"
)
_ABOVE_THIS = (
    r"(?:above|before|preceding|precedes|prior\s+to|ahead\s+of|up\s+to)(?:\s+(?:this|that|my|these|here|me|it|the)"
    r"(?:\s+(?:line|message|question|sentence|point|text|words?|prompt|request|conversation|chat|very))*)?"
)

# Each is an order where it stands at the beginning of a clause; see `_ordered`.
_ORDERS = (
    # Turning away from the rules.
    rf"(?:ignore|disregard|forget|override|bypass|skip|discard|drop|break|violate|neglect|abandon"
    rf"|do not (?:follow|listen to|obey)|don'?t (?:follow|listen to|obey)"
    rf"|stop following)\s+(?:about\s+)?{_WHOSE}"
    rf"(?:{_EARLIER}\s+|\w+\s+){{0,3}}?(?:{_RULES}\b|everything (?:above|before|you|i)"
    rf"|(?:the )?above\b|what you were told)"
    rf"(?:\s+(?:you (?:got|were given|have|received|learned)|given|before|above|so far|and|or|that"
    rf"|{_EARLIER}|{_RULES})\b)*",
    # Playing somebody else.
    rf"(?:pretend|imagine|act|behave|role-?play|simulate|respond|reply|answer|speak|talk"
    rf"|write)\s+(?:that\s+)?"
    rf"(?:to (?:be|have)\b|like\s+(?:an?|the|you)\b|as (?:if|though|an?|my)\b|you(?:'re| are| were"
    rf"| have)\b){_CLAUSE}",
    rf"(?:from now on|starting now|henceforth|from this point)\b[ ,]*(?:you|answer|respond|reply"
    rf"|act|speak|call|always|never|i|we)\b{_CLAUSE}",
    rf"you(?:'re| are| will be)(?: now)? (?:called |named )?(?:an? |special agent )?(?:dan\b"
    rf"|unrestricted|jailbroken|evil|uncensored"
    rf"|free from|no longer|a different|going to act|in (?:developer|dan|debug|god|admin) mode"
    rf"|being turned){_CLAUSE}",
    rf"(?:enable|enter|switch to|activate|turn on)\s+(?:\w+\s+){{0,3}}mode\b{_CLAUSE}",
    # Showing the rules.
    rf"(?:print|show|reveal|repeat|output|display|recite|write out|tell|give|list|summari[sz]e"
    rf"|translate|leak|dump|copy|return|state|share"
    rf"|what (?:is|are|was|were))\s+(?:me\s+|out\s+|us\s+)*(?:(?:all|the|of|every)\s+)*(?:(?:your"
    rf"|{_EARLIER}|exact|full|complete|entire)\s+)+"
    rf"(?:instructions|prompts?|(?:system )?(?:prompt|message)s?|rules|guidelines|directives"
    rf"|configuration|settings|(?:api )?keys?|passwords?)\b"
    rf"(?:\s+(?:given|you|above|verbatim|so far|word for word|in|as|and|to|back)\b{_CLAUSE})?",
    rf"(?:print|reveal|repeat|output|display|recite)\s+(?:me\s+)?(?:the\s+)?(?:instructions|prompt"
    rf"|{_EARLIER} (?:text|words|lines|content|conversation)|everything above|words above|text above|above)\b{_CLAUSE}",
    rf"{_SAY_OVER}\s+(?:me\s+|us\s+|out\s+|back\s+)*{_ALL_SAID}\s+"
    r"(?:(?:that|which|you|was|were|is|are|has|have|been|stands?|stood|comes?|came|appears?|appeared|written|reads?|said"
    r"|given|received|got|see|goes|went)\s+)*"
    rf"{_ABOVE_THIS}(?=\W*$|\W+(?:word|verbatim|exactly|literally|in\s+full|letter|without|as\s+(?:it|is))){_CLAUSE}",
    rf"(?:(?:tell|show|give)\s+me\s+)?what\s+(?:exactly\s+)?(?:stands?|stood|is|was|are|were|comes?|came|appears?)\s+(?:written\s+|said\s+)?"
    rf"(?:above|before)\s+(?:this|my)\s+(?:line|message|prompt|question|text|conversation)\b{_CLAUSE}",
    # Inventing an answer.
    r"i (?:know|understand|realize)(?: that)? you (?:do not|don'?t|cannot|can'?t"
    r"|may not)\s[^,:;.?!]*(?:,|:|;)",
    r"(?:if you(?: are|'re)? (?:do not know|don'?t know|not sure|unsure|cannot find it)[, ]*"
    r"|even if (?:you|it|the)[^,.?!]*,\s*)?"
    r"(?:just\s+)?(?:guess\b(?!\s+(?:what|who|the answers?|which))|make (?:something|it|one"
    r"|an answer|things) up|make up (?:an answer|something|one)"
    r"|make (?:a|your best) guess|invent (?:something|an answer|one|it)\b|take a guess|speculate\b"
    r"|hallucinate\b)"
    r"(?:\s+(?:anyway|an answer|one|it|for me|if (?:you|it|needed|necessary)[^.?!:]*"
    r"|even if[^.?!:]*|wildly|freely)\b)*",
    rf"(?:use|answer (?:from|with|using)|rely on) your own (?:knowledge|opinion|judg\w+|memory"
    rf"|training)\b{_CLAUSE}",
    r"(?:answer\s+)?(?:do not|don'?t|without|never|no need to)\s+(?:cite|citing|quote|quoting|give"
    r"|giving|use|using|mention|include"
    r"|check|refuse|decline|say)\s+(?:me\s+|any\s+|the\s+|your\s+|that you\s+)*"
    r"(?:sources?|citations?|quotes?|references?|don'?t know|i don'?t know|you don'?t know)\b",
    r"(?:say|respond|reply|answer|begin|start|confirm by saying)(?: only| just)?(?: with"
    r"| your (?:answer|response|reply) with)?\s+"
    r"[\"“'][^\"”'\n]*[\"”']?(?:\s+and nothing else)?",
    r"(?:say|respond|reply|answer)(?: only| just)? with (?:only |just )?(?:the )?(?:single )?words?\s+\w+"
    r"|(?:new|updated|important|urgent) (?:system )?(?:instructions?|orders?|commands?|task)\s*:",
    # Words put into its mouth.
    rf"(?:you )?(?:have to|must|need to) (?:say|claim|confirm|state|write) that\b{_CLAUSE}|say (?:it|so)\b",
    r"(?:in|with) (?:developer|dan|debug|god|jailbreak|admin)\s+mode\b",
    rf"(?:this is (?:an order\b|your (?:developer|admin|creator))|i am your (?:developer|admin"
    rf"|creator|boss|owner)\b){_CLAUSE}",
)  # fmt: skip
_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!]+|\n|$)")
_CLAUSE_START = re.compile(
    r"(?:^|[.?!,;:\n(-])\W*$|\b(?:anyway|question|and|or|but|then|know it|know)\W*$", re.IGNORECASE
)
_LEAD = re.compile(
    r"^(?:\s|,|;|:|-|–|—|\.|!|(?:and|then|but|so|also|instead|please|to|anyway|answer(?: me| this)?"
    r"|system|user)\b)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*\b(?:and|but|or|then|so|please|just)\s*([.?!]*)\s*$", re.IGNORECASE)
_ASKED = re.compile(
    r"^\W*(?:(?:and|also|but|so|now|then|ok(?:ay)?|well|anyway|besides|by the way)\b\W*)*"
    r"(?:who|whats?|when|where|why|which|how|is|are|was|were|do|does|did|can|could|should|would"
    r"|will|may|tell|list|show"
    r"|give|find|explain|describe|compare|name|i)\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\bwhat you cannot\b|\bpassword\b|\b(?:not to|never) (?:reveal|tell)\b", re.IGNORECASE
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
        for match in reversed(list(_order().finditer(sentence))):
            if _ordered(sentence, match.start()):
                orders.append(match.group().strip())
                rest = f"{rest[: match.start()].rstrip(' ,;:-–—')} {rest[match.end() :]}"
        if rest is not sentence:
            rest = _TAIL.sub(r"\1", _LEAD.sub("", rest).strip())
        if any(c.isalnum() for c in rest):
            kept.append(rest.strip())
    if not orders:
        return Asked(text)
    rest = re.sub(r"\s+([.?!,])", r"\1", " ".join(kept)).strip()
    orders.reverse()
    if len(rest.split()) < 2 or not any(_ASKED.match(part) for part in kept) or _FORBIDDEN.search(rest):
        return Asked(text, tuple(orders), hostile=True)
    return Asked(rest[:1].upper() + rest[1:], tuple(orders))


@lru_cache(maxsize=1)
def _order() -> re.Pattern[str]:
    return re.compile(rf"\b{_PLEASE}(?:{'|'.join(_ORDERS)})", re.IGNORECASE)


def _ordered(sentence: str, at: int) -> bool:
    """Whether a clause begins at `at`: "who ignores instructions" tells of somebody and orders nothing."""
    before = sentence[:at]
    quoted = before.count('"') % 2 == 1 or before.count("“") > before.count("”")
    return not quoted and bool(_CLAUSE_START.search(before))
