"""What kind of job a posting is: from its type field, else from the words of its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from internbot.listings.record import EmploymentType
from internbot.sources.documents import Span

# Whole words only: "International", "Internal Audit" and "Internist" are no internships.
_INTERN = re.compile(
    r"\b(?:intern(?:ship)?s?|co-?ops?|praktik(?:um|ant|antin|anten|a)|stagiaires?|tirocini[oi]|pr[aá]cticas"
    r"|becari[oa]s?|est[aá]gi(?:o|[aá]ri[oa]))\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:(?:non|not an?|no|ex|post|pre)[\s-]+|former(?:ly)?\s+(?:\w+\s+){0,2})$", re.IGNORECASE
)
# Who works with interns is none, nor who was one: "Internship Program Manager", "Intern Conversion".
_FOR_INTERNS = re.compile(
    r"^\s+(?:(?:and|&)\s+\w+\s+)?(?:(?:recruit(?:ing|ment)|program(?:me)?s?|talent|relations|success|hiring|experience)\s+)*"
    r"(?:conversions?|alumni|managers?|coordinators?|recruiters?|leads?|directors?|specialists?|supervisors?|mentors?|advisors?)\b",
    re.IGNORECASE,
)
_SENIOR = re.compile(
    r"\b(?:senior|sr|principal|staff (?:\w+ )?engineer|director|head of|(?:vice )?president|[se]?vp|chief)\b",
    re.IGNORECASE,
)
_TITLE_WORDS: tuple[tuple[re.Pattern[str], EmploymentType], ...] = (
    (re.compile(r"\bfull[\s-]?time\b", re.IGNORECASE), "full_time"),
    (re.compile(r"\bpart[\s-]?time\b", re.IGNORECASE), "part_time"),
    (re.compile(r"\((?:contract|contractor|temporary|fixed[\s-]term)\)", re.IGNORECASE), "contract"),
)
# A list of internships also holds what its title says is another thing.
_OTHERWISE = re.compile(
    r"\b(?:new|recent|university)[\s-]?grad(?:uate)?s?\b|\bgraduate (?:program(?:me)?|scheme)\b|\bfull[\s-]?time\b",
    re.IGNORECASE,
)
_WRITTEN: tuple[tuple[re.Pattern[str], EmploymentType], ...] = (
    (
        re.compile(r"\binterns?\b|\binternships?\b|\bco op\b|\bcoop\b|\bpraktik|\bstagiaire\b|\bstage\b"),
        "internship",
    ),
    (re.compile(r"\bpart ?time|\bteilzeit"), "part_time"),
    (re.compile(r"\bfull ?time|\bvollzeit"), "full_time"),
    (re.compile(r"\bcontract(?:or|ors|ing)?\b|\bfreelance|\btemp(?:orary)?\b|\bfixed term\b"), "contract"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of job it is, and the words of the title that say so, where it was read there."""

    employment_type: EmploymentType
    in_title: Span | None = None


def internship_words(title: str) -> Span | None:
    """The words of a title that make it an internship; None where it is none.

    "Non-internship", "Internship Program Manager" and "International" are none.
    """
    for found in _INTERN.finditer(title):
        if not _NOT_BEFORE.search(title[: found.start()]) and not _FOR_INTERNS.match(title[found.end() :]):
            return Span(*found.span())
    return None


def read_kind(written: str | None, title: str, *, of_internships: bool = False) -> Kind:
    """The kind of job.

    An internship by its title stays one where the type field says "Full-time", which tells the hours. A type
    field "Intern" on a title of high rank without such a word contradicts itself: unknown.

    Args:
        written: the source's own type, such as "INTERN" or "fulltime_permanent".
        title: of the posting.
        of_internships: whether the source lists internships, so that one is meant unless its title says otherwise.
    """
    told = written_kind(written)
    words = internship_words(title)
    if words is not None:
        return Kind("internship", None if told == "internship" else words)
    # A title that names interns without being for one, or a high rank, contradicts a source that calls it one.
    contradicted = bool(_SENIOR.search(title) or _INTERN.search(title))
    if told == "internship":
        return Kind("unknown" if contradicted else "internship")
    if told != "unknown":
        return Kind(told)
    for pattern, kind in _TITLE_WORDS:
        if found := pattern.search(title):
            return Kind(kind, Span(*found.span()))
    meant = of_internships and not contradicted and not _OTHERWISE.search(title)
    return Kind("internship" if meant else "unknown")


def written_kind(written: str | None) -> EmploymentType:
    """What a type field says; "unknown" where it says nothing that the record knows ("Regular")."""
    if not written:
        return "unknown"
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", written)
    key = " ".join(re.sub(r"[\W_]+", " ", spaced).lower().split())
    if _WRITTEN[0][0].search(key) and not re.search(r"\bno[nt]? ", key):
        return "internship"
    found = [(match.start(), kind) for pattern, kind in _WRITTEN[1:] if (match := pattern.search(key))]
    return min(found)[1] if found else "unknown"
