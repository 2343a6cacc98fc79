"""Facts of a claim against those of the evidence, one by one: which are not said, and which are said elsewhere.

A fact that the evidence does not say at all refuses the claim, whatever else speaks for it. For a fact that it does
say, the place counts: `Check.margin` compares the place where it stands with places where another fact of its kind
stands in the claim's surroundings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from internbot.verification.facts import Facts
from internbot.verification.name_places import is_acronym, leads, name_places, spelt_out, together
from internbot.verification.names import opening_names, place_stem
from internbot.verification.polarity import STRICT, follows
from internbot.verification.quantities import Quantity, measures
from internbot.verification.slots import Floats, Slots
from internbot.verification.words import Token

Kind = Literal["number", "date", "name", "negation", "comparison", "quantifier", "unit"]

_APPOSED = 3
"""Words within which another name may be the same one's second form, as in "Jin, or Forbidden"."""
_TOPIC, _MEANT = 8, 0.85
"""Words at the beginning that tell what a text is about, and the support it has where it is not named."""
_VIRTUAL = 0.95
"""Support that a name keeps where a pronoun stands for it."""
_DENIED_WITHIN = 8
"""Words around a negation of the claim in which it may deny any word."""
_SOME_MEANING = 0.2
"""Match from which the evidence has a word of like meaning."""
_DENIAL_REACH = 8
_SOME_SUPPORT = 0.3
"""Support from which an opposite word of the evidence speaks against the claim's."""


@dataclass(frozen=True, slots=True)
class Check:
    """One fact of the claim, looked for in the evidence.

    Attributes:
        kind: of fact.
        said: as the claim says it.
        held: whether the evidence says it anywhere.
        support: of the best place where it stands, 0 to 1.
        rival: of the best place where another fact of its kind stands, 0 to 1.
        instead: what stands there.
    """

    kind: Kind
    said: str
    held: bool
    support: float = 1.0
    rival: float = 0.0
    instead: str = ""

    @property
    def margin(self) -> float:
        """How much better the evidence supports this fact than another in its place, -1 to 1."""
        return self.support - self.rival


def equivalents(claim: Facts, evidence: Facts) -> tuple[tuple[int, int], ...]:
    """Words of claim and evidence that say one quantity or name in two forms, as numbers of tokens."""
    pairs = [
        (at, other)
        for mine in claim.quantities
        for theirs in evidence.quantities
        if mine.said_by(theirs)
        for at in range(mine.first, mine.last + 1)
        for other in (theirs.first, theirs.last)
    ]
    tokens = claim.reading.tokens
    for name in claim.names:
        for at in range(name.first, name.last + 1):
            pairs += [(at, other) for other in name_places(tokens[at], evidence)]
        if is_acronym(name, evidence):
            pairs += [
                (at, other)
                for at in range(name.first, name.last + 1)
                for first, last in spelt_out(name, evidence)
                for other in (first, last)
            ]
    return tuple(pairs)


def checks(claim: Facts, evidence: Facts, slots: Slots) -> tuple[Check, ...]:
    """Every fact of the claim, checked; also negations that the evidence has and the claim leaves out."""
    return (
        *_quantities(claim, evidence, slots),
        *_units(claim, evidence),
        *_names(claim, evidence, slots),
        *_negations(claim, evidence, slots),
        *_comparisons(claim, evidence, slots),
        *_quantifiers(claim, evidence, slots),
    )


def _text(facts: Facts, first: int, last: int) -> str:
    tokens = facts.reading.tokens
    return facts.reading.text[tokens[first].start : tokens[last].end]


def _best(support: Floats, places: Sequence[int]) -> tuple[float, int]:
    if not places:
        return 0.0, -1
    at = max(places, key=lambda place: float(support[place]))
    return float(support[at]), at


