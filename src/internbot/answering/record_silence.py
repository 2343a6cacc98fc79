"""Where a posting states no field that was asked for: whether its duties tell, and how to say that it is silent."""

from __future__ import annotations

import re
from collections.abc import Callable

from internbot.answering.answers import Answer, SourceLink
from internbot.answering.composition import Composed
from internbot.answering.field_answers import FieldAnswer
from internbot.answering.record_wording import described_fields
from internbot.listings import field_cues
from internbot.listings.filters import ListingFilter, RecordField
from internbot.listings.rendering import heading
from internbot.questions.question import Question
from internbot.retrieval import Evidence

_WHETHER_DONE = re.compile(
    r"^\W*(?:(?:and|so|also|or)\b\W*)?(?:(?:would|will|do|does|am|are|is)\s+(?:i|you|we|they|it|he|she|the\s+\w+)\s+"
    r"(?!(?:need|require|want|pay|offer|provide|sponsor|give|get|have)\b(?!\s+to\b))(?!\w+\s+to\s+(?:have|know|speak|be|hold"
    r"|come|pay|apply)\b)|(?:does\s+)?(?:involve|include|mean)\b)",
    re.IGNORECASE,
)
_RELATED = 0.35
"""Cosine of a duty with a question from which the duties speak of the same: above that of unrelated sentences."""
_VALUES: frozenset[RecordField] = frozenset(
    {
        "salary",
        "expires_at",
        "posted_at",
        "experience_years",
        "degree_levels",
        "sponsorship",
        "apply_url",
        "active",
    }
)
"""Fields whose value one line says; a sentence near the question in other words is none."""
_STATED: frozenset[RecordField] = frozenset({"company", "locations", "remote", "employment_type", "term"})
"""Further fields that a posting states in so many words, or leaves open."""
_STATE: frozenset[RecordField] = frozenset({"active", "expires_at"})
"""Fields that tell whether a posting is open."""
_DUTIES: tuple[RecordField, ...] = ("responsibilities",)


def whether_done(asked: str, evidence: Evidence) -> tuple[RecordField, ...]:
    """The field that tells whether a posting's work is what a question asks; none where its text does not come near.

    Args:
        asked: the question without the words that pick the posting, such as "would I look after others?".
        evidence: found for it within the posting.
    """
    if _WHETHER_DONE.match(asked.split("?")[0].split(". ")[-1]) is None:
        return ()
    near = max(
        (
            float(cosine)
            for one in evidence.candidates
            for unit, cosine in zip(one.chunk.units, one.unit_cosines, strict=True)
            if unit.kind in ("item", "paragraph")
        ),
        default=0.0,
    )
    return _DUTIES if near >= _RELATED else ()


def beside_the_field(silent: FieldAnswer | None, composed: Composed) -> bool:
    """Whether a text is quoted on a field that the records leave open, and no quote speaks of that field.

    Args:
        silent: the records, with what was asked of them; None where no field was asked for.
        composed: what would be told.
    """
    if silent is None or not set(silent.fields) <= _VALUES:
        return False
    patterns = [pattern for name, pattern in field_cues.asking() if name in silent.fields]
    quotes = [one.quote.lower() for one in composed.citations]
    return not any(pattern.search(quote) for pattern in patterns for quote in quotes)


def of_others(question: Question, composed: Composed, count: Callable[[ListingFilter], int]) -> bool:
    """Whether an answer rests on postings alone, though none is as the question says.

    Where no posting fits, all texts are searched: an article may answer, another posting may not.

    Args:
        question: understood.
        composed: what would be told.
        count: number of the records that meet a filter.
    """
    if question.kind != "knowledge" or question.filters is None or not question.filters.conditions():
        return False
    return all(one.kind == "listing" for one in composed.citations) and not count(question.filters)


def unstated(declined: Answer, silent: FieldAnswer) -> Answer:
    """A decline that says which fields the records leave open, and names those records alone.

    The decline as it is where what a posting asks or involves was sought: its text may say so in other words.

    Args:
        declined: the decline as it would be.
        silent: the records, with what was asked of them.
    """
    if not set(silent.fields) <= _VALUES | _STATED:
        return declined
    named = [heading(one.listing) for one in silent.rows]
    which = f"“{named[0]}” does" if len(named) == 1 else f"The {len(named)} postings that fit do"
    nearest = tuple(
        SourceLink(document=one.document, title=name, url=one.listing.apply_url or one.listing.source_url)
        for one, name in zip(silent.rows, named, strict=True)
    )
    text = f"{which} not state this ({described_fields(silent.fields)})."
    if _STATE.intersection(silent.fields):
        # A closed posting is never told as open, nor one of which nobody knows as closed.
        text += f" {'It is' if len(named) == 1 else 'They are'} undated, so perhaps closed."
    return declined.model_copy(update={"text": text, "nearest": nearest})
