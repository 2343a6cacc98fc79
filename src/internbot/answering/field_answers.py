"""What single records say in the fields that were asked for: their own words, or that they do not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from internbot.answering import dating
from internbot.answering.answers import Conflict, Sentence
from internbot.answering.composition import Composed, citation, escape
from internbot.answering.record_citations import RecordCitations
from internbot.answering.record_conflicts import SUBJECTS, contradictions
from internbot.answering.record_wording import describe, fact
from internbot.index.catalog import DocumentHead, StoredChunk
from internbot.listings import field_cues
from internbot.listings.filters import RecordField
from internbot.listings.found import FoundListing
from internbot.sources.documents import Span

MOST_RECORDS = 4
"""Records of which fields are said one by one."""

_LONG: dict[RecordField, str] = {
    "description": "From its description",
    "responsibilities": "Its responsibilities",
    "qualifications": "What it asks for",
}
_INSTEAD: dict[RecordField, RecordField] = {
    "qualifications": "skills",
    "skills": "qualifications",
    "responsibilities": "description",
    "description": "responsibilities",
}
"""Where a record has nothing in a field, what comes nearest to it."""
_STATES = {"open": "open", "closed": "closed", "unknown": "undated, so perhaps closed"}
_MOST_LINES = 12
"""Lines of a section that are repeated; the source page has the rest."""
_MOST_DESCRIBED = 4
"""Lines of a description, which may be the whole posting."""


@dataclass(frozen=True, slots=True)
class FieldAnswer:
    """What records say in the fields that were asked for.

    Attributes:
        composed: it in words.
        rows: the records.
        fields: the fields.
        known: whether any of the records says anything of what was asked.
        numbers: for each record, the citation of each field.
    """

    composed: Composed
    rows: tuple[FoundListing, ...]
    fields: tuple[RecordField, ...]
    known: bool
    numbers: tuple[Mapping[str, int], ...]


def answer(
    rows: Sequence[FoundListing],
    fields: Sequence[RecordField],
    texts: Mapping[str, tuple[DocumentHead, str]],
) -> FieldAnswer | None:
    """The fields of each record, quoted; None where no text of theirs is stored.

    Args:
        rows: the records.
        fields: those that were asked for; those that are long are quoted line by line.
        texts: heads and stored texts of the records' documents.
    """
    sections = [name for name in fields if name in _LONG]
    short: list[RecordField] = [
        "expires_at" if name == "active" else name for name in fields if name not in _LONG
    ]
    stored = tuple(one for one in rows if one.document in texts)
    if not stored:
        return None
    cited = RecordCitations()
    lines: list[str] = []
    sentences: list[Sentence] = []
    numbers: list[Mapping[str, int]] = []
    known = False
    for one in stored:
        head, text = texts[one.document]
        asked = list(dict.fromkeys(short))
        wanted = list(sections)
        for name in fields:
            other = _INSTEAD.get(name)
            if other is None or _has(one, name) or not _has(one, other):
                continue
            if other not in _LONG:
                asked.append(other)
            else:
                wanted.append(other)
        state = f"; {_STATES[one.status]}" if "expires_at" in asked else ""
        numbers.append(cited.cite(one, ("title", "company", "locations", *asked), head, text))
        marks = sorted(set(numbers[-1].values()))
        _say(
            lines,
            sentences,
            describe(one.listing, asked) + state + ".",
            marks,
            "computed",
            item=len(stored) > 1,
        )
        known |= any(_says(one, name) for name in asked)
        taken = _detailed(one, asked, text) if "qualifications" not in wanted else []
        for span in taken:
            number = cited.number(head, span, text)
            _say(lines, sentences, without_bullet(span.of(text)), (number,), "supported", item=True)
        for name in dict.fromkeys(wanted):
            spans, more = _lines(one, name, text)
            spans = [span for span in spans if not any(_same(span, old) for old in taken)]
            if not spans:
                continue
            known = True
            taken += spans
            lines.append("")
            _say(lines, sentences, f"{_LONG[name]}:", (), "computed")
            for span in spans:
                number = cited.number(head, span, text)
                _say(lines, sentences, without_bullet(span.of(text)), (number,), "supported", item=True)
            if more:
                told = f"The posting has {more} more {'line' if more == 1 else 'lines'} on that."
                _say(lines, sentences, told, (), "computed")
    composed = Composed("\n".join(_spaced(lines)), tuple(sentences), tuple(cited.citations))
    return FieldAnswer(composed, stored, tuple(fields), known, tuple(numbers))


def with_conflicts(
    said: FieldAnswer, articles: Sequence[StoredChunk], today: date
) -> tuple[Composed, tuple[Conflict, ...]]:
    """The answer, followed by what articles say otherwise, each with its date.

    Args:
        said: from the records, which stand first.
        articles: chunks that may say something of them.
        today: of the injected clock.
    """
    fields: set[RecordField] = set(said.fields)
    if fields & {"expires_at", "active"}:
        fields |= {"expires_at", "active"}
    text, sentences, citations = (
        said.composed.text,
        list(said.composed.sentences),
        list(said.composed.citations),
    )
    conflicts: list[Conflict] = []
    for one, numbers in zip(said.rows, said.numbers, strict=True):
        for other in contradictions(one, fields, articles):
            own = numbers.get("status" if other.about == "active" else other.about) or numbers.get("title")
            number = len(citations) + 1
            citations.append(citation(number, other.document, other.span, other.text))
            lead = f"An article says otherwise on {SUBJECTS[other.about]}:"
            quoted = " ".join(other.text.split())
            dated = dating.note(quoted, other.document.published, today, always=True)
            note = f" ({dated})" if dated else ""
            text += f"\n\n{lead} {escape(quoted)}{note} [{number}]"
            sentences.append(Sentence(text=lead, support="not_needed"))
            sentences.append(Sentence(text=quoted, citations=(number,), support="supported"))
            if own is not None:
                conflicts.append(Conflict(about=SUBJECTS[other.about], citations=(own, number)))
    return Composed(text, tuple(sentences), tuple(citations)), tuple(conflicts)


def _has(one: FoundListing, name: RecordField) -> bool:
    return name in one.field_spans if name in _LONG else _says(one, name)


def _says(one: FoundListing, name: RecordField) -> bool:
    if name == "expires_at":
        return one.listing.expires_at is not None or one.status != "unknown"
    if name == "apply_url":
        return one.listing.apply_url is not None
    return fact(one.listing, name) is not None or name in ("title", "company", "locations")


def _say(
    lines: list[str],
    sentences: list[Sentence],
    text: str,
    numbers: Sequence[int],
    support: str,
    *,
    item: bool = False,
) -> None:
    marks = "".join(f" [{number}]" for number in numbers)
    lines.append(f"{'- ' if item else ''}{escape(text)}{marks}")
    sentences.append(Sentence.model_validate({"text": text, "citations": tuple(numbers), "support": support}))


def section_lines(one: FoundListing, name: RecordField, text: str) -> list[Span]:
    """The lines of a section of a record without their headings.

    Args:
        one: the record.
        name: the section's field.
        text: of the record's document, as stored.
    """
    whole = one.field_spans.get(name)
    if whole is None or whole.end > len(text):
        return []
    return [span for span in _split(whole, text) if not span.of(text).endswith(":")]


def without_bullet(line: str) -> str:
    """A line of a list without its mark, with single spaces."""
    return " ".join(line.lstrip("-*•‣·– ").split())


def _lines(one: FoundListing, name: RecordField, text: str) -> tuple[list[Span], int]:
    """The lines of a section that are shown, and how many more there are."""
    lines = section_lines(one, name, text)
    most = _MOST_DESCRIBED if name == "description" else _MOST_LINES
    return lines[:most], max(0, len(lines) - most)


def _detailed(one: FoundListing, fields: Sequence[RecordField], text: str) -> list[Span]:
    """The lines of what it asks for that say more of a field than its value: "a PhD, or a master's and two years"."""
    patterns = [pattern for name in fields if (pattern := field_cues.detailing(name))]
    lines = section_lines(one, "qualifications", text)
    return [span for span in lines if any(pattern.search(span.of(text)) for pattern in patterns)]


def _split(whole: Span, text: str) -> list[Span]:
    spans = []
    start = whole.start
    for line in whole.of(text).split("\n"):
        words = line.strip()
        if words:
            at = start + line.index(words)
            spans.append(Span(at, at + len(words)))
        start += len(line) + 1
    return spans


def _same(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _spaced(lines: Sequence[str]) -> list[str]:
    """Markdown needs a blank line between a list and a paragraph."""
    spaced: list[str] = []
    for line in lines:
        if spaced and spaced[-1] and line and spaced[-1].startswith("- ") != line.startswith("- "):
            spaced.append("")
        spaced.append(line)
    return spaced