def _quantities(claim: Facts, evidence: Facts, slots: Slots) -> Iterator[Check]:
    for mine in claim.quantities:
        said = _text(claim, mine.first, mine.last)
        kind: Kind = "date" if mine.kind == "date" else "number"
        if mine.value == 1 and kind == "number" and mine.kind != "money":
            held = [q.first for q in evidence.quantities if mine.said_by(q)]
            if not held and claim.reading.tokens[mine.first].folded in ("one", "once", "single"):
                # "one" is also "a"; only another number in its place speaks against it.
                held = [
                    at
                    for word in ("a", "an", "the", "single", "only", "once", "onli", "singl")
                    for at in evidence.stems.get(word, ())
                ]
        else:
            held = [q.first for q in evidence.quantities if mine.said_by(q)] or _composed(mine, evidence)
        if not held:
            yield Check(kind, said, False)
            continue
        support = slots.support(mine.first, mine.last)
        others = [
            q
            for q in evidence.quantities
            if _comparable(mine, q)
            and not mine.said_by(q)
            and not any(own.said_by(q) for own in claim.quantities)
        ]
        score, _ = _best(support, held)
        rival, at = _best(support, [q.first for q in others])
        instead = next((_text(evidence, q.first, q.last) for q in others if q.first == at), "")
        yield Check(kind, said, True, score, rival, instead)


def _units(claim: Facts, evidence: Facts) -> Iterator[Check]:
    """Lengths of time that the claim names: "per week" is not said by "per month"."""
    theirs = {unit for _, unit in measures(evidence.reading)}
    for at, unit in measures(claim.reading):
        if unit not in theirs and theirs:
            yield Check("unit", claim.reading.tokens[at].text, False)


