"""Words of a claim and of its evidence, as they are compared: stems, kinds, sentences, offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tantivy import TextAnalyzer

from internbot import sentences
from internbot.index.keywords import analyzer
from internbot.listings.words import fold
from internbot.questions.mentions import function_words

# Figures with their separators; letters with full stops ("U.S."); "n't" apart from its verb; C++ and C# whole.
_WORD = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?[^\W\d_]*|\d+\.\d+[^\W\d_]*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?=n['’]t\b)|n['’]t\b|(?<=\w)\s?['’]s\b"
    r"|[^\W_]+[+#]*"
)
_CLAUSE = re.compile(r"[;:()]|--")
_STEMMED_APART = {
    "won": "win", "wrote": "write", "written": "write", "began": "begin", "begun": "begin", "became": "become",
    "made": "make", "took": "take", "taken": "take", "gave": "give", "given": "give", "held": "hold", "led": "lead",
    "paid": "pay", "said": "say", "known": "know", "knew": "know", "grew": "grow", "grown": "grow",
    "built": "build",
    "found": "find", "sold": "sell", "bought": "buy", "sent": "send", "spent": "spend", "left": "leave",
    "met": "meet", "sang": "sing", "sung": "sing",
    "ran": "run", "went": "go", "gone": "go", "came": "come", "saw": "see", "seen": "see",
    "drew": "draw", "drawn": "draw", "chose": "choose", "chosen": "choose",
    "fell": "fall", "rose": "rise", "spoke": "speak",
    "taught": "teach", "thought": "think", "told": "tell", "lost": "lose", "kept": "keep", "children": "child",
    "men": "man", "women": "woman", "people": "person", "shot": "shoot", "born": "birth", "died": "die", "death": "die",
}  # fmt: skip
_LIGHT = frozenset(
    {"s", "t", "also", "called", "known", "include", "including", "etc", "eg", "ie", "ll", "re", "ve", "d"}
)
_ENUMERATING = frozenset({"first", "second", "third", "fourth", "fifth", "next", "finally", "lastly"})
"""Words that, before a comma, only say where a sentence stands in an answer."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Attributes:
        text: as written.
        folded: without case and accents.
        stem: of `folded`.
        start, end: offsets in the text.
        sentence: number of its sentence.
        clause: number of its clause, counted through the text.
        content: whether it says something by itself.
        opens: whether it begins its sentence, where a capital says nothing.
    """

    text: str
    folded: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int
    content: bool
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its words.

    Attributes:
        text: as it was given; several texts are joined by blank lines.
        tokens: in order.
        sentences: offsets of each.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """English stem of a folded word; irregular forms of frequent verbs and nouns come to their base first."""
    terms = _analyzer().analyze(_STEMMED_APART.get(folded, folded))
    return terms[0] if terms else folded


@lru_cache(maxsize=1)
def _analyzer() -> TextAnalyzer:
    return analyzer()


def read(text: str | Sequence[str]) -> Reading:
    """The words of a text, or of several texts that belong together."""
    whole = text if isinstance(text, str) else "\n\n".join(text)
    spans = [(span.start, span.end) for span in sentences.split(whole)]
    tokens: list[Token] = []
    clause = 0
    for number, (start, end) in enumerate(spans):
        first = True
        clause += 1
        last = start
        for match in _WORD.finditer(whole, start, end):
            written = match.group()
            if written.strip()[:1] in "'’":
                continue
            folded = fold(written)
            folded = "not" if folded == "n't" else folded
            bare = (
                folded.rstrip(".").replace(".", "") if "." in folded and not folded[0].isdigit() else folded
            )
            counts_on = first and bare in _ENUMERATING and whole.startswith(",", match.end())
            content = bare not in function_words() and bare not in _LIGHT and not counts_on
            clause += _CLAUSE.search(whole, last, match.start()) is not None
            last = match.end()
            tokens.append(
                Token(written, bare, stem(bare), match.start(), last, number, clause, content, first)
            )
            first = False
    return Reading(whole, tuple(tokens), tuple(spans))
