"""Questions answered by yes or no: what somebody must read to be able to say either.

"Does it offer health insurance?" is not answered by a sentence on what it offers besides: the thing asked about has to
be said, in its own word, in one for the same thing, or in one near to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from internbot.listings.words import words_of
from internbot.questions.mentions import function_words
from internbot.questions.thesaurus import Thesaurus

_WHETHER = re.compile(
    r"^\W*(?:(?:and|but|so|also|then|hi|hello|ok|okay|please|well)\b\W*)*"
    r"(?:is|are|am|was|were|do|does|did|can|could|will|would|should|shall|must|may|might|has|have|had|"
    r"(?:is|are|do|does|did|can|could|will|would|should|must|was|were|has|have)n[’']t)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\b(?:what|which|how|why|when|where|whose|whom)\b|\bwho\s+(?:is|was|can|may|should)\b"
    r"|\b(?:can|could|would|will|do) you\b|\b(?:tell|explain|give|show|list|name|describe|recommend|suggest|help) "
    r"(?:me|us)\b",
    re.IGNORECASE,
)
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
    "many free full special certain official"
)

# One family each: verbs with their nouns, whose stems differ. The thesaurus knows nouns beside nouns.
_FAMILIES = """
pay pays paid payment money unpaid salary salaries wage wages stipend stipends compensation compensated earn earns
apply applies applied applying application applications applicant
extend extends extended extension extensions
permit permits permission
submit submits submitted submission send sends sent
join joins joined attend participate participation
begin begins start starts
end ends finish finishes
choose chooses choice select selects selection
decide decides decision
"""


@dataclass(frozen=True, slots=True)
class Whether:
    """What a question that is answered by yes or no asks about.

    Attributes:
        demanded: stems of each thing that has to be said, with those of words for the same thing; alternatives are one.
        weights: of each, how rare it is.
    """

    demanded: tuple[frozenset[str], ...]
    weights: tuple[float, ...]

    @classmethod
    def of(
        cls,
        question: str,
        terms: Callable[[str], Sequence[str]],
        weigh: Callable[[str], float],
        thesaurus: Thesaurus,
        names: Collection[str] = (),
    ) -> Whether | None:
        """What `question` demands; None where it is of another form, or demands nothing in particular.

        Args:
            terms: text -> stemmed terms.
            weigh: word -> how rare it is, at least 0.
            thesaurus: knows words for the same thing.
            names: words of the names in it, lower case, which are no thing that is asked about them.
        """
        if not _WHETHER.search(question) or _INDIRECT.search(question):
            return None
        words = words_of(question)
        known = thesaurus.known(question)
        demanded: list[frozenset[str]] = []
        weights: list[float] = []
        previous = -1
        for at, word in enumerate(words):
            low = word.folded.removesuffix("'s")
            if at == 0 or low in names or low in function_words() or low in _frame() or low.isdigit():
                continue
            same = (
                other
                for one in known
                if one.start <= word.start < one.start + len(one.text)
                for other in one.others
                if " " not in other
            )
            stems = frozenset(terms(" ".join((low, *same, *_family(low)))))
            if at > 1 and words[at - 1].folded == "or" and previous == at - 2:
                demanded[-1] |= stems
            else:
                demanded.append(stems)
                weights.append(weigh(low))
            previous = at
        return cls(tuple(demanded), tuple(weights)) if demanded else None

    def said(self, held: frozenset[str]) -> float:
        """Share of what is demanded, by weight, that a text with these stems says; 0 to 1."""
        total = sum(self.weights)
        if total <= 0:
            return 1.0
        return (
            sum(
                weight
                for stems, weight in zip(self.demanded, self.weights, strict=True)
                if not stems.isdisjoint(held)
            )
            / total
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