def _composed(mine: Quantity, evidence: Facts) -> list[int]:
    """A date of which the evidence names the year elsewhere, or a year of a decade that it names."""
    year, month, day = mine.day
    if mine.kind != "date":
        return []
    if day == -1:
        return [q.first for q in evidence.quantities if q.kind == "date" and q.day[0] // 10 == year // 10]
    if year and month:
        days = [q for q in evidence.quantities if q.kind == "date" and q.day == (0, month, day)]
        years = [q for q in evidence.quantities if q.kind == "date" and q.day[0] == year]
        return [q.first for q in days] if years else []
    return []


def _comparable(mine: Quantity, other: Quantity) -> bool:
    """Whether another quantity could stand in this one's place: of one kind, and a date that is at least as exact."""
    if mine.kind != other.kind:
        return False
    return mine.kind != "date" or all(
        theirs or not part for part, theirs in zip(mine.day, other.day, strict=True)
    )


def _names(claim: Facts, evidence: Facts, slots: Slots) -> Iterator[Check]:
    theirs = evidence.reading.tokens
    own_stems = {place_stem(token.stem) for token in claim.reading.tokens if token.capital}
    may_mean = leads(evidence)
    topic = frozenset(t.stem for t in theirs[:_TOPIC] if t.sentence == 0 and t.capital and t.content)
    dated = {at for q in claim.quantities for at in range(q.first, q.last + 1)}
    days = {at for q in evidence.quantities if q.kind == "date" for at in range(q.first, q.last + 1)}
    opening = opening_names(claim.reading, evidence.reading)
    for name in (*claim.names, *opening):
        if name.first in dated and name.last in dated:
            continue
        missing = [word.text for word in name.words if not name_places(word, evidence)]
        if missing and name in opening:
            # It may be no name at all: only where nothing of its meaning stands there, it counts as one.
            if slots.matches[name.first].max(initial=0.0) < _SOME_MEANING:
                yield Check("name", name.text, False)
            continue
        if missing and not is_acronym(name, evidence):
            yield Check("name", " ".join(missing), False)
            continue
        parts = [name_places(word, evidence) for word in name.words]
        held = [at for part in parts for at in part]
        if not held:
            yield Check("name", name.text, True)
            continue
        support = slots.support(name.first, name.last)
        whole = [held] if together(parts) else [part for part in parts if part]
        score = min(_support_of_name(support, part, theirs, may_mean, topic) for part in whole)
        others = [
            other
            for other in evidence.names
            if other.first not in days
            and not any(place_stem(word.stem) in own_stems for word in other.words)
            and not any(other.first - _APPOSED <= at <= other.last + _APPOSED for at in held)
        ]
        places = [at for other in others for at in range(other.first, other.last + 1)]
        rival, at = _best(support, places)
        instead = next((other.text for other in others if other.first <= at <= other.last), "")
        yield Check("name", name.text, True, score, rival, instead)


def _support_of_name(
    support: Floats,
    held: Sequence[int],
    theirs: Sequence[Token],
    leads: dict[int, frozenset[str]],
    topic: frozenset[str],
) -> float:
    stems = {theirs[at].stem for at in held}
    virtual = [at for at, lead in leads.items() if lead & stems]
    score = max(_best(support, held)[0], _VIRTUAL * _best(support, virtual)[0])
    # What a text is about is often left out where it is meant.
    return max(score, _MEANT * float(support.max())) if stems & topic else score


def _negations(claim: Facts, evidence: Facts, slots: Slots) -> Iterator[Check]:
    words, theirs = claim.reading.tokens, evidence.reading.tokens
    denied = {negation.head: negation.at for negation in evidence.negations}
    # Two on one word take each other back, so that one of the evidence does not prove both.
    own, held = (Counter(one.head for one in text.negations) for text in (claim, evidence))
    for negation in claim.negations:
        said = _text(claim, negation.at, max(negation.at, negation.head))
        if own[negation.head] > max(held.values(), default=0):
            yield Check("negation", said, False)
            continue
        support = slots.support(negation.at, negation.at)
        heads = _said_at(slots, negation.head)
        same = [denied[at] for at in heads if at in denied]
        # A text that denies something often names it near by; only elsewhere the plain word speaks against "not".
        near_by = [at for at in heads if at in denied]
        plain = [
            at
            for at in heads
            if at not in denied and all(abs(at - other) > _DENIAL_REACH for other in near_by)
        ]
        score, _ = _best(support, same or [n.at for n in evidence.negations])
        if not plain and not same:
            near = [n.at for n in evidence.negations]
            plain = [
                at for at in range(len(theirs)) if all(abs(at - other) > _DENIAL_REACH for other in near)
            ]
        rival, _ = _best(support, plain)
        yield Check("negation", said, True, score, rival, _plain(evidence, plain))
    # A negation of the claim that the evidence has for the same word denies no other one.
    taken = {theirs[head].stem for head in denied}
    free = [negation for negation in claim.negations if words[negation.head].stem not in taken]
    for negation in evidence.negations:
        head = theirs[negation.head]
        if any(words[one.head].stem == head.stem for one in claim.negations):
            continue
        for at in (n for n, word in enumerate(words) if word.stem == head.stem and word.content):
            if any(abs(one.at - at) <= _DENIED_WITHIN for one in free):
                continue
            support = slots.support(at, at)
            score, _ = _best(support, [n for n in _said_at(slots, at) if n not in denied])
            denying = _text(evidence, min(negation.at, negation.head), max(negation.at, negation.head))
            yield Check("negation", words[at].text, True, score, float(support[negation.head]), denying)


def _said_at(slots: Slots, at: int) -> list[int]:
    row = slots.matches[at]
    return [int(place) for place in (row >= 0.99).nonzero()[0]]


def _plain(evidence: Facts, places: Sequence[int]) -> str:
    return evidence.reading.tokens[places[0]].text if places else ""


def _comparisons(claim: Facts, evidence: Facts, slots: Slots) -> Iterator[Check]:
    words = claim.reading.tokens
    seen: dict[int, list[Check]] = {}
    for mine in claim.comparisons:
        support = slots.support(mine.at, mine.at)
        same = [c.at for c in evidence.comparisons if c.dimension == mine.dimension and c.pole == mine.pole]
        same += evidence.stems.get(words[mine.at].stem, [])
        against = [
            c.at for c in evidence.comparisons if c.dimension == mine.dimension and c.pole != mine.pole
        ]
        score, _ = _best(support, same)
        rival, at = _best(support, against)
        instead = evidence.reading.tokens[at].text if at >= 0 else ""
        if not same and mine.dimension not in STRICT and rival < _SOME_SUPPORT:
            continue
        seen.setdefault(mine.at, []).append(
            Check("comparison", words[mine.at].text, bool(same), score, rival, instead)
        )
    for options in seen.values():
        held = [check for check in options if check.held]
        yield min(held or options, key=lambda check: check.margin)


def _quantifiers(claim: Facts, evidence: Facts, slots: Slots) -> Iterator[Check]:
    own = {quantifier.extent for quantifier in claim.quantifiers}
    for mine in claim.quantifiers:
        if mine.extent == "none":
            continue  # a negation, which is looked for as such
        word = claim.reading.tokens[mine.at].text
        support = slots.support(mine.at, mine.at)
        same = [q.at for q in evidence.quantifiers if follows(q.extent, mine.extent)]
        against = [
            q.at for q in evidence.quantifiers if not follows(q.extent, mine.extent) and q.extent not in own
        ]
        score, _ = _best(support, same)
        rival, at = _best(support, against)
        instead = evidence.reading.tokens[at].text if at >= 0 else ""
        yield Check("quantifier", word, bool(same), score, rival, instead)
