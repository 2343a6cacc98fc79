"""What somebody must read to be able to answer: the words, or others for the same, that a question demands.

"Does it offer health insurance?" is not answered by a sentence on what it offers besides: the thing asked about has to
be said, in its own word, in one for the same thing, or in one near to it. So it is with what an open question seeks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from internbot.answering.sought import sought
from internbot.answering.whether import asks_whether
from internbot.listings.words import singular, words_of
from internbot.questions.mentions import function_words
from internbot.questions.term_questions import defined
from internbot.questions.thesaurus import Thesaurus

# What a yes-or-no question is put with, and what nearly every text of the field is about.
_FRAME = (
    "give gives giving given get gets getting got make makes made take takes taking taken use uses using "
    "used put keep let go goes going come comes offer offers offered provide provides provided include "
    "includes included need needs needed want wants require requires required requirement allow allows "
    "allowed permitted ask asks asked asking say says tell know find think look help try start do doing "
    "spend spends spent devote devotes "
    "done be have having receive receives see bring know like possible necessary mandatory obligatory "
    "compulsory supposed expected okay ok fine able normal usual common typical good bad better best "
    "worth true right correct important sure ready intern interns internship internships program "
    "programs programme programmes traineeship trainees trainee person people someone anybody student "
    "students participant participants kind kinds type sort way thing things part time times example "
    "currently today tomorrow yesterday tonight anyway enough "
    "nowadays exactly really actually generally usually normally always ever never during long "
    "pre post non many free full former previous current real actual count counts try tries tried trying "
    "looking looked position positions "
    "special certain official turn turns turned become becomes became matter matters join joins "
    "joined joining new old first last next main different biggest smallest largest highest lowest longest "
    "shortest latest earliest oldest newest fewest greatest cheapest easiest hardest youngest"
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
company companies firm firms employer employers
"""


_UNITS = frozenset({"month", "hour", "hrs", "year", "yrs", "week", "day", "date", "time"})
"""What open questions measure in, or name a day by."""
_SAID = 0.5
_TERM_SAID = 0.75
"""Of "a term sheet", more than the half."""


@dataclass(frozen=True, slots=True)
class Demanded:
    """What a question demands of the sentence that answers it.

    Attributes:
        typed: the things that have to be said, as the question has them; of alternatives, the first.
        words: stems of each, with those of words for the same thing, and of its alternatives.
        weights: of each, how rare it is.
        whether: whether the question is answered by yes or no.
        literally: whether it is asked what a thing is, so that a sentence on something near to it is no answer.
    """

    typed: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    weights: tuple[float, ...]
    whether: bool
    literally: bool = False

    @property
    def least(self) -> float:
        """Share of what is demanded, by rarity, that one sentence must say."""
        return _TERM_SAID if self.literally else _SAID

    @classmethod
    def of(
        cls,
        question: str,
        terms: Callable[[str], Sequence[str]],
        weigh: Callable[[str], float],
        thesaurus: Thesaurus,
        names: Collection[str] = (),
        is_slip: Callable[[str], bool] = lambda _: False,
    ) -> Demanded | None:
        """What `question` demands; None where it is of another form, or demands nothing in particular.

        Args:
            terms: text -> stemmed terms.
            weigh: word -> how rare it is, at least 0.
            thesaurus: knows words for the same thing.
            names: words of the names in it, lower case, which are no thing that is asked about them.
            is_slip: word -> whether it is a misspelling, which nobody can say.
        """
        whether = asks_whether(question)
        thing = None if whether else defined(question)
        text = question if whether else thing or sought(question)
        if text is None:
            return None
        typed: list[str] = []
        demanded: list[frozenset[str]] = []
        weights: list[float] = []
        known = thesaurus.known(text)
        words = words_of(text)
        previous = -1
        for at, word in enumerate(words):
            low = word.folded.removesuffix("'s")
            if (whether and at == 0) or low in names or low in function_words() or low in _frame():
                continue
            if low.isdigit() or (not whether and not thing and singular(low) in _UNITS) or is_slip(low):
                continue
            same = [
                other
                for one in known
                if one.start <= word.start < one.start + len(one.text)
                for other in one.others
                if " " not in other
            ]
            stems = frozenset(terms(" ".join((low, *same, *_family(low)))))
            if at > 1 and words[at - 1].folded == "or" and previous == at - 2:
                demanded[-1] |= stems
            else:
                typed.append(low)
                demanded.append(stems)
                weights.append(weigh(low))
            previous = at
        if not demanded:
            return None
        return cls(tuple(typed), tuple(demanded), tuple(weights), whether, literally=thing is not None)

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

    def missing(self, held: frozenset[str]) -> tuple[str, ...]:
        """What is demanded of which a text with these stems says nothing, as the question has it."""
        return tuple(
            word for word, stems in zip(self.typed, self.words, strict=True) if stems.isdisjoint(held)
        )


@lru_cache(maxsize=1)
def _frame() -> frozenset[str]:
    return frozenset(_FRAME.split())


@lru_cache(maxsize=256)
def _family(word: str) -> tuple[str, ...]:
    """The words of the families that a word is in."""
    return tuple(
        other for line in _FAMILIES.splitlines() if word in (family := line.split()) for other in family
    )
