"""The chat page in Chromium, against a real server and assistant."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from web.conftest import Site, Watched

pytestmark = pytest.mark.browser

Ask = Callable[[Page, str], None]
PAY = "How much does the river lab pay its interns?"
START = "When do interns at the river lab start?"


def answers(page: Page) -> list[str]:
    return page.locator(".answer .said").all_inner_texts()


def pill_of(page: Page, words: str) -> Locator:
    """The first mark in the text of the source whose quote holds certain words."""
    number = page.locator(".sources li", has_text=words).first.locator(".number").inner_text()
    return page.locator(f'.said a.cite:text-matches("^Source *{number}$")').first


def test_the_empty_page_says_what_it_knows_and_offers_questions(pages: Watched) -> None:
    page = pages.open()
    expect(page).to_have_title("Internship assistant")
    expect(page.locator("h1")).to_have_text("Internship assistant")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#knowledge")).to_contain_text(
        re.compile(r"\b3 .+ and 2 .+, checked 22 November 2026")
    )
    assert 1 <= page.locator("button.starter").count() <= 4
    page.locator("button.starter").first.click()
    expect(page.locator(".answer .said")).not_to_be_empty()
    expect(page.locator("button.starter")).to_have_count(0)


def test_an_answer_cites_the_quote_that_stands_in_the_source(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, PAY)
    expect(page.locator(".answer .said").last).to_contain_text("31 euros an hour")
    source = page.locator(".sources li", has_text="31 euros an hour")
    document = page.locator(".source-entry", has_text="31 euros an hour")
    expect(document.locator(".head")).to_have_text("Summer at the river lab")
    expect(document.locator(".facts")).to_have_text(
        "Article · published 4 March 2023 (3 years old) · checked 22 November 2026"
    )
    live = source.locator(".open-page").get_attribute("href") or ""
    assert live.startswith("https://example.org/summer?x=1#:~:text=")


def test_a_pill_shows_its_quote_at_once_and_opens_the_source_there(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, PAY)
    pill = pill_of(page, "31 euros an hour")
    pill.hover()
    card = page.locator("#cite-card")
    expect(card).to_contain_text("31 euros an hour")
    expect(card).to_contain_text("published 4 March 2023")
    expect(pill).to_have_attribute("aria-describedby", "cite-card")
    pill.click()
    panel = page.get_by_role("dialog", name="Source")
    expect(panel.locator("#quote")).to_be_in_viewport()
    assert "31 euros an hour" in (panel.locator("mark").all_inner_texts()[0])
    expect(panel.locator("h1")).to_have_text("Summer at the river lab")
    with page.context.expect_page() as opened:
        panel.get_by_role("link", name="Open in a new tab").click()
    expect(opened.value.locator("#quote")).to_be_in_viewport()
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()


def test_everything_can_be_done_with_the_keyboard(pages: Watched) -> None:
    page = pages.open()
    box = page.get_by_label("Your question")
    expect(box).to_be_focused()
    page.keyboard.type(PAY)
    page.keyboard.press("Enter")
    page.locator(".actions .copy").wait_for()
    pill = pill_of(page, "31 euros an hour")
    for _ in range(80):
        page.keyboard.press("Shift+Tab")
        if pill.evaluate("pill => pill === document.activeElement"):
            break
    expect(page.locator("#cite-card")).to_contain_text("31 euros an hour")
    page.keyboard.press("Escape")
    expect(page.locator("#cite-card")).to_have_count(0)
    expect(pill).to_be_focused()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Source")
    expect(panel.locator("#quote")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(pill).to_be_focused()


def test_a_decline_shows_what_comes_nearest_and_copies_it(pages: Watched, ask: Ask) -> None:
    page = pages.open(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "Does the river lab pay its interns a pension?")
    near = page.locator(".nearest li").first
    quote = near.locator("blockquote").inner_text()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert f"“{quote}”" in page.evaluate("navigator.clipboard.readText()")
    near.locator(".open-source").click()
    panel = page.get_by_role("dialog", name="Source")
    expect(panel.locator("#quote")).to_be_in_viewport()
    assert panel.locator("mark").all_inner_texts()[0] in quote


def test_something_moves_while_it_works_and_stop_stops_it(site: Site, pages: Watched, ask: Ask) -> None:
    page = pages.open()
    with site.gate.closed():
        box = page.get_by_label("Your question")
        box.fill(START)
        box.press("Enter")
        expect(page.locator(".working")).to_contain_text("Searching 3 ")
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".answer .note")).to_contain_text("You stopped this answer")
        expect(page.locator(".working")).to_have_count(0)
    ask(page, PAY)
    assert len(page.locator(".answer").all()) == 2
    assert "31 euros an hour" in answers(page)[-1]


def test_a_question_asked_meanwhile_takes_over(site: Site, pages: Watched) -> None:
    page = pages.open()
    box = page.get_by_label("Your question")
    with site.gate.closed():
        box.fill(START)
        box.press("Enter")
        page.locator(".working").wait_for()
        box.fill(PAY)
        box.press("Enter")
        expect(page.locator(".question")).to_have_count(2)
        expect(page.locator(".answer").first.locator(".note")).to_contain_text("You stopped")
    expect(page.locator(".answer").last).to_contain_text("31 euros an hour")
    expect(page.locator(".answer").first.locator(".note")).to_contain_text("You stopped")


def test_asking_again_answers_the_last_question_anew(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, START)
    before = page.locator(".answer").get_attribute("id")
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(".answer")).not_to_have_attribute("id", before or "")
    expect(page.locator(".answer .said")).to_contain_text("first week of June")
    expect(page.locator(".question")).to_have_count(1)


def test_a_new_conversation_is_empty(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, START)
    page.get_by_role("button", name="New conversation").click()
    page.locator("button.starter").first.wait_for()
    expect(page.locator(".question")).to_have_count(0)
    ask(page, PAY)
    expect(page.locator(".question")).to_have_count(1)


def test_an_answer_is_copied_with_its_sources(pages: Watched, ask: Ask) -> None:
    page = pages.open(permissions=["clipboard-read", "clipboard-write"])
    ask(page, PAY)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "31 euros an hour" in copied
    assert "[1]" in copied.partition("\n\n")[0]
    assert re.search(r"\n\[\d+\] Summer at the river lab, https://example\.org/summer\?x=1(\n|$)", copied)


def test_listings_are_a_table_without_closed_ones(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, "Which internships are open in Lyon?")
    table = page.get_by_role("table").first
    expect(table).to_contain_text("Hydrology research intern")
    expect(table).not_to_contain_text("Sensor engineering intern")
    expect(page.locator(".answer")).to_contain_text("1 open")
    table.get_by_role("link", name="Hydrology research intern").first.click()
    expect(page.get_by_role("dialog", name="Source").locator("mark").first).to_be_visible()


def test_what_is_not_known_is_said(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, "Does the moon colony have a dress code for violin teachers?")
    expect(page.locator(".answer.declined .said")).not_to_be_empty()
    expect(page.locator("a.cite")).to_have_count(0)


def test_a_suggested_question_is_asked_when_it_is_pressed(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, "hello")
    chip = page.locator("button.chip").first
    question = chip.inner_text()
    chip.click()
    expect(page.locator(".question").last).to_have_text(question)
    expect(page.locator(".answer")).to_have_count(2)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Is the model away from the river lab (model away)?", "does not respond. Try again in a minute."),
        ("Is there a program fault at the river lab?", "choose “Ask again”"),
    ],
)
def test_a_fault_is_explained_and_shows_no_details(
    pages: Watched, ask: Ask, question: str, words: str
) -> None:
    page = pages.open()
    ask(page, question)
    expect(page.locator(".problem")).to_contain_text(words)
    assert "secret detail" not in page.content()
    ask(page, PAY)
    expect(page.locator(".answer").last).to_contain_text("31 euros an hour")


def test_two_tabs_are_two_conversations(pages: Watched, ask: Ask) -> None:
    first = pages.open()
    second = pages.open_in(first.context)
    ask(first, PAY)
    ask(second, START)
    ask(first, "And when do they start?")
    expect(first.locator(".question")).to_have_count(2)
    expect(second.locator(".question")).to_have_count(1)
    assert first.locator(".question").all_inner_texts() == [PAY, "And when do they start?"]


def test_a_finished_answer_is_announced_once(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, PAY)
    expect(page.locator("#voice")).to_contain_text("31 euros an hour")
    expect(page.locator("#voice")).to_contain_text(re.compile(r"\d+ sources?\.$"))
    expect(page.locator('#chat [role="log"]')).to_have_attribute("aria-live", "off")
    assert page.locator("#chat [data-testid][aria-label]").count() == 0


def test_the_page_shows_nothing_of_its_framework(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, PAY)
    assert "gradio" not in page.locator("body").inner_text().lower()
    expect(page.get_by_role("button", name=re.compile("clear|like|discussion", re.IGNORECASE))).to_have_count(
        0
    )
