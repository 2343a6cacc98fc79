"""What the chat page keeps, shares and exports, in a real browser; and the languages that it speaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from web.conftest import Site, Watched
from web.test_browser_looks import DARK, PHONE, assert_accessible, fits

pytestmark = pytest.mark.browser

Ask = Callable[[Page, str], None]
PAY = "How much does the river lab pay its interns?"
START = "When do interns at the river lab start?"


def test_an_old_conversation_is_opened_from_the_list_and_goes_on(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, PAY)
    page.get_by_role("button", name="New conversation").click()
    page.locator("button.starter").first.wait_for()
    ask(page, START)
    page.get_by_role("button", name="Conversations").click()
    drawer = page.get_by_role("dialog", name="Conversations")
    expect(drawer.locator("li")).to_have_count(2)
    expect(drawer.locator("li a").first).to_have_text(START)
    expect(drawer.locator("li a").first).to_have_attribute("aria-current", "page")
    drawer.get_by_role("link", name=PAY).click()
    expect(page.locator(".question")).to_have_text(PAY)
    expect(page.locator(".answer .said")).to_contain_text("31 euros an hour")
    ask(page, "And does it pay for housing?")
    expect(page.locator(".question")).to_have_count(2)
    page.reload()
    expect(page.locator(".question")).to_have_count(2)


def test_the_list_holds_no_secret_and_opens_nothing_elsewhere(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, PAY)
    page.wait_for_url("**c=*")
    assert "internbot_visitor" not in page.evaluate("document.cookie + JSON.stringify(localStorage)")
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    other = pages.open()
    other.goto(page.url)
    other.locator("button.starter").first.wait_for()
    expect(other.locator(".question")).to_have_count(0)


def test_a_conversation_is_deleted_from_the_browser_and_the_server(
    pages: Watched, ask: Ask, site: Site
) -> None:
    page = pages.open()
    ask(page, PAY)
    page.wait_for_url("**c=*")
    page.get_by_role("button", name="Conversations").click()
    page.get_by_role("button", name="Delete").click()
    page.locator("button.starter").first.wait_for()
    expect(page.locator(".question")).to_have_count(0)
    assert page.evaluate("JSON.parse(localStorage['internbot conversations'])") == []
    visitor = site.services.tokens.read(page.context.cookies()[0]["value"], None).id
    assert site.services.reviews.erasure.forget_visitor(visitor).conversations == 0


def test_an_answer_is_shared_by_a_link_until_that_is_taken_back(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, "When do interns at the river lab start?")
    ask(page, PAY)
    page.get_by_role("button", name="Share").last.click()
    box = page.get_by_label("Anyone with this link")
    expect(box).to_be_focused()
    path = "/shared/" + box.input_value().partition("/shared/")[2]
    stranger = pages.open(path, java_script_enabled=False)
    expect(stranger.get_by_role("heading", level=1)).to_have_text(PAY)
    expect(stranger.locator(".said")).to_contain_text("31 euros an hour")
    expect(stranger.locator("blockquote").first).to_be_visible()
    expect(stranger.locator("body")).not_to_contain_text("first week of June")
    expect(stranger.get_by_role("button")).to_have_count(0)
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_role("button", name="Share").last).to_be_focused()
    stranger.reload()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Nothing is shared here")


def test_a_conversation_is_saved_as_markdown(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    ask(page, PAY)
    page.wait_for_url("**c=*")
    page.get_by_role("button", name="Conversations").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Save as Markdown").click()
    text = Path(coming.value.path()).read_text(encoding="utf-8")
    assert f"## {PAY[:-1]}" in text
    assert "31 euros an hour" in text
    assert "> The river lab pays its interns" in text


def test_feedback_with_a_reason_is_kept(pages: Watched, ask: Ask, site: Site) -> None:
    page = pages.open()
    ask(page, PAY)
    page.get_by_role("button", name="Not helpful").click()
    page.get_by_label("What is wrong?").select_option("out_of_date")
    page.get_by_label("In your words").fill("It was long ago")
    page.keyboard.press("Enter")
    expect(page.locator(".answer").get_by_role("status")).to_contain_text("Thank you")
    turn = (page.locator('[id^="kept-"]').get_attribute("id") or "").rpartition("-")[2]
    kept = site.services.dialogue.store().feedback(turn)
    assert kept is not None
    assert (kept.liked, kept.reason, kept.comment) == (False, "out_of_date", "It was long ago")


@pytest.mark.parametrize(
    ("locale", "language", "label", "direction"),
    [
        ("de-DE", "de", "Deine Frage", "ltr"),
        ("ar-EG", "ar", "سؤالك", "rtl"),
        ("nb-NO", "en", "Your question", "ltr"),
    ],
)
def test_it_speaks_the_language_of_the_browser(
    pages: Watched, locale: str, language: str, label: str, direction: str
) -> None:
    page = pages.open(locale=locale)
    expect(page.get_by_label(label)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    assert_accessible(page)
    assert fits(page)


def test_the_language_can_be_switched_and_is_remembered(pages: Watched) -> None:
    page = pages.open()
    page.get_by_label("Language").select_option("fr")
    expect(page.get_by_label("Votre question")).to_be_visible()
    box = page.get_by_label("Votre question")
    box.fill(PAY)
    box.press("Enter")
    expect(page.get_by_role("button", name="Pas utile")).to_be_visible()
    expect(page.locator(".source-entry .facts").first).to_contain_text("publié le 2023-03-04")
    page.goto(pages.site.url + "/chat/")
    expect(page.get_by_label("Votre question")).to_be_visible()


@pytest.mark.parametrize("options", [{}, DARK, PHONE], ids=["light", "dark", "phone"])
def test_drawer_sharing_and_feedback_are_accessible_and_fit(
    pages: Watched, ask: Ask, options: dict[str, Any]
) -> None:
    page = pages.open(**options)
    ask(page, PAY)
    page.get_by_role("button", name="Not helpful").click()
    assert_accessible(page)
    page.get_by_role("button", name="Share").click()
    link = page.get_by_label("Anyone with this link").input_value()
    assert_accessible(page)
    assert fits(page)
    page.get_by_role("button", name="Conversations").click()
    page.get_by_role("dialog", name="Conversations").wait_for()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Conversations")).to_be_focused()
    page.goto(link)
    assert_accessible(page)
    assert fits(page)


def test_on_a_wide_screen_one_goes_on_asking_beside_the_source(pages: Watched, ask: Ask) -> None:
    page = pages.open(viewport={"width": 1440, "height": 900})
    ask(page, PAY)
    page.locator(".sources .open-source").first.click()
    panel = page.get_by_role("dialog", name="Source")
    expect(panel.locator("#quote")).to_be_in_viewport()
    chat, source = page.locator("#chat").bounding_box(), panel.bounding_box()
    assert chat is not None
    assert source is not None
    assert chat["x"] + chat["width"] <= source["x"]
    assert_accessible(page)
    ask(page, START)
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    page.set_viewport_size({"width": 500, "height": 800})
    page.locator(".sources .open-source").last.click()
    below = panel.bounding_box()
    assert below is not None
    assert below["y"] > 100
    assert (below["width"], below["y"] + below["height"]) == (500, 800)
