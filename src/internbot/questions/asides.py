"""What people put around a question without asking it: "quick question:", "just wondering", "asap pls"."""

from __future__ import annotations

import re

_SMALL = r"(?:quick|short|small|little|brief|silly|dumb|stupid|simple|basic|random|weird|strange|last|general|newbie)"
_QUESTION = rf"(?:(?:an?|one|another|my|two) )?(?:(?:very |really |super )?{_SMALL} )*(?:questions?|q|one)"
_FOR_YOU = (
    r"(?: for (?:you|u|the bot)| here| today| about (?:this|that|something)"
    r"| from an? (?:[\w-]+ ){1,3}?[\w-]+(?=\s*:))?"
)
_HAVE = r"(?:i(?:'ve| have)?(?: just)?(?: got| had)? |just |got |here(?:'s| is| comes) )"
_MOMENT = r"(?:(?:a|the|some|one) )?(?:sec(?:ond)?|min(?:ute)?|moment|chance|time)"
_KNOW = r"(?:know|ask(?: you)?|find out|understand|check|learn|hear)"
_ASKS = (
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|will|would|should"
    r"|has|have|tell|show|list|i)\b"
)
# "I wonder if it is paid" asks by its "if", which has to stay with its verb.
_BREAK = rf"(?=\s*[:,.!?;()-]|\s+{_ASKS}|\W*$)"
_ASIDES = (
    r"(?:(?:i(?:'m| am| was|'ve been| have been)? )?(?:(?:just|only|really|kind of|kinda|also) )*"
    r"(?:wondering|curious|asking|checking|wondered)(?: about (?:this|that|something))?)" + _BREAK,
    r"(?:just )?out of (?:pure |sheer )?curiosity",
    r"(?:i'?m )?(?:just )?asking for a friend",
    rf"{_HAVE}?{_QUESTION}{_FOR_YOU}{_BREAK}",
    r"(?:i'?m )?(?:so |very |really )?sorry(?: to (?:bother|disturb|trouble|bug|ask)(?: you| u)?"
    r"(?: again| with this)?)?(?: but|(?= *,))",
    r"sorry (?:to (?:bother|disturb|trouble|bug|ask)(?: you| u)?(?: again| with this)?"
    r"|(?:if|for) (?:this|asking|the)[\w' ]{0,40}?)(?=\s*[,.;:!-])",
    r"(?:excuse me|pardon(?: me)?|apologies(?: in advance)?|forgive me)",
    r"if (?:you|u) don'?t mind(?: (?:me|my) asking| telling me)?",
    r"if (?:i may(?: ask)?|(?:it|that)(?:'s| is) (?:ok(?:ay)?|alright|possible)(?: to ask)?|possible"
    r"|you (?:happen to )?know)",
    r"(?:(?:may|can|could) i|mind if i|let me|lemme) ask(?: you)?(?: something| this| a question| quickly)?"
    + _BREAK,
    r"(?:no|not in a|there'?s no) (?:rush|hurry|pressure|stress)",
    rf"when(?:ever)? (?:you|u) (?:get|have|find|got) {_MOMENT}",
    rf"(?:i know )?(?:this|it|that) (?:(?:may|might|could|will|is|probably|sounds?|be|seem|maybe) )+(?:like )?(?:an? )?"
    rf"(?:(?:very|really|bit of a|bit|super) )*{_SMALL}(?: question| one)?,? but",
    r"my (?:friend|mate|roommate|professor|mom|mum|dad|mother|father|brother|sister|teacher|advisor)"
    r" (?:told|asked) me to ask(?: you)?(?: this)?",
    r"(?:(?:pls|plz|please|kindly|urgent(?:ly)?|asap|btw|by the way|honestly|u+m+|u+h+|h+m+|lol|haha+|hehe+"
    r"|ok(?:ay)? so|so yeah|long story short|first of all|tbh|fyi)\b(?!['’]))",
    r"dear (?:sir|madam|sir or madam|team|all|internbot|bot|assistant|recruiters?)",
    rf"(?:{_HAVE}?(?:need|require)|looking for) (?:some |a little |your |a bit of )*help(?: with (?:this|something))?"
    r"(?=\s*[:,.!;-])",
    rf"help(?: me)?(?: out)?(?= i\b|\s*[:,.!;-]+\s*(?:i\b|{_ASKS}))",
    rf"(?:and )?(?:i )?(?:(?:just|really|only|also) )*(?:need|want|wanted|would like|'?d like|'?d love|would love"
    rf"|am trying|'m trying|was hoping|wish|have) to (?:quickly )?{_KNOW}(?=\s*[:,-]?\s+{_ASKS})",
    rf"i(?:'d| would) (?:love|like) to {_KNOW}(?=\s*[:,-]?\s+{_ASKS})",
    rf"(?:i (?:was|am|'m) wondering if |i wonder if )?(?:(?:can|could|would|will) (?:you|u|anyone|someone)"
    rf"|you could|you can) (?:(?:please|pls|possibly|kindly|maybe|quickly|just|perhaps) )*(?:tell me|let me know|say"
    rf"|help me(?: out)?(?: (?:understand|find out|figure out))?|inform me|clarify|answer)(?=\s*[:,.!?-]?\s+{_ASKS})",
    rf"(?:please |pls )?(?:tell me|let me know)(?=\s*[:,-]?\s+(?!if |whether ){_ASKS})",
    rf"(?:do (?:you|u)(?: guys)?|does any(?:one|body)(?: here)?|would you)(?: happen to)? know(?=\s*[:,-]?\s+{_ASKS})",
    r"any (?:idea|clue)(?: on)?(?=\s+(?:what|which|who|when|where|why|how|if|whether)\b)",
)
_TAILS = (
    r"(?:many )?(?:thanks|thank you|thx|ty)(?: so much| very much| a lot| a ton| u)* in advance",
    r"(?:(?:i'?m )?just (?:wondering|curious|asking|checking)(?: though| tbh)?)",
    r"(?:just )?out of (?:pure |sheer )?curiosity",
    r"(?:i'?m )?asking for a friend",
    r"if (?:you|u) don'?t mind(?: (?:me|my) asking| telling me)?",
    r"if (?:i may ask|(?:it|that)(?:'s| is) (?:ok(?:ay)?|alright|possible)(?: to ask)?|you (?:happen to )?know"
    r"|you can help)",
    r"(?:need (?:to know|this|an answer|it) )?(?:asap|urgently|urgent)(?: (?:pls|plz|please))?",
    r"(?:pls|plz|please|lol|haha+|hehe+|btw|tbh|fyi|ty|tysm|tia|kthx)",
    r"(?:please |pls )?help(?: me)?(?: out)?(?: please| pls)?",
    r"(?:any (?:help|advice|info|answer|pointers?)(?: is| would be)? )?(?:(?:much|very|greatly|really) )*appreciated",
    r"(?:please )?let me know",
    r"(?:no|there'?s no) (?:rush|hurry|pressure|stress)",
    r"i'?m (?:so |really |a bit |quite )*(?:lost|confused|stressed|nervous|clueless|new here)",
    r"do (?:you|u) (?:happen to )?know",
    r"any (?:idea|clue)s?",
)
_GAP = r"[\s,.!?:;)(\U0001F300-\U0001FAFF\u2600-\u27bf…–—-]*"
_LEADING = re.compile(
    rf"^\W*(?:{'|'.join(_ASIDES)})(?![\w'’]){_GAP}(?:(?:but|so|and)\b[\s,]+)?", re.IGNORECASE
)
# A word that could end a question itself ("Is that urgent?") is an aside only after a break.
_TRAILING = re.compile(
    rf"(?:[,.!?;:()–—-][\s,.!?;:()–—-]*|\s+(?=(?:thanks|thank you|thx|ty|tysm|tia|asap|pls|plz|please|lol|haha+|btw|tbh"
    rf"|if (?:you|u) don'?t mind|if i may ask)\b))(?:{'|'.join(_TAILS)}){_GAP}$",
    re.IGNORECASE,
)


def without_asides(text: str) -> str:
    """A question without what was put before and after it; empty where nothing else was said.

    Its question mark stays, also where an aside followed it.
    """
    rest = text.strip()
    while True:
        shorter = _LEADING.sub("", rest, count=1)
        shorter = _TRAILING.sub(lambda match: "?" if "?" in match.group() else "", shorter).strip()
        if shorter == rest:
            return rest
        rest = shorter
