"""Who does what to whom in a question, and which of its words belong together, as far as its words show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from internbot.review import same_words

AUXILIARIES = frozenset({"do", "does", "did", "will", "would", "must", "can", "should"})
BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got"})
PERSONS = frozenset({"i", "we", "you", "one", "me", "us"})
_LINKS = frozenset({"at", "of", "in", "for"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "my", "your", "our", "this"})
_BETWEEN = _LINKS | _DETERMINERS
_EARNING = ("earn", "make")
_HELPERS = AUXILIARIES | {"could", "may", "might", "shall"}
_COPULAS = frozenset({"is", "are", "am", "was", "were", "be", "been", "being"})

ASKED = "?"
"""Who or what is asked for, where that takes part: "who was hired"."""
Person = Literal["i", "you"]
Voice = Literal["finite", "being", "helped"]


@dataclass(frozen=True, slots=True)
class Persons:
    """Who of those that talk to each other does what a question is about.

    "Will I call you?" and "Will you call me?" have no other difference, nor have "What do I expect of my manager?"
    and "What does my manager expect?", apart from the order.

    Attributes:
        doer: who does it; None where it is neither of both.
        others: to whom it is done, or with whom.
        acting: whether somebody else, who is named, does it.
    """

    doer: Person | None
    others: frozenset[Person]
    acting: bool

    def exchanged(self, other: Persons) -> bool:
        """Whether one does here what another does there."""
        if self.doer != other.doer and (self.doer in other.others or other.doer in self.others):
            return True
        return self.doer is not None and other.doer is not None and self.doer != other.doer

    def apart(self, other: Persons) -> bool:
        """Whether one of both talking does it here, and somebody who is named there."""
        return (self.doer is not None and other.acting) or (other.doer is not None and self.acting)


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does what to whom in a question.

    Attributes:
        linked: pairs of words with a preposition such as `at` between them.
        compound: pairs of words with nothing between them.
        agents: (word, predicate) where the word does what the predicate says.
        patients: (word, predicate) where it is done to the word.
        relations: the preposition before a word, by what it says.
        voice: what stands beside the verb: nothing ("who promoted"), a form of "be", or another helper.
        participles: words in the past tense or as a participle whose roles are not known.
    """

    linked: frozenset[tuple[str, str]]
    compound: frozenset[tuple[str, str]]
    agents: frozenset[tuple[str, str]]
    patients: frozenset[tuple[str, str]]
    relations: Mapping[str, str]
    persons: Persons
    voice: Voice
    participles: frozenset[str]

    def contradict(self, other: Roles) -> bool:
        """Whether somebody or something has another part here than in a question of the same words."""
        if self.persons.exchanged(other.persons):
            return True
        if {self.voice, other.voice} == {"finite", "being"} and self.participles & other.participles:
            return True  # "Who promoted her" and "who was promoted".
        if self.agents & other.patients or self.patients & other.agents:
            return True
        for predicate in {one for _, one in self.agents} & {one for _, one in other.agents}:
            if self._agents_of(predicate) != other._agents_of(predicate):
                return True
        for word, relation in self.relations.items():
            if other.relations.get(word, relation) != relation and not self._modifies(other, word):
                return True
        return bool(self._done_by() - other._doing() or other._done_by() - self._doing())

    def turned(self, other: Roles, first: str, second: str) -> bool:
        """Whether grammar explains that `first` stands before `second` here, and after it in the other."""
        return self._turned(other, first, second) or other._turned(self, second, first)

    def happens(self, other: Roles, first: str, second: str) -> bool:
        """Whether it is the same that I do to a thing, and that the thing does: "I start it", "it starts"."""
        return (
            bool(same_words.HAPPENING.intersection((first, second)))
            and not (self.persons.others or other.persons.others)
            and all(self.relations.get(word) == other.relations.get(word) for word in (first, second))
        )

    def _agents_of(self, predicate: str) -> set[str]:
        return {agent for agent, one in self.agents if one == predicate}

    def _done_by(self) -> set[str]:
        return {word for word, relation in self.relations.items() if relation == "by"}

    def _doing(self) -> set[str]:
        return self._done_by() | {word for word, _ in self.agents}

    def _modifies(self, other: Roles, word: str) -> bool:
        """Whether a preposition before the word is another's: "for lab interns", "for interns at the lab"."""
        return any(
            modifier == word and (word, head) in two.compound
            for one, two in ((self, other), (other, self))
            for head, modifier in one.linked
        )

    def _turned(self, other: Roles, first: str, second: str) -> bool:
        # "The lab pays interns", "interns are paid by the lab".
        does, done = self.agents & other.agents, self.patients & other.patients
        if any(word == first and (second, predicate) in done for word, predicate in does):
            return True
        # "Interns at the lab" are "lab interns", and those whom the lab pays.
        if (first, second) in self.linked:
            if (second, first) in other.compound:
                return True
            acts = {predicate for word, predicate in other.agents if word == second}
            return any(word == first and predicate in acts for word, predicate in other.patients)
        # "Who managed her" is "her manager".
        return bool(self.patients & other.patients & {(first, second), (second, first)})


