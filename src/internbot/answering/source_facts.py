"""What texts state that can be compared: an amount, of what kind, in which words, and of whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from internbot.index.catalog import DocumentHead, StoredChunk
from internbot.sources.documents import Span
from internbot.verification.facts import Facts
from internbot.verification.polarity import comparisons
from internbot.verification.quantities import Quantity, measures
from internbot.verification.words import Reading, Token, stem

_AMOUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|dozen|once|twice"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_MARKER = re.compile(r"\A\s*(?:[-*•‣·–]|\(?[\da-z]{1,3}[.)])\s+")
# Who tells of themselves, asks, supposes or gives an example states nothing of the subject; neither does a dateline.
_TOLD = re.compile(
    r"\?|[“\"]|\b(?:I|I'm|me|my|mine|for example|for instance|e\.g|such as|imagine|suppose|let's say|example"
    r"|(?:posted|updated|modified|reviewed|published) (?:on|by)|as of)\b"
    r"|\A\W*(?:if|when|unless|in case)\b",
    re.IGNORECASE,
)
# They say that something is so, and not what: "gives interns $200 for books", "interns get $200 for books".
_LIGHT = frozenset(
    stem(word)
    for word in "give get make take receive provide ask need require demand expect allow must may can should".split()  # noqa: SIM905 - shorter
)
_BOUNDS = frozenset({"bound", "amount", "limits"})
_MONTHS = frozenset(
    stem(word)
    for word in "january february march april may june july august september october november december "  # noqa: SIM905 - shorter
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_TIMES = frozenset({"am", "pm", "a.m", "p.m", "ago"})
_MOST = 2
"""Amounts of one kind in a sentence, beyond which it is a schedule or a table."""
_RATES = frozenset({"per", "a", "an", "each", "every"})
_WORD = re.compile(r"(?<![\w'’])[^\W\d_][\w'’-]*")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;]\s|\n)[\s\W]*\Z")
_LONGEST = 400
_NAMED = 0.7
"""Share of its mid-sentence places at which a word is written with a capital, from which it is a name."""
_OFTEN = 3
_WORDS = 2
"""Content words and names without which an amount is a fragment."""


@dataclass(frozen=True)
class Fact:
    """One amount that a sentence states.

    Attributes:
        kind: what makes amounts comparable: money, share, date, or what is counted, with its period and its bound.
        values: all amounts of this kind in the sentence.
        words: stems of the content words of its clause, without the amounts and names.
        names: stems of names in the sentence.
        around: stems of the headings and the title above it.
        subjects: names that its section or document is about, used where the sentence has none.
        years: that the sentence or a heading above it names.
    """

    document: DocumentHead
    span: Span
    text: str
    kind: tuple[str, ...]
    values: frozenset[tuple[float, tuple[int, int, int]]]
    words: frozenset[str]
    names: frozenset[str]
    around: frozenset[str]
    subjects: frozenset[str]
    years: frozenset[str]

    @cached_property
    def about(self) -> frozenset[str]:
        """Names that it is about."""
        return self.names or self.subjects

    @cached_property
    def said(self) -> frozenset[str]:
        """All stems that may say its attribute."""
        return self.words | self.around


class NameLexicon:
    """Which words are names, by how the texts write them in mid-sentence: headings write all words large."""

    def __init__(self) -> None:
        self._large: Counter[str] = Counter()
        self._small: Counter[str] = Counter()

    def read(self, text: str) -> None:
        """Count the words of a sentence."""
        for match in _WORD.finditer(text):
            word = match.group()
            if word[0].isupper():
                if not _SENTENCE_START.search(text, 0, match.start()):
                    self._large[stem(word.casefold())] += 1
            else:
                self._small[stem(word.casefold())] += 1

    def is_name(self, stemmed: str) -> bool:
        """Whether the word is mostly written as a name."""
        large = self._large[stemmed]
        return large > 0 and large >= _NAMED * (large + self._small[stemmed])


def facts_of(chunks: Sequence[StoredChunk], lexicon: NameLexicon) -> Iterator[Fact]:
    """What one document states.

    Args:
        chunks: all of the document, in order.
        lexicon: made of all documents.
    """
    if not chunks:
        return
    head = chunks[0].document
    document = _dominant(chunks, lexicon)
    for chunk in chunks:
        above = [part for part in chunk.path if part]
        titled = [_stems(part) for part in (*reversed(above), head.title)]
        named = [frozenset(word for word in part if lexicon.is_name(word)) for part in titled]
        subjects = next((part for part in named if part), document)
        around = frozenset[str]().union(*titled)
        years = re.findall(r"\b(?:19|20)\d\d\b", " ".join((*above, head.title)))
        for unit in chunk.units:
            text = chunk.unit_text(unit)
            if unit.kind in ("heading", "code", "row") or len(text) > _LONGEST or not _AMOUNT.search(text):
                continue
            if _TOLD.search(text):
                continue
            yield from _facts(head, unit.span, text, around, subjects, years, lexicon)


def _facts(
    head: DocumentHead,
    span: Span,
    text: str,
    around: frozenset[str],
    subjects: frozenset[str],
    years: Iterable[str],
    lexicon: NameLexicon,
) -> Iterator[Fact]:
    marker = _MARKER.match(text)
    read = Facts.of(text[marker.end() :] if marker else text)
    tokens = read.reading.tokens
    in_names = {at for name in read.names for at in range(name.first, name.last + 1)}
    in_amounts = {at for one in read.quantities for at in range(one.first, one.last + 1)}
    bounds: dict[int, dict[str, int]] = defaultdict(dict)
    for compared in comparisons(read.reading):
        if compared.dimension not in _BOUNDS:
            continue
        bounds[compared.at][compared.dimension] = compared.pole
    grouped: dict[tuple[tuple[str, ...], int], list[Quantity]] = defaultdict(list)
    for one in read.quantities:
        kind = _kind(one, read.reading, bounds, negated=bool(read.negations))
        if kind is not None:
            grouped[kind, tokens[one.first].clause].append(one)
    names = frozenset(tokens[at].stem for at in in_names if lexicon.is_name(tokens[at].stem))
    names |= {token.stem for token in tokens if token.capital and lexicon.is_name(token.stem)}
    names -= _MONTHS
    content = {
        token.stem for at, token in enumerate(tokens) if token.content and at not in in_amounts
    } - _LIGHT
    named_years = frozenset((*years, *re.findall(r"\b(?:19|20)\d\d\b", text)))
    for (kind, clause), amounts in grouped.items():
        # A counted noun says what is meant, a unit does not.
        units = {amounts[0].unit, kind[2]}
        words = frozenset(
            token.stem
            for at, token in enumerate(tokens)
            if token.clause == clause
            and token.content
            and at not in in_amounts
            and at not in bounds
            and token.stem not in (names - set(kind)) | _LIGHT | units
        )
        if len(amounts) > _MOST or len(words) + len(names) < _WORDS or 2 * len(words | names) < len(content):
            continue
        values = frozenset((one.value, one.day if one.kind == "date" else (0, 0, 0)) for one in amounts)
        yield Fact(head, span, text, kind, values, words, names - set(kind), around, subjects, named_years)


def _kind(
    one: Quantity, reading: Reading, bounds: dict[int, dict[str, int]], *, negated: bool
) -> tuple[str, ...] | None:
    """What an amount has to share with another one to be compared with it; None where it cannot be."""
    tokens = reading.tokens
    if one.kind == "ordinal" or (one.kind == "date" and one.day[2] <= 0):
        return None
    counted = one.unit
    if one.kind == "number" and not counted:
        following = tokens[one.last + 1] if one.last + 1 < len(tokens) else None
        if (
            following is None
            or not following.content
            or not _apart_by_space(reading, tokens[one.last], following)
        ):
            following = _measured(tokens, one)
        if following is None or not following.folded.isalpha() or following.folded in _TIMES:
            return None
        counted = following.stem
    end = one.last + 1 + (one.kind == "number")
    period = next(
        (
            unit
            for at, unit in measures(reading)
            if end <= at <= end + 2
            and tokens[at].clause == tokens[one.last].clause
            and (tokens[at - 1].folded in _RATES or tokens[at].folded.endswith("ly"))
        ),
        "",
    )
    sign = ""
    for at in (
        *range(max(0, one.first - 3), one.first),
        *range(one.last + 1, min(len(tokens), one.last + 4)),
    ):
        poles = bounds.get(at, {})
        pole = poles.get("bound") or poles.get("amount")
        if pole and tokens[at].clause == tokens[one.first].clause and one.kind != "date":
            sign = "+" if pole > 0 else "-"
    return (one.kind, counted, period, sign, "not" if negated else "")


def _apart_by_space(reading: Reading, one: Token, other: Token) -> bool:
    return reading.text[one.end : other.start].strip(" \n\t\u00a0-+") == ""


def _measured(tokens: Sequence[Token], one: Quantity) -> Token | None:
    """The noun that a bare number measures: "a GPA of 3.5"."""
    at = one.first - 1
    while at >= 0 and at >= one.first - 4 and not tokens[at].content:
        at -= 1
    # "an intern once" measures no intern: a small word has to stand between.
    if at < 0 or not one.first - 4 <= at < one.first - 1 or tokens[at].clause != tokens[one.first].clause:
        return None
    return tokens[at]


def _dominant(chunks: Sequence[StoredChunk], lexicon: NameLexicon) -> frozenset[str]:
    """Names that most of a document speaks of."""
    counted: Counter[str] = Counter()
    for chunk in chunks:
        for unit in chunk.units:
            if unit.kind == "heading":
                continue
            words = {
                stem(match.group().casefold())
                for match in _WORD.finditer(chunk.unit_text(unit))
                if match.group()[0].isupper()
            }
            counted.update(word for word in words if lexicon.is_name(word))
    most = max(counted.values(), default=0)
    return frozenset(word for word, count in counted.items() if count >= max(_OFTEN, most / 2))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(match.group().casefold()) for match in _WORD.finditer(text))
