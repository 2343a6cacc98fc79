"""A corrected answer: sentences that a reviewer wrote, each with words of a source that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from internbot.answering.answers import Answer, Citation, Sentence
from internbot.assistant import Assistant
from internbot.errors import InvalidRequest, NotFound
from internbot.review.replays import WRITTEN

MOST_SENTENCES = 20
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence as it came from the form.

    Attributes:
        start: offset of the quote in the document's text, where the page knows it; else it is searched for.
    """

    text: str
    document: str
    quote: str
    start: int | None


def written(form: Mapping[str, Sequence[str]]) -> list[Written]:
    """The sentences of a form that are not empty.

    Raises:
        InvalidRequest: one is too long.
    """
    found = []
    for number in range(MOST_SENTENCES):
        text, document, quote, start = (
            next(iter(form.get(f"{name}-{number}", ())), "")
            for name in ("text", "document", "quote", "start")
        )
        if not text.strip():
            continue
        if len(text) > _LONGEST:
            raise InvalidRequest(f"sentence {number + 1} is longer than {_LONGEST:,} characters")
        place = int(start) if start.isascii() and start.isdecimal() and len(start) < 12 else None
        # Browsers send line ends as two characters.
        found.append(Written(" ".join(text.split()), document.strip(), quote.replace("\r\n", "\n"), place))
    return found


def corrected(answer: Answer, sentences: Sequence[Written], assistant: Assistant) -> Answer:
    """`answer` with other sentences, whose quotes are cited as the sources have them now.

    Raises:
        InvalidRequest: there is no sentence, or a quote does not stand in its source.
    """
    if not sentences:
        raise InvalidRequest("write at least one sentence")
    citations: list[Citation] = []
    told: list[Sentence] = []
    for number, one in enumerate(sentences, start=1):
        cited = _cited(number, one, len(citations) + 1, assistant)
        place = (cited.document, cited.start, cited.end)
        same = next((kept for kept in citations if (kept.document, kept.start, kept.end) == place), None)
        if same is None:
            citations.append(cited)
        told.append(Sentence(text=one.text, citations=((same or cited).number,), support="supported"))
    checked: date = min(one.retrieved for one in citations)
    return answer.model_copy(
        update={
            "status": "answered",
            "text": " ".join(f"{one.text} [{one.citations[0]}]" for one in told),
            "sentences": tuple(told),
            "citations": tuple(citations),
            "listings": None,
            "nearest": (),
            "conflicts": (),
            "dropped": (),
            "answerability": 1.0,
            "checked_on": checked,
            "model": WRITTEN,
            "prompt": None,
            "fallback": None,
        }
    )


def _cited(place: int, one: Written, number: int, assistant: Assistant) -> Citation:
    quote = one.quote if one.start is not None else one.quote.strip()
    try:
        source = assistant.show(one.document)
    except NotFound as error:
        raise InvalidRequest(f"sentence {place} names no source: select the words that prove it") from error
    start = one.start
    if not quote.strip():
        raise InvalidRequest(f"sentence {place} has no quote: select the words that prove it")
    if start is None or source.text[start : start + len(quote)] != quote:
        start = source.text.find(quote)
    if start < 0:
        raise InvalidRequest(f"the quote of sentence {place} does not stand in {source.title}")
    lead = len(quote) - len(quote.lstrip())
    quote = quote.strip()
    start += lead
    return Citation(
        number=number, document=source.id, title=source.title, url=source.url, kind=source.kind,
        published=source.published, retrieved=source.retrieved.date(), quote=quote, start=start,
        end=start + len(quote), sha256=source.sha256,
    )  # fmt: skip