def roles_of(raw: Sequence[str], words: Sequence[str], places: Sequence[int]) -> Roles:
    """The roles in a question.

    Args:
        raw: all its words.
        words: those that matter, each in the form that stands for its group.
        places: where these stand in `raw`.
    """
    agents, patients = _roles(raw, words, places)
    linked, compound = _joined(raw, words, places)
    participles = frozenset(
        word
        for word, place in zip(words, places, strict=True)
        if word not in same_words.TAKING and raw[place].endswith("ed")
    )
    related = dict(_relations(raw, words, places))
    return Roles(linked, compound, agents, patients, related, _persons(raw), _voice(raw), participles)


def _voice(raw: Sequence[str]) -> Voice:
    if _COPULAS.intersection(raw):
        return "being"
    return "helped" if _HELPERS.intersection(raw) else "finite"


def _persons(raw: Sequence[str]) -> Persons:
    doer: Person | None = None
    others: set[Person] = set()
    for at, word in enumerate(raw):
        helped = at == 0 or raw[at - 1] in _HELPERS | _COPULAS | {"not", "have", "had"}
        if doer is None and (word in ("i", "we") or (word in ("you", "one") and helped)):
            doer = "you" if word == "you" else "i"
        elif word in ("me", "us"):
            others.add("i")
        elif word == "you" and not helped:
            others.add("you")
    acting = doer is None and bool(_HELPERS.intersection(raw)) and not _COPULAS.intersection(raw)
    return Persons(doer, frozenset(others), acting)


def _relations(raw: Sequence[str], words: Sequence[str], places: Sequence[int]) -> Iterator[tuple[str, str]]:
    for word, place in zip(words, places, strict=True):
        at = place - 1
        while at > 0 and raw[at] in _DETERMINERS:
            at -= 1
        if at >= 0 and raw[at] in same_words.PREPOSITIONS and at not in places:
            yield word, same_words.PREPOSITIONS[raw[at]]


def _joined(
    raw: Sequence[str], words: Sequence[str], places: Sequence[int]
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Pairs with only prepositions and words of the same name between them, and pairs without prepositions."""
    linked, compound = set(), set()
    held = set(places)
    for left, first in enumerate(places):
        for right in range(left + 1, len(places)):
            between = [raw[at] for at in range(first + 1, places[right]) if at not in held]
            pair = (words[left], words[right])
            if not between:
                compound.add(pair)
            elif _LINKS.intersection(between) and all(word in _BETWEEN for word in between):
                linked.add(pair)
    return frozenset(linked), frozenset(compound)


def _roles(
    raw: Sequence[str], words: Sequence[str], places: Sequence[int]
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Who does, and to whom it is done, for words that are used as verbs of giving and taking."""
    agents: set[tuple[str, str]] = set()
    patients: set[tuple[str, str]] = set()
    participants = dict(zip(places, words, strict=True))
    for at, word in zip(places, words, strict=True):
        form = raw[at]
        if word not in same_words.TAKING:
            continue
        before, after = _run(raw, participants, at, -1), _run(raw, participants, at, 1)
        if form in same_words.TAKING_NOUNS and not _is_verb(raw, at, participants):
            if at and raw[at - 1].endswith("'s"):
                patients |= {(one, word) for one in before}
            continue
        earlier = set(raw[:at])
        helped = bool(earlier & AUXILIARIES)
        passive = form.endswith(("ed", "paid", "found")) and bool(earlier & BEING)
        if passive:
            by = at + 1 < len(raw) and raw[at + 1] == "by"
            patients |= set() if before else {(ASKED, word)}
            (agents if by else patients).update((one, word) for one in after)
        if passive or form.startswith(_EARNING):
            patients |= {(one, word) for one in before}
        elif helped or form.endswith(("s", "ed")) or not earlier & BEING:
            if helped or form.endswith("s") or not earlier & BEING:
                agents |= {(one, word) for one in before or (ASKED,)}
            patients |= {(one, word) for one in after}
    return frozenset(agents), frozenset(patients)


def _is_verb(raw: Sequence[str], at: int, participants: Mapping[int, str]) -> bool:
    """Whether a word that is mostly a noun acts here: "do interns mentor", "who mentors interns"."""
    if at == 0:
        return len(raw) > 1 and raw[1] not in _HELPERS | _COPULAS
    if raw[at].endswith("s") or not (at - 1 in participants or raw[at - 1] in PERSONS):
        return False
    if _HELPERS.intersection(raw[:at]):
        return True
    # "How many interns mentor": there is no other verb.
    return raw[at - 1].endswith("s") and not (_HELPERS | _COPULAS).intersection(raw)


def _run(raw: Sequence[str], participants: Mapping[int, str], at: int, step: int) -> list[str]:
    """The nearest words on one side of a verb that belong together, or the person that stands nearer."""
    found: list[str] = []
    place = at + step
    while 0 <= place < len(raw):
        if raw[place] in PERSONS and not found:
            return ["you" if raw[place] == "you" else "i"]
        if place in participants:
            found.append(participants[place])
        elif found:
            break
        place += step
    return found
