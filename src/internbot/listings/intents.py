"""Whether a question asks over the records, for what stands in some of them, or for neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from internbot.listings.filters import ListingQuery
from internbot.listings.scans import Scan
from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.words import Word

_RECORD = re.compile(
    r"(?:jobs?|roles?|openings?|positions?|postings?|listings?|vacanc(?:y|ies)|opportunit(?:y|ies)|gigs?|placements?)\b"
)
_INTERNSHIP = re.compile(r"(?:internships?|interns?|co-?ops?|traineeships?|apprenticeships?)\b")
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|please|also|well|now|then|hi|hello|hey)\b[ ,]*)*"
    r"(?:which\b|what\b|how many\b|list\b|show\b|find\b|give me\b|get me\b|search\b|display\b|name\b|count\b|compare\b|any\b"
    r"|are there\b|is there\b|do you (?:have|know|list)\b|have you (?:got|any)\b|who(?:'s| is| are)? (?:hiring|recruiting|offer)"
    r"|i(?:'m| am)? (?:want|need|looking|search|would like|interested)|looking for|(?:can|could) you (?:list|show|find|give|tell)"
    r"|tell me (?:which|what|how many|all|about (?:the|all|any|your))|where (?:can|could) i find|where are\b|only\b|all\b"
    r"|number of\b|total\b|does any\b|do any\b|is any\b|are any\b|anything\b|got any\b|filter\b|sort\b|what about\b)"
)
_GENERAL = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|please|also|well|now|then|hi|hello|hey)\b[ ,]*)*"
    r"(?:how (?!many\b)|why\b|should\b|when (?:do|does|should|can|is|are|will|did|to)\b|(?:can|could|may|must|will|would) "
    r"(?!you (?:list|show|find|give|tell))|do (?!you (?:have|know|list)|any)|does (?!any)|did\b|is (?!there|any)"
    r"|are (?!there|any)|explain\b|define\b|describe\b|what(?:'s| is| was| does| do| did| would| should| if| makes?| happens?"
    r"| counts?| to| kinds? of (?:work|project|question|thing|people|skill)| sorts? of| can i expect)\b"
    r"|what (?:skills|questions|documents|should)|who\b(?! (?:is |are )?(?:hiring|recruiting|offer))|tell me (?:about|more)\b"
    r"|where (?:do|does|did|should|to)\b|i (?:am|was|got|have|had|applied|feel|think|don't|do not)\b)"
)
_ADVICE = re.compile(
    r"\bshould i\b|\b(?:do|can|could|would) i (?:need|have to|apply to|expect|get|do|be|negotiate|prepare)\b|\bprepar\w+\b"
    r"|\binterview\w*\b|\bresumes?\b|\bcvs?\b|\bcover letters?\b|\bnegotiat\w+\b|\bon average\b|\baverage\b|\btypical\w*\b"
    r"|\busually\b|\bgenerally\b|\badvice\b|\btips\b|\bmean(?:s|ing)?\b|\bhow (?:do|can|should|to)\b|\bhours\b|\ba (?:day|week) in\b"
    r"|\bdid (?:he|she|they|\w+) (?:do|have|hold|complete|finish|take)\b|\blook(?:s|ing)? for in\b|\bmost (?:companies|employers)\b"
)
_HERE = re.compile(
    r"\b(?:available|open|listed|posted|(?:do )?you (?:have|know|list)|currently|right now|at the moment|today|this (?:week|month))\b"
)
_PARTICULAR = re.compile(
    r"\b(?:the|that|this|those|these|both|each of the)\b[^.?!,;]*?\b(?:jobs?|roles?|openings?|positions?|postings?|listings?|one|ones|vacanc\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Nouns:
    """The words of a question that stand for postings."""

    words: tuple[Word, ...]
    records: bool
    internships: bool

    def near(self, word: Word, scan: Scan) -> bool:
        """Whether `word` may describe the postings: in one clause with a noun for them."""
        for noun in self.words:
            first, last = sorted((word, noun), key=lambda w: w.start)
            if last.start - first.end <= 60 and not re.search(
                r"[.?!;:]\s", scan.flat[first.end : last.start]
            ):
                return True
        return False


def nouns_of(scan: Scan) -> Nouns:
    """The nouns for postings in a question; "intern" and "internship" count as such."""
    records = tuple(word for word in scan.words if _RECORD.fullmatch(word.folded))
    internships = tuple(word for word in scan.words if _INTERNSHIP.fullmatch(word.folded))
    return Nouns((*records, *internships), bool(records), bool(internships))


def intent(
    scan: Scan, query: ListingQuery, nouns: Nouns, vocabulary: ListingVocabulary
) -> Literal["records", "text"] | None:
    """What the question asks for; see `Reading.asks`."""
    wanted = query.filter
    held = set(wanted.conditions())
    kind_only = held <= {"employment_types", "not_employment_types", "words", "skills"}
    titled = bool(wanted.titles)
    subject = nouns.records or nouns.internships or titled
    if not subject or _ADVICE.search(scan.flat):
        return None
    general = _GENERAL.match(scan.flat)
    asks = _ASKS.match(scan.flat)
    if _PARTICULAR.search(scan.flat) and held and not kind_only | (nouns.internships and not nouns.records):
        if general and not (asks and query.mode in ("how_many", "compare", "group_by")):
            return "text"
        if not asks:
            return "text" if query.fields else None
    if general and not (asks and query.mode in ("how_many", "compare", "group_by")):
        return None
    if asks is None:
        # A bare phrase such as "data scientist jobs in India".
        short = len(scan.words) <= 10 and "?" not in scan.text
        return "records" if short and nouns.records | titled and held and not query.uninterpreted else None
    if nouns.records or titled:
        return "records" if held or not query.uninterpreted or _HERE.search(scan.flat) else None
    narrowed = bool(held - {"employment_types", "not_employment_types"})
    if narrowed or _HERE.search(scan.flat):
        return "records"
    return "records" if not query.uninterpreted and vocabulary.total else None
