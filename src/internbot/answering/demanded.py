"""What somebody must read to be able to answer: the words, or others for the same, that a question demands.

"Does it offer health insurance?" is not answered by a sentence on what it offers besides: the thing asked about has to
be said, in its own word, in one for the same thing, or in one near to it. So it is with what an open question seeks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from internbot.answering.counts import counts
from internbot.answering.sought import Kind, Sought, held
from internbot.answering.whether import asks_whether
from internbot.listings.words import words_of
from internbot.questions.mentions import function_words
from internbot.questions.thesaurus import Thesaurus

# What a yes-or-no question is put with, and what nearly every text of the field is about.
_FRAME = (
    "give gives giving given get gets getting got make makes made take takes taking taken use uses using "
    "used put keep let go goes going come comes offer offers offered provide provides provided include "
    "includes included need needs needed want wants require requires required requirement allow allows "
    "allowed permitted ask asks asked asking say says tell know find think look help try start do doing "
    "done be have having receive receives see bring know like possible necessary mandatory obligatory "
    "compulsory supposed expected okay ok fine able normal usual common typical good bad better best "
    "worth true right correct important sure ready intern interns internship internships program "
    "programs programme programmes traineeship trainees trainee person people someone anybody student "
    "students participant participants kind kinds type sort way thing things part time times example "
    "currently today currently really actually generally usually normally always ever never during long "
    "many free full special certain official dose "
    "turn turns turned become becomes became matter matters join joins joined joining new old first last next "
    "main different biggest smallest largest highest lowest longest shortest latest earliest oldest newest "
    "fewest greatest cheapest "
    "easiest hardest youngest"
)

# One family each: verbs with their nouns, whose stems differ. The thesaurus knows nouns beside nouns.
_FAMILIES = """
pay pays paid payment money unpaid salary salaries wage wages stipend stipends compensation compensated earn earns
apply applies applied applying application applications applicant
extend extends extended extension extensions
permit permits permission
submit submits submitted submission send sends sent hand handed
join joins joined participate participation
begin begins began start starts started
found founded founder establish established launch launched
end ends finish finishes
choose chooses choice select selects selection
decide decides decision
"""


# Persons whom a program takes are counted in one another's words.
_PERSON_WORDS = (
    "people persons person students student interns intern trainees trainee participants participant contributors "
    "contributor mentees mentee candidates employees members"
)
_PERSONS = frozenset(_PERSON_WORDS.split())
_KIND_WORDS = "month months hour hours year years week weeks day days date dates time"
_KIND_NOUNS = frozenset(_KIND_WORDS.split())


@dataclass(frozen=True, slots=True)
class Demanded:
    """What a question demands of the sentence that answers it.

    Attributes:
        words: stems of each thing that has to be said, with those of words for the same thing; alternatives are one.
        weights: of each, how rare it is.
        kind: of thing that has to be held besides; None where anything could answer.
        counted: stems of what is counted, for a count; empty where that is not said.
        terms: text -> stemmed terms.
    """

    words: tuple[frozenset[str], ...]
    weights: tuple[float, ...]
    kind: Kind | None
    counted: frozenset[str]
    terms: Callable[[str], Sequence[str]]

    @classmethod
    def of(
        cls,
        question: str,
        terms: Callable[[str], Sequence[str]],
        weigh: Callable[[str], float],
        thesaurus: Thesaurus,
        names: Collection[str] = (),
    ) -> Demanded | None:
        """What `question` demands; None where it is of another form, or demands nothing in particular.

        Args:
            terms: text -> stemmed terms.
            weigh: word -> how rare it is, at least 0.
            thesaurus: knows words for the same thing.
            names: words of the names in it, lower case, which are no thing that is asked about them.
        """
        sought = None if (whether := asks_whether(question)) else Sought.of(question)
        if not whether and sought is None:
            return None
        text = sought.text if sought else question
        demanded: list[frozenset[str]] = []
        weights: list[float] = []
        known = thesaurus.known(text)

        def same(start: int) -> list[str]:
            return [
                other
                for one in known
                if one.start <= start < one.start + len(one.text)
                for other in one.others
                if " " not in other
            ]

        words = words_of(text)
        previous = -1
        for at, word in enumerate(words):
            low = word.folded.removesuffix("'s")
            if (
                (whether and at == 0)
                or low in names
                or low in function_words()
                or low in _frame()
                or low.isdigit()
            ):
                continue
            if sought and low in _KIND_NOUNS:
                continue
            stems = frozenset(terms(" ".join((low, *same(word.start), *_family(low)))))
            if at > 1 and words[at - 1].folded == "or" and previous == at - 2:
                demanded[-1] |= stems
            else:
                demanded.append(stems)
                weights.append(weigh(low))
            previous = at
        kind = sought.kind if sought else None
        counted = frozenset[str]()
        if sought and kind == "count":
            others = [
                other for noun in sought.counted for one in thesaurus.known(noun) for other in one.others
            ]
            if not _PERSONS.isdisjoint(sought.counted):
                # Whoever does something is called by it: who vouch for somebody are references.
                others += _PERSONS
                counted = frozenset[str]().union(*demanded)
            counted |= frozenset(terms(" ".join((*sought.counted, *others))))
            kind = kind if counted else None
        return cls(tuple(demanded), tuple(weights), kind, counted, terms) if demanded or kind else None

    def said(self, held: frozenset[str]) -> float:
        """Share of what is demanded, by weight, that a text with these stems says; 0 to 1."""
        total = sum(self.weights)
        if total <= 0:
            return 1.0
        return (
            sum(
                weight
                for stems, weight in zip(self.words, self.weights, strict=True)
                if not stems.isdisjoint(held)
            )
            / total
        )

    def held(self, text: str, around: frozenset[str]) -> bool:
        """Whether a text holds the kind of thing that is asked for.

        Args:
            around: stems of the text and of what a reader has before them with it.
        """
        if self.kind is None:
            return True
        if self.kind == "count":
            return counts(text, self.counted, around, self.terms)
        return held(self.kind, text)


@lru_cache(maxsize=1)
def _frame() -> frozenset[str]:
    return frozenset(_FRAME.split())


@lru_cache(maxsize=256)
def _family(word: str) -> tuple[str, ...]:
    """The words of the families that a word is in."""
    return tuple(
        other for line in _FAMILIES.splitlines() if word in (family := line.split()) for other in family
    )
