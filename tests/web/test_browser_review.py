"""A recruiter at work in a real browser: by keyboard, in the dark, on a phone; a correction whose quote is selected."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from web.conftest import Site, Watched
from web.review.reviewer import PASSWORD
from web.test_browser_looks import DARK, PHONE, assert_accessible, fits

pytestmark = pytest.mark.browser

PAY = "How much does the river lab pay its interns?"
START = "When do interns at the river lab start?"
MOON = "Does the moon colony have a dress code for violin teachers?"
PARROTS = "How many parrots does the river lab give to interns in Tokyo?"


@pytest.fixture(autouse=True)
def asked(site: Site) -> None:
    accounts = site.services.reviews.accounts
    if "Rosa" not in [one.name for one in accounts.all()]:
        accounts.add("Rosa", PASSWORD, "admin", "a test")
    for question in (PAY, START, MOON, PARROTS):
        list(site.services.dialogue.converse(question))
    site.services.dialogue.store()
    while site.services.reviews.queue.take_in():
        pass


def sign_in(pages: Watched, **options: Any) -> Page:
    page = pages.open("/review/queue", **options)
    page.get_by_label("Name").fill("Rosa")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Queue")
    return page


def open_answer(page: Page, question: str) -> None:
    page.get_by_role("link", name=question, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(question)
    # The script that listens to keys is loaded by then.
    page.wait_for_load_state("load")


@pytest.mark.parametrize("options", [{}, DARK, PHONE], ids=["light", "dark", "phone"])
def test_every_page_is_accessible_and_fits(pages: Watched, options: dict[str, Any]) -> None:
    page = pages.open("/review/sign-in", **options)
    assert_accessible(page)
    page.context.close()
    page = sign_in(pages, **options)
    names = (
        "queue",
        "alarms",
        "approved",
        "gaps",
        "conflicts",
        "numbers",
        "retrieval?q=river+lab+pay",
        "people",
    )
    for name in (*names, "audit", "visitors"):
        page.goto(f"{pages.site.url}/review/{name}")
        assert_accessible(page)
        assert fits(page), name
    page.goto(f"{pages.site.url}/review/gaps")
    page.get_by_role("link", name=MOON).click()
    assert_accessible(page)
    assert fits(page)
    page.goto(f"{pages.site.url}/review/queue")
    open_answer(page, START)
    assert_accessible(page)
    assert fits(page)
    page.locator("#correction > summary").click()
    page.locator("#shelved .text").wait_for()
    assert_accessible(page)
    assert fits(page)


def test_keys_judge_sentence_by_sentence_and_lead_to_the_next(pages: Watched, site: Site) -> None:
    page = sign_in(pages)
    open_answer(page, START)
    turn = page.url.partition("/answers/")[2].partition("?")[0]
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(page.get_by_role("group", name="Sentence 1").get_by_label("Wrong")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: turn not in url.partition("?")[0])
    said = {
        (one.verdict.part, one.verdict.number): one.verdict.judgement
        for one in site.services.reviews.verdicts.of(turn)
    }
    assert said[("sentence", 1)] == "wrong"
    assert said[("answer", 0)] == "wrong"


def test_an_approved_answer_is_served_marked_and_withdrawn(pages: Watched, site: Site) -> None:
    page = sign_in(pages)
    open_answer(page, PAY)
    turn = page.url.partition("/answers/")[2].partition("?")[0]
    page.keyboard.press("a")
    page.wait_for_url(lambda url: turn not in url.partition("?")[0])
    told = site.assistant.answer("What do interns earn at the river lab?")
    assert told.approved_by == "Rosa"
    assert "Checked by Rosa on 22 November 2026." in told.text
    assert site.assistant.answer("How much does the river lab pay its mentors?").approved_by is None
    page.goto(f"{site.url}/review/approved")
    page.locator("section", has_text=PAY).get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("heading", name=PAY)).to_have_count(0)
    assert site.assistant.answer(PAY).approved_by is None


def test_a_correction_cites_the_words_that_are_selected(pages: Watched, site: Site) -> None:
    page = sign_in(pages)
    open_answer(page, START)
    page.keyboard.press("e")
    page.locator("#shelved .text").wait_for()
    page.get_by_label("Words of sentence 1").fill("Interns stay at the river lab for twelve weeks.")
    page.evaluate(
        """() => {
            const text = document.querySelector("#shelved .text").firstChild;
            const at = text.data.indexOf("stay for twelve weeks");
            document.getSelection().setBaseAndExtent(text, at, text, at + "stay for twelve weeks".length);
        }"""
    )
    page.get_by_role("button", name="Cite the selected words").click()
    expect(page.get_by_label("Quote that proves sentence 1")).to_have_value("stay for twelve weeks")
    for number in range(1, page.locator(".written").count()):
        page.locator(f"#text-{number}").fill("")
    page.get_by_role("button", name="Approve the corrected answer").click()
    page.wait_for_url(lambda url: "/correct" not in url)
    told = site.assistant.answer(START)
    assert told.approved_by == "Rosa"
    assert told.sentences[0].text == "Interns stay at the river lab for twelve weeks."
    (cited,) = told.citations
    assert (
        site.assistant.show(cited.document).text[cited.start : cited.end]
        == cited.quote
        == "stay for twelve weeks"
    )
    site.services.reviews.approved.withdraw(site.services.reviews.approved.all()[0].id)


def test_a_quote_that_stands_in_no_source_is_refused(pages: Watched, site: Site) -> None:
    page = sign_in(pages)
    open_answer(page, START)
    page.keyboard.press("e")
    page.get_by_label("Quote that proves sentence 1").fill("Interns are paid in gold.")
    page.get_by_role("button", name="Approve the corrected answer").click()
    expect(page.get_by_role("alert")).to_contain_text("does not stand in")
    expect(page.get_by_label("Quote that proves sentence 1")).to_have_value("Interns are paid in gold.")
    assert START not in [one.question for one in site.services.reviews.approved.all()]


def test_a_gap_is_filled_and_answered_from_then_on(pages: Watched, site: Site) -> None:
    page = sign_in(pages)
    page.goto(f"{site.url}/review/gaps")
    page.get_by_role("link", name=MOON).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(MOON)
    expect(page.get_by_text("Nothing that is near to it.")).to_be_visible()
    text = page.get_by_label("Text:")
    page.get_by_label("Title").fill("Dress code of the moon colony")
    text.fill("The moon colony has a dress code for violin teachers: a silver coat.")
    page.get_by_role("button", name="Add to knowledge").click()
    expect(page.get_by_role("status")).to_contain_text("dress-code-of-the-moon-colony.md")
    expect(page.get_by_role("status")).to_contain_text("answered from it")
    told = site.assistant.answer(MOON)
    assert told.status == "answered"
    assert "silver coat" in told.text
    assert [one.document for one in told.citations] == ["articles/dress-code-of-the-moon-colony.md"]
    page.goto(f"{site.url}/review/gaps")
    expect(page.get_by_role("row", name=MOON)).to_contain_text("answered by now")
    written = site.settings.knowledge / "articles" / "dress-code-of-the-moon-colony.md"
    written.unlink()
    site.assistant.ingest([str(site.settings.knowledge)], prune=True)


def test_a_draft_quotes_what_there_is_and_is_not_added_as_it_stands(pages: Watched, site: Site) -> None:
    page = sign_in(pages)
    page.goto(f"{site.url}/review/gaps")
    page.get_by_role("link", name=PARROTS).click()
    expect(page.get_by_text("Missing:").locator("..")).to_contain_text("“parrots”")
    expect(page.locator("blockquote").first).to_be_visible()
    expect(page.get_by_label("Text:")).to_have_value(
        re.compile("According to Summer at the river lab, 4 March 2023")
    )
    page.get_by_role("button", name="Add to knowledge").click()
    expect(page.get_by_role("alert")).to_contain_text("only repeats")
    assert not list((site.settings.knowledge / "articles").glob("*parrots*"))


def test_without_script_a_verdict_can_be_given(pages: Watched, site: Site) -> None:
    page = sign_in(pages, java_script_enabled=False)
    open_answer(page, START)
    turn = page.url.partition("/answers/")[2].partition("?")[0]
    page.get_by_role("group", name="The whole answer").get_by_label("Incomplete").check(force=True)
    page.get_by_role("button", name="Save, next").click()
    (said,) = site.services.reviews.verdicts.of(turn)
    assert said.verdict.judgement == "incomplete"
