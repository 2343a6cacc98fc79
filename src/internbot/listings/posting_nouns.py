"""The nouns of a question that stand for postings: "jobs", "openings", "internships", "anything"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from internbot.listings.scans import Scan
from internbot.listings.words import Word

JOB = (
    r"(?:jobs?|roles?|openings?|positions?|postings?|listings?|vacanc(?:y|ies)|opportunit(?:y|ies)"
    r"|gigs?|placements?|(?:job |internship )?(?:ads|adverts?|advertisements?))\b"
)
INTERNSHIP = r"(?:internships?|co-?ops?|traineeships?|apprenticeships?)\b"
_RECORD_WORD = re.compile(JOB)
_INTERNSHIP_WORD = re.compile(INTERNSHIP)
_PRONOUN = re.compile(r"them|those|these")
_STANDS_IN = re.compile(r"ones|anything|something|everything")
_ANY_NOUN = re.compile(rf"\b(?:{JOB}|{INTERNSHIP})")
# What "job" and "internship" only begin; "job offers", "job titles" and "internship programs" are asked of postings.
_COMPOUND = re.compile(
    r"(?:job|internship|co-?op|traineeship|apprenticeship|placement)[ -]"
    r"(?:scam(?:mer)?s?|frauds?|fairs?|interview(?:er|ing)?s?|reports?|boards?|portals?|search(?:es|ing)?|hunt(?:s|ing|ers?)?"
    r"|markets?|seekers?|sites?|websites?|supervisors?|coordinators?|advis[eo]rs?|counsel\w+|cent(?:er|re)s?|contracts?"
    r"|agreements?|certificates?|letters?|references?|seasons?|process(?:es)?|satisfaction|security|training|shadowing"
    r"|hopping|loss(?:es)?|agenc(?:y|ies)|alerts?|credits?|diar(?:y|ies)|logs?|journals?|presentations?|tests?"
    r"|evaluations?|experiences?)\b"
)
_PLAYED = re.compile(r"\bplay(?:s|ed|ing)?\b")
_GOOD = (
    r"(?:networking|mentor(?:ing|ship)|(?<!machine )(?<!deep )learning|training|growth|growing|publication|publishing"
    r"|(?:professional|career|personal|skills?) development|funding|travel(?:l?ing)?|advancement|promotion|speaking"
    r"|social(?:i[sz]ing)?|collaboration|presentation|presenting|feedback)"
)
"""What an opportunity may be for that is no work."""
_CHANCE_OF = re.compile(rf"\b{_GOOD}\s+(?:and\s+\w+\s+)?$")
_CHANCE = re.compile(
    rf"\s+(?:[\w'’-]+\s+){{0,3}}?(?:for|of)\s+(?:more |better |further )?{_GOOD}\b"
    r"|\s+(?:[\w'’-]+\s+){0,3}?to\s+(?:network|meet|learn|grow|publish|present|travel|collaborate|talk|speak|sociali[sz]e"
    r"|develop|gain|practi[cs]e|improve|attend|build|show|contribute)\b"
    r"|\s+(?:do|does|did|will|can|would)\s+(?:(?!(?:have|offer|give|provide)\b)[\w'’.-]+\s+){0,6}"
    r"(?:program(?:me)?s?|internships?|interns?|mentors?|fellowships?|schemes?)\s+"
    r"(?:give|offer|provide|have|get|bring|open|create|receive)\b"
)
"""After "opportunities", says that they are chances within something, and no postings."""
_STATING = re.compile(
    r"\s+(?:(?:that|which|do|does|actually|also|explicitly)\s+)*(?:includ|mention|offer|provid|contain|stat|promis|advertis"
    r"|list|com|giv|pay|want|requir|need|us|ask|look|involv|expect|demand)(?:e|es|s|ing)?\s+(?:(?:with|for|in)\s+)?(?:(?:an?|any|some|the|free)\s+)*(?:[\w'’-]+\s+){0,1}"
)
"""Between postings and what they are to say."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """The words of a question that stand for postings.

    Attributes:
        words: all of them.
        records: whether "job", "role", "posting" or the like is among them.
        internships: whether "internship" or the like is.
        others: whether "ones", "anything" or the like is.
    """

    words: tuple[Word, ...]
    records: bool
    internships: bool
    others: bool = False

    def near(self, word: Word, scan: Scan) -> bool:
        """Whether `word` may describe the postings: in one clause with a noun for them."""
        for noun in self.words:
            first, last = sorted((word, noun), key=lambda w: w.start)
            between = scan.flat[first.end : last.start]
            if len(between) <= 60 and not re.search(r"[.?!;:]\s", between):
                return True
        return False

    def states(self, word: Word, scan: Scan) -> bool:
        """Whether it is asked which postings state `word`: "which postings include a bonus?"."""
        return any(
            noun.end < word.start and _STATING.fullmatch(scan.flat, noun.end, word.start)
            for noun in self.words
        )

    def beside(self, word: Word, scan: Scan) -> bool:
        """Whether `word` stands directly before a noun for postings, or after it with one preposition."""
        for noun in self.words:
            if word.end < noun.start and not scan.text[word.end : noun.start].strip(" -"):
                return True
            between = scan.flat[noun.end : word.start] if noun.end < word.start else "."
            if re.fullmatch(
                r"\s+(?:in|for|about|on|with|using|involving|mentioning)\s+(?:an? |new |any )?", between
            ):
                return True
        return False


def nouns_of(scan: Scan) -> Nouns:
    """The nouns for postings in a question."""
    records = tuple(
        word for word in scan.words if _RECORD_WORD.fullmatch(word.folded) and _is_posting(word, scan)
    )
    internships = tuple(
        word
        for word in scan.words
        if _INTERNSHIP_WORD.fullmatch(word.folded) and not _COMPOUND.match(scan.flat, word.start)
    )
    others = tuple(word for word in scan.words if _STANDS_IN.fullmatch(word.folded))
    pronouns = tuple(word for word in scan.words if _PRONOUN.fullmatch(word.folded))
    return Nouns((*records, *internships, *others, *pronouns), bool(records), bool(internships), bool(others))


def asks_for_compound(clause: str) -> bool:
    """Whether the first noun of a clause is one that "job" or "internship" only begins: "which job boards list ...".

    Args:
        clause: in small letters.
    """
    first = _ANY_NOUN.search(clause)
    return first is not None and _COMPOUND.match(clause, first.start()) is not None


def begins_compound(clause: str, start: int) -> bool:
    """Whether a noun for postings at `start` only begins another: "job market", "internship report".

    Args:
        clause: in small letters.
    """
    return _COMPOUND.match(clause, start) is not None


def _is_posting(word: Word, scan: Scan) -> bool:
    """Whether the word stands for a posting: not the role of something, nor the opening of something."""
    before, after = scan.flat[: word.start], scan.flat[word.end :]
    if _COMPOUND.match(scan.flat, word.start) or (word.folded == "role" and _PLAYED.search(after)):
        return False
    if word.folded.startswith("ad") and re.search(r"\b(?:in|for|on|of|with)\s+$", before):
        return False  # "A job in ads" is in advertising.
    if word.folded.startswith("opportunit"):
        return not (_CHANCE_OF.search(before) or _CHANCE.match(after))
    if re.match(r"\s+of\s|\s+in (?:my|your|his|her|its|their|our|an?|this|that|it)\b", after):
        return word.folded not in ("role", "roles", "position", "positions", "opening")
    if word.folded == "opening":
        return not re.match(r"\s+(?!(?:in|at|for|with|that|which|is|near|on|from|by)\b)\w", after)
    return True
