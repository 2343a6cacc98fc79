"""Questions and documents are data: neither gets script, images, links or requests into a reader's page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from web import payloads
from web.conftest import Watched

pytestmark = pytest.mark.browser

Ask = Callable[[Page, str], None]
# All links lead to our own pages or, from a document's own address, to the web; nothing is fetched or run.
FOREIGN = """() => [...document.querySelectorAll(
    '#chat .message-content :is(img, script, iframe, form, image, object, style, input)'
)].concat([...document.querySelectorAll('#chat .message-content a')].filter(
    (link) => !link.matches('.cite, .open-source, .open-page') || !/^https?:$/.test(link.protocol)
)).map((each) => each.outerHTML)"""


def assert_untouched(page: Page) -> None:
    assert page.evaluate(FOREIGN) == []
    expect(page).to_have_title("Internship assistant")


def test_payloads_in_a_question_stay_text(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    for text in payloads.OWN:
        ask(page, text)
        shown = page.locator(".question").last.inner_text()
        assert shown.split() == text.split()
    assert_untouched(page)


def test_payloads_in_a_document_stay_text(pages: Watched, ask: Ask) -> None:
    page = pages.open()
    for number in range(1, len(payloads.OWN) + 1):
        ask(page, f"What sticker does kayak {number} of the boathouse carry?")
    assert page.locator("a.cite").count() > 0
    assert_untouched(page)
    page.locator("a.cite").first.click()
    page.get_by_role("dialog", name="Source").locator("#quote").wait_for()
    assert page.locator("dialog img, dialog script, dialog iframe, dialog svg, dialog b").count() == 0
    assert page.locator("dialog a").evaluate_all("links => links.map(link => link.className)") == [
        "panel-tab"
    ]


def test_shared_payloads_in_questions_stay_text(pages: Watched, ask: Ask) -> None:
    texts = payloads.shared()
    page = pages.open()
    for start in range(0, len(texts), 60):
        ask(page, " ".join(texts[start : start + 60])[:2000])
    assert_untouched(page)
