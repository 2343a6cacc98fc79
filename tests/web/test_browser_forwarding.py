"""The chat page and the widget in a real browser, below a path behind a real proxy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from web.conftest import Site, Watched, running_site
from web.reverse_proxy import ReverseProxy

pytestmark = pytest.mark.browser

Ask = Callable[[Page, str], None]
PAY = "How much does the river lab pay its interns?"


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(
        tmp_path_factory.mktemp("below"), trusted_proxies="127.0.0.1", root_path="/careers/bot"
    ) as running:
        yield running


@pytest.mark.parametrize("strips", [True, False], ids=["stripping", "not stripping"])
def test_everything_works_below_a_path(below: Site, browser: Browser, ask: Ask, strips: bool) -> None:
    with ReverseProxy(below.url, "/careers/bot", strips).running() as url:
        watched = Watched(replace(below, url=url), browser)
        page = watched.open()
        assert page.url == f"{url}/chat/"
        ask(page, PAY)
        page.locator(".sources .open-source").first.click()
        expect(page.locator("#quote")).to_contain_text("31 euros an hour")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Share").click()
        link = page.get_by_label("Anyone with this link").input_value()
        assert link.startswith(f"{url}/shared/")
        page.reload()
        expect(page.locator(".said")).to_contain_text("31 euros an hour")
        browse = page.get_by_role("link", name="Browse the listings")
        expect(browse).to_have_attribute("href", "/careers/bot/listings")
        page.goto(f"{url}/listings")
        page.get_by_role("link", name="Hydrology research intern").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Hydrology")
        page.goto(link)
        expect(page.locator(".said")).to_contain_text("31 euros an hour")
        page.goto(f"{url}/embed")
        expect(page.locator("#tag")).to_contain_text(f'src="{url}/widget.js"')
        page.get_by_role("button", name="Ask about internships").click()
        page.get_by_role("textbox", name="Ask a question").fill(PAY)
        page.keyboard.press("Enter")
        expect(page.locator(".text")).to_contain_text("31 euros an hour")
        for context in watched.contexts:
            context.close()
        assert watched.elsewhere == []
        assert watched.faults == []
