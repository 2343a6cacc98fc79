"""What people with other screens, eyes and habits get of the pages."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from web.conftest import Watched

pytestmark = pytest.mark.browser

Ask = Callable[[Page, str], None]
PAY = "How much does the river lab pay its interns?"
PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
DARK: dict[str, Any] = {"color_scheme": "dark"}


def assert_accessible(page: Page) -> None:
    """axe finds nothing serious or critical."""
    script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)
    found = page.evaluate("axe.run()")
    grave = [
        (each["id"], [node["html"][:200] for node in each["nodes"]])
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]
    assert grave == []


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("options", [{}, DARK, PHONE], ids=["light", "dark", "phone"])
def test_every_state_is_accessible_and_fits(pages: Watched, ask: Ask, options: dict[str, Any]) -> None:
    page = pages.open(**options)
    assert_accessible(page)
    assert fits(page)
    ask(page, PAY)
    assert_accessible(page)
    page.locator(".sources .open-source").first.click()
    page.locator("#quote").wait_for()
    assert_accessible(page)
    page.keyboard.press("Escape")
    ask(page, "Which internships are open in Lyon?")
    ask(page, "Does the moon colony have a dress code for violin teachers?")
    ask(page, "hello")
    assert_accessible(page)
    assert fits(page)


@pytest.mark.parametrize("options", [{}, DARK, PHONE], ids=["light", "dark", "phone"])
def test_the_source_page_is_accessible_and_fits(pages: Watched, options: dict[str, Any]) -> None:
    for path in ("/sources/articles/summer%20lab%20%231%20%C3%BCber.md?start=0&end=40", "/sources/none"):
        page = pages.open(path, **options)
        assert_accessible(page)
        assert fits(page)


def test_dark_is_dark_and_light_is_light(pages: Watched) -> None:
    def paper(**options: Any) -> str:
        return str(pages.open(**options).evaluate("getComputedStyle(document.body).backgroundColor"))

    assert paper() == "rgb(251, 250, 247)"
    assert paper(**DARK) == "rgb(20, 22, 26)"


def test_on_a_phone_a_tap_shows_the_quote_and_leads_to_the_source(pages: Watched, ask: Ask) -> None:
    page = pages.open(**PHONE)
    ask(page, PAY)
    page.locator("a.cite").first.tap()
    card = page.locator("#cite-card")
    expect(card.locator("blockquote")).not_to_be_empty()
    card.get_by_role("link", name="Open source").tap()
    expect(page.get_by_role("dialog", name="Source").locator("#quote")).to_be_in_viewport()
    page.get_by_role("button", name="Close").tap()
    page.locator("a.cite").first.tap()
    page.locator("#name h1").tap()
    expect(card).to_have_count(0)


def test_nothing_moves_where_that_is_not_wanted(pages: Watched) -> None:
    page = pages.open(reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((each) => {
            const style = getComputedStyle(each);
            return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
        }).map((each) => each.outerHTML.slice(0, 80))"""
    )
    assert moving == []


def test_each_new_question_stands_at_the_top_and_its_answer_below(pages: Watched, ask: Ask) -> None:
    page = pages.open(reduced_motion="reduce")
    ask(page, PAY)
    ask(page, "hello")
    page.wait_for_function(
        "Math.abs(document.querySelectorAll('.question')[1].getBoundingClientRect().top) < 40"
    )
    expect(page.locator("button.chip").first).to_be_in_viewport()
    expect(page.get_by_label("Your question")).to_be_in_viewport()
