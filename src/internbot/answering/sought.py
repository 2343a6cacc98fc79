"""What an open question asks for: the words that its answer says.

Found by the form of English questions alone. "Which languages does she speak?" is not answered by a sentence that
speaks of neither languages nor speaking; "How do I ...?", "Why ...?", "Where ...?" and "What is ...?" can be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from internbot.answering.asked import INSTANCED, SHELL_NOUNS, Asked
from internbot.answering.fact_fit import PLACE_NOUNS
from internbot.answering.somebody import ASKS_WHO_MAY
from internbot.listings.words import singular, words_of
from internbot.questions.mentions import light_words

_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|also|then|hi|hello|ok|okay|please|well|exactly|about)\b\W*)*"
    r"(?:(?:(?:do|can|could|would|will) you (?:know|tell me|say)|tell me|i (?:want|would like|need) to know|"
    r"i wonder|i['’]d like to know)\b\W*)?"
    r"(?:(?:in|at|on|to|for|from|by|with|since|until|till|under|of|up|within|during|after|before)\b\s*)*"
    r"(?P<asks>what|which|who|whom|when|how)\b\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_QUANTITY = re.compile(
    r"(?:many|much|long|often|old|soon|high|big|large|tall|heavy|fast|wide|deep|far)\b\s*", re.IGNORECASE
)
_BE = frozenset({"is", "are", "was", "were"})
_AUXILIARIES = "be been do does did can could will would should shall must may might has have had"
_AUXILIARY = _BE.union(_AUXILIARIES.split())
# What lasts, stays; what happens, takes place: verbs that only carry the question for a length or a day.
_CARRYING = re.compile(
    r"\b(?:stays?|stayed|staying|lasts?|lasted|lasting|runs?|ran|running|continues?|happens?|happened|occurs?"
    r"|takes? place|took place)\b",
    re.IGNORECASE,
)
# On what condition something holds is rarely said again with it; nor is what an asker adds.
_CLAUSE = re.compile(
    r"(?<=\w),? (?:while|if|when|because|after|before|once|unless|according to)\b.*"
    r"|,\s+(?:this|that|these|those|i|im|my|we|our|it|its|he|she|they|wondering|asking)\b.*",
    re.IGNORECASE | re.DOTALL,
)


def sought(question: str) -> str | None:
    """The part of an open question whose words an answer says; None where its form demands nothing in particular."""
    match = _ASKS.match(_CLAUSE.sub("", question))
    if match is None:
        return None
    asks, rest = match["asks"].lower(), match["rest"]
    words = [word.folded for word in words_of(rest)]
    if not words:
        return None
    if asks in ("who", "whom"):
        return None if ASKS_WHO_MAY.search(question) else rest
    if asks == "when":
        return _CARRYING.sub("", rest)
    if asks == "how":
        quantity = _QUANTITY.match(rest)
        return _CARRYING.sub("", rest[quantity.end() :]) if quantity else None
    if words[0] in _AUXILIARY:
        focus = Asked.of(question).focus
        return " ".join(focus) if focus and words[0] in _BE else None
    noun = _noun(words)
    if words[0] in light_words() or any(singular(word) in SHELL_NOUNS for word in noun[:3] or words[:1]):
        return None
    # An answer is a city, a day: it does not call itself one.
    kinds = INSTANCED | PLACE_NOUNS
    return " ".join(word for at, word in enumerate(words) if at >= len(noun) or singular(word) not in kinds)


def _noun(words: Sequence[str]) -> Sequence[str]:
    """The words between "which" and the verb."""
    end = next((at for at, word in enumerate(words) if word in _AUXILIARY), 0)
    return words[:end]
