from datetime import date

import pytest

from internbot.answering.answers import Conflict, Event, ListingResult, Sentence, SourceLink
from internbot.web.rendering import Draft, Rendering, describe
from web import payloads
from web.answers import TODAY, answer, citation, row
from web.html_reading import Reading, read

OURS = {
    "a", "blockquote", "button", "details", "div", "em", "h2", "li", "ol", "p", "section", "span", "strong",
    "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "br",
}  # fmt: skip
RENDERING = Rendering(turn=3, today=TODAY)


def drawn(html: str) -> Reading:
    """Reads a message, which has to be one line that begins with a block."""
    assert html.startswith("<div")
    assert "\n" not in html
    reading = read(html)
    assert reading.names() <= OURS
    return reading


def test_a_citation_links_to_the_quote_in_our_snapshot_and_on_the_live_page() -> None:
    reading = drawn(RENDERING.finished(answer()))
    digest = answer().citations[0].sha256[:12]
    at_quote = f"/sources/articles/summer.md?start=10&end=31&version={digest}#quote"
    assert [link["href"] for link in reading.with_class("cite")] == [at_quote]
    assert [link["href"] for link in reading.with_class("open-source")] == [at_quote]
    assert [link["href"] for link in reading.with_class("open-page")] == [
        "https://example.org/summer#:~:text=Interns%20start%20in%20May."
    ]


def test_a_source_tells_its_kind_and_dates() -> None:
    reading = drawn(RENDERING.finished(answer()))
    assert "Article · published 4 March 2023 (3 years old) · checked 22 November 2026" in reading.text
    assert describe(citation(1, "x", published=None, kind="listing"), TODAY) == (
        "Listing · undated · checked 22 November 2026"
    )


def test_the_entry_of_a_pill_is_found_by_turn_and_number() -> None:
    reading = drawn(RENDERING.finished(answer()))
    ids = [attributes["id"] for _, attributes in reading.elements if "id" in attributes]
    assert ids == ["answer-3", "src-3-1"]


def test_only_cited_sources_are_listed_and_many_are_folded() -> None:
    many = tuple(citation(number, f"Quote {number}") for number in range(1, 10))
    reading = drawn(RENDERING.finished(answer("x", citations=many)))
    assert "See 3 more" in reading.text
    assert sum(name == "blockquote" for name, _ in reading.elements) == 9


def test_a_decline_names_the_nearest_sources() -> None:
    nearest = (
        SourceLink(document="a/b c.md", title="Pay & <housing>", url="https://example.org/pay"),
        SourceLink(document="d", title="Bad", url="javascript:alert(1)"),
    )
    declined = answer(
        "The sources do not say.", status="declined", citations=(), sentences=(), nearest=nearest
    )
    reading = drawn(RENDERING.finished(declined))
    assert "Pay & <housing>" in reading.text
    assert reading.links() == ["/sources/a/b%20c.md", "https://example.org/pay", "/sources/d"]
    assert "blockquote" not in [name for name, _ in reading.elements]


def test_a_nearest_source_is_quoted_and_opens_at_its_quote() -> None:
    near = SourceLink(document="a.md", title="Pay", quote="Pay <is> good.", start=3, end=17, sha256="f" * 64)
    declined = answer("No.", status="declined", citations=(), sentences=(), nearest=(near,))
    reading = drawn(RENDERING.finished(declined))
    assert "Pay <is> good." in reading.text
    (address,) = reading.links()
    assert address.startswith("/sources/a.md?start=3&end=17&version=f")
    assert address.endswith("#quote")


def test_disagreement_and_stand_in_are_told() -> None:
    both = answer(
        conflicts=(Conflict(about="the deadline", citations=(1, 2)),), fallback="the model is away."
    )
    text = drawn(RENDERING.finished(both)).text
    assert "Sources 1 and 2 disagree on the deadline." in text
    assert "This answer only quotes: the model is away." in text


def test_a_draft_shows_what_has_arrived() -> None:
    sentence = Sentence(text="Interns start in May. [1]", citations=(1,), support="supported")
    draft = Draft()
    for event in (
        Event(kind="status", data="Searching 3 guides"),
        Event(kind="sentence", data=sentence),
        Event(kind="citation", data=citation(1, "Interns start in May.")),
        Event(kind="listings", data=ListingResult(filters={}, total=1, open=1, items=(row("Intern"),))),
    ):
        draft = draft.after(event)
    reading = drawn(RENDERING.working(draft))
    assert reading.text.startswith("Interns start in May.Source 1Searching 3 guides1 matches, 1 open")
    assert len(reading.with_class("cite")) == 1
    assert draft.text == "Interns start in May."
    assert draft.after(Event(kind="done", data=answer())).answer == answer()


def test_stops_and_faults_are_told() -> None:
    assert "You stopped this answer." in drawn(RENDERING.stopped(Draft())).text
    sentence = Sentence(text="Interns start.", support="supported")
    assert "may be incomplete" in drawn(RENDERING.stopped(Draft(sentences=(sentence,)))).text
    assert "The model <is> away." in drawn(RENDERING.failed("The model <is> away.")).text


def assert_harmless(text: str) -> None:
    cited = citation(1, text, title=text, document=text or "x", url=text)
    hostile = answer(
        f"{text} [1]",
        citations=(cited,),
        fallback=text,
        nearest=(SourceLink(document=text or "x", title=text, url=text),),
        conflicts=(Conflict(about=text, citations=(1,)),),
        listings=ListingResult(
            filters={text: text},
            total=1,
            open=1,
            items=(row(text, company=text, locations=(text,), url=text, citation=1),),
            uninterpreted=(text,),
            groups={text: 1},
        ),
    )
    draft = Draft(
        status=text, sentences=(Sentence(text=text, citations=(1,), support="supported"),), citations=(cited,)
    )
    messages = [
        RENDERING.finished(hostile),
        RENDERING.finished(hostile.model_copy(update={"status": "declined"})),
        RENDERING.working(draft),
        RENDERING.stopped(draft),
        RENDERING.failed(text),
        RENDERING.question(text),
    ]
    for message in messages:
        reading = drawn(message)
        assert all(
            link.startswith(("/sources/", "/listings", "http://", "https://")) for link in reading.links()
        )
        allowed = {"href", "class", "target", "id", "role", "scope", "type", "title", "start", "dir"}
        assert all(set(attributes) <= allowed for _, attributes in reading.elements)


@pytest.mark.parametrize("text", payloads.OWN)
def test_no_text_of_an_answer_becomes_markup(text: str) -> None:
    assert_harmless(text)


def test_no_shared_payload_becomes_markup() -> None:
    for text in payloads.shared():
        assert_harmless(text)


def test_the_age_counts_to_the_day_of_the_answer() -> None:
    reading = drawn(Rendering(1, date(2020, 1, 1)).finished(answer(checked_on=date(2033, 3, 4))))
    assert "10 years old" in reading.text
