"""The listings in a real browser: by keyboard, without script, on a phone, in the dark; and the chips of the chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from web.conftest import Watched
from web.test_browser_looks import DARK, PHONE, assert_accessible, fits

pytestmark = pytest.mark.browser

Ask = Callable[[Page, str], None]
PATHS = (
    "/listings",
    "/listings?q=internships+in+lyon",
    "/listings?place=Zzyzxqq",
    "/listings?q=internships+in+rome",
)


@pytest.mark.parametrize("options", [{}, DARK, PHONE], ids=["light", "dark", "phone"])
def test_the_listings_are_accessible_and_fit(pages: Watched, options: dict[str, Any]) -> None:
    for path in PATHS:
        page = pages.open(path, **options)
        assert_accessible(page)
        assert fits(page)
        page.context.close()


def test_a_record_is_accessible_and_fits_on_a_phone(pages: Watched) -> None:
    page = pages.open("/listings", **PHONE)
    page.get_by_role("link", name="Hydrology research intern").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hydrology research intern")
    assert_accessible(page)
    assert fits(page)


def test_without_script_one_can_search_narrow_and_widen(pages: Watched) -> None:
    page = pages.open("/listings", java_script_enabled=False)
    page.get_by_label("Search in plain words").fill("internships in Lyon")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#total")).to_have_text("2 match, 1 open, 1 closed")
    page.get_by_role("link", name="Open 1").click()
    expect(page.locator("#total")).to_have_text("1 matches, 1 open")
    page.get_by_role("link", name="Remove status: open").click()
    expect(page.locator("#total")).to_have_text("2 match, 1 open, 1 closed")


def test_the_keyboard_reaches_search_results_and_facets_in_that_order(pages: Watched) -> None:
    page = pages.open("/listings")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(document.activeElement.closest('form, tbody, .facets') || document.activeElement)"
                ".tagName.toLowerCase()"
            )
        )
    places = [reached.index(name) for name in ("form", "tbody", "aside")]
    assert places == sorted(places)


def test_a_chip_is_taken_away_with_the_keyboard_and_the_conversation_goes_on(
    pages: Watched, ask: Ask
) -> None:
    page = pages.open("/")
    ask(page, "Which open internships are in Lyon?")
    chips = page.locator(".filters li")
    expect(chips).to_have_count(3)
    page.get_by_role("link", name="Without the condition on status").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_have_count(2)
    expect(page.locator(".question").nth(1)).to_have_text("Without the condition on status")
    expect(page.locator(".answer").nth(1).locator(".filters li")).to_have_count(2)
    expect(page.locator(".answer").nth(1)).to_contain_text("2 postings match")


def test_the_chat_leads_to_the_same_result_in_the_listings(pages: Watched, ask: Ask) -> None:
    page = pages.open("/")
    expect(page.get_by_role("link", name="Browse the listings")).to_have_attribute("href", "/listings")
    ask(page, "Which open internships are in Lyon?")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="See it in the listings").click()
    expect(opened.value.locator("#total")).to_have_text("1 matches, 1 open")
