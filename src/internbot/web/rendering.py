"""An answer, or as much of it as there is, as the HTML of one chat message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from internbot.answering.answers import Answer, Citation, Event, ListingResult, Sentence, SourceLink
from internbot.web.dates import age_in_words
from internbot.web.links import live_page, source_path, web_address
from internbot.web.listing_table import Cited, listing_table
from internbot.web.markup import escaped, from_markdown, link, tag, unseen
from internbot.web.page_words import ENGLISH, Words, words_of

_TRAILING_MARKERS = re.compile(r"(?:\s*\[\d{1,4}\])+\s*$")
_FIRST_SOURCES = 6
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """What has arrived of a streamed answer.

    Attributes:
        status: what is being done at the moment, for the reader.
    """

    status: str = ""
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    listings: ListingResult | None = None
    answer: Answer | None = None

    def after(self, event: Event) -> Draft:
        """The draft with one more event in it."""
        match event.data:
            case Answer():
                return replace(self, answer=event.data)
            case Sentence():
                return replace(self, sentences=(*self.sentences, event.data))
            case Citation():
                return replace(self, citations=(*self.citations, event.data))
            case ListingResult():
                return replace(self, listings=event.data)
            case str():
                return replace(self, status=event.data)

    @property
    def text(self) -> str:
        """What has been said so far, without citations."""
        return " ".join(_without_markers(sentence.text) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Rendering:
    """Renders the messages of one conversation turn.

    Attributes:
        turn: number of the turn in its conversation; makes the ids of the page unique.
        today: the day that ages are counted to, until the answer names its own.
        root: path that the server is shown at.
        words: what the page says around the texts.
    """

    turn: int
    today: date
    root: str = ""
    words: Words = field(default_factory=lambda: words_of(ENGLISH))

    def question(self, text: str) -> str:
        """The message of the person who asks."""
        return tag("div", tag("p", escaped(text), dir="auto"), class_="question")

    def working(self, draft: Draft) -> str:
        """A message that is still being written."""
        return tag(
            "div",
            self._said_so_far(draft),
            tag(
                "p",
                tag("span", class_="pulse"),
                escaped(draft.status or self.words("searching")),
                class_="working",
            ),
            self._table(draft.listings, draft.citations, draft.text),
            self._sources(draft.citations, self.today),
            class_="answer",
            id=f"answer-{self.turn}",
        )

    def stopped(self, draft: Draft) -> str:
        """A message whose writing was stopped by the reader."""
        note = self.words("you_stopped_early" if draft.text else "you_stopped")
        return tag(
            "div",
            self._said_so_far(draft),
            tag("p", escaped(note), class_="note"),
            self._sources(draft.citations, self.today),
            class_="answer",
            id=f"answer-{self.turn}",
        )

    def failed(self, explanation: str) -> str:
        """A message that could not be written, with what to do about it."""
        problem = tag("p", escaped(explanation), class_="problem")
        return tag("div", problem, class_="answer", id=f"answer-{self.turn}")

    def finished(self, answer: Answer) -> str:
        """The message of a whole answer."""
        cited = answer.citations
        return tag(
            "div",
            self._said(answer),
            self._notes(answer),
            self._table(answer.listings, cited, answer.text),
            self._sources(cited, answer.checked_on, folded=_is_table(answer)),
            self._nearest(answer.nearest) if answer.status == "declined" else "",
            self._actions(answer) if answer.status in {"answered", "declined"} else "",
            class_=f"answer {answer.status}",
            id=f"answer-{self.turn}",
        )

    def alone(self, answer: Answer) -> str:
        """An answer outside of its conversation: what it says and cites, with nothing to do to it."""
        cited = answer.citations
        return tag(
            "div",
            self._said(answer),
            self._notes(answer),
            self._table(answer.listings, cited, answer.text),
            self._sources(cited, answer.checked_on),
            self._nearest(answer.nearest) if answer.status == "declined" else "",
            class_=f"answer {answer.status}",
            id=f"answer-{self.turn}",
        )

    def _actions(self, answer: Answer) -> str:
        """What a reader can do with an answer; the script finds its conversation and turn in the id."""
        names = ("copy", "share", "good", "bad") if answer.turn else ("copy",)
        buttons = (tag("button", escaped(self.words(name)), type="button", class_=name) for name in names)
        kept = f"kept-{answer.conversation}-{answer.turn}" if answer.turn else None
        return tag("div", *buttons, class_="actions", id=kept)

    def _sources(self, citations: Sequence[Citation], today: date, *, folded: bool = False) -> str:
        if not citations:
            return ""
        in_order = sorted(citations, key=lambda each: each.number)
        first = 0 if folded else _FIRST_SOURCES
        shown, more = self._documents(in_order[:first], today), self._documents(in_order[first:], today)
        summary = escaped(self.words("see_more" if shown else "see", count=len(in_order[first:])))
        return tag(
            "section",
            tag("h2", escaped(self.words("one_source" if len(in_order) == 1 else "sources"))),
            shown,
            tag("details", tag("summary", summary), more) if more else "",
            class_="sources",
        )

    def _documents(self, citations: Sequence[Citation], today: date) -> str:
        """The quotes under their sources: a source is described once, where its first quote stands."""
        quotes: dict[str, list[Citation]] = {}
        for citation in citations:
            quotes.setdefault(citation.document, []).append(citation)
        return "".join(
            tag(
                "div",
                tag("p", tag("strong", escaped(of_one[0].title)), class_="head"),
                tag("p", escaped(describe(of_one[0], today, self.words)), class_="facts"),
                tag("ol", *(self._quote(citation) for citation in of_one)),
                class_="source-entry",
            )
            for of_one in quotes.values()
        )

    def _quote(self, citation: Citation) -> str:
        links = [
            link(
                escaped(self.words("source")),
                self._at_quote(citation),
                class_="open-source",
                about=citation.title,
            )
        ]
        live = live_page(citation.url, citation.quote, record=citation.kind == "listing")
        if live:
            links.append(link(escaped(self.words("page")), live, class_="open-page", about=citation.title))
        return tag(
            "li",
            tag("span", str(citation.number), class_="number"),
            tag("blockquote", escaped(citation.quote), dir="auto"),
            tag("p", *links, class_="links"),
            id=f"src-{self.turn}-{citation.number}",
        )

    def _said(self, answer: Answer) -> str:
        cited = _by_number(answer.citations)

        def pill(number: int) -> str | None:
            return self._pill(cited[number]) if number in cited else None

        # The rows of a result stand in its table.
        told = from_markdown(answer.text, pill, lists=not _is_table(answer))
        return tag("div", told, class_="said", dir="auto")

    def _said_so_far(self, draft: Draft) -> str:
        """The sentences as they came; what is a list will be one in the finished answer."""
        cited = _by_number(draft.citations)
        sentences = []
        for sentence in draft.sentences:
            pills = "".join(self._pill(cited[number]) for number in sentence.citations if number in cited)
            sentences.append(escaped(_without_markers(sentence.text)) + pills)
        return tag("div", tag("p", " ".join(sentences)), class_="said", dir="auto") if sentences else ""

    def _table(self, listings: ListingResult | None, citations: Sequence[Citation], text: str) -> str:
        if listings is None:
            return ""
        told = re.search(rf"\b{listings.total:,}\b", text) is not None
        cited = Cited(_by_number(citations), self._pill, self.root, self.words)
        return listing_table(listings, cited, with_totals=not told)

    def _at_quote(self, citation: Citation) -> str:
        return source_path(citation.document, citation.start, citation.end, citation.sha256, root=self.root)

    def _pill(self, citation: Citation) -> str:
        named = unseen(f"{self.words('one_source')} ")
        return link(named + str(citation.number), self._at_quote(citation), class_="cite")

    def _notes(self, answer: Answer) -> str:
        notes = []
        for conflict in answer.conflicts:
            numbers = (" and " if self.words.english else ", ").join(
                str(number) for number in conflict.citations
            )
            notes.append(self.words("disagree", numbers=numbers, about=conflict.about))
        if answer.fallback:
            how = (
                "This answer only quotes"
                if answer.model == "quoting"
                else "The rest of this answer is quoted"
            )
            notes.append(f"{how}: {answer.fallback}")
        return "".join(tag("p", escaped(note), class_="note") for note in notes)

    def _nearest(self, nearest: Sequence[SourceLink]) -> str:
        if not nearest:
            return ""
        entries = []
        for source in nearest[:_NEAREST]:
            live = web_address(source.url)
            page = (
                link(escaped(self.words("page")), live, class_="open-page", about=source.title)
                if live
                else ""
            )
            path = source_path(source.document, source.start, source.end, source.sha256 or "", root=self.root)
            said = tag("blockquote", escaped(source.quote), dir="auto") if source.quote else ""
            entries.append(tag("li", link(escaped(source.title), path, class_="open-source"), page, said))
        return tag(
            "section", tag("h2", escaped(self.words("nearest"))), tag("ul", *entries), class_="nearest"
        )


def _is_table(answer: Answer) -> bool:
    return answer.listings is not None and bool(answer.listings.items)


def _without_markers(sentence: str) -> str:
    return _TRAILING_MARKERS.sub("", sentence)


def _by_number(citations: Sequence[Citation]) -> dict[int, Citation]:
    return {citation.number: citation for citation in citations}


def describe(citation: Citation, today: date, words: Words | None = None) -> str:
    """Kind and dates of a cited source, in words."""
    said = words or words_of(ENGLISH)
    facts = [said(citation.kind)]
    if citation.published:
        old = age_in_words(citation.published, today) if said.english else ""
        facts.append(said("published", day=said.day(citation.published)) + (f" ({old})" if old else ""))
    else:
        facts.append(said("undated"))
    facts.append(said("checked", day=said.day(citation.retrieved)))
    return " · ".join(facts)
