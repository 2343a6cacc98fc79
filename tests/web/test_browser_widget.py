"""The widget in Chromium, on a page of another origin with a strict policy."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from internbot.sites.site import Budgets
from internbot.sites.site import Site as EmbeddingSite
from web.conftest import PATIENCE, Site

pytestmark = pytest.mark.browser

DEMO = Path(__file__).parents[2] / "docs" / "demo" / "serve.py"
PAY = "How much does the river lab pay its interns?"
LAUNCH = "Ask about internships"


def demo() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo", DEMO)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Foreign:
    """A site of somebody else with the widget on its page."""

    url: str
    attributes: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def foreign(site: Site) -> Iterator[Foreign]:
    found = Foreign("")
    server: ThreadingHTTPServer = demo().demo_server(
        site.url, "demo", attributes=lambda: " ".join(found.attributes)
    )
    found.url = f"http://127.0.0.1:{server.server_address[1]}"
    budgets = Budgets(visitor_minute=10_000, visitor_day=10_000, site_minute=10_000, site_day=100_000)
    site.services.sites.put(EmbeddingSite(name="demo", origins=(found.url,), budgets=budgets))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Visit:
    """A visitor's browser, with what it asked for and what went wrong."""

    browser: Browser
    foreign: Foreign
    contexts: list[BrowserContext] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, *attributes: str, **options: object) -> Page:
        self.foreign.attributes = list(attributes)
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.requests.append(request))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        page.goto(self.foreign.url)
        page.get_by_role("button", name=LAUNCH).wait_for() if not attributes else page.locator(
            "internbot-widget"
        ).wait_for(state="attached")
        return page


@pytest.fixture
def visit(browser: Browser, foreign: Foreign) -> Iterator[Visit]:
    """Afterwards no script may have failed and no policy have been violated."""
    visiting = Visit(browser, foreign)
    yield visiting
    for context in visiting.contexts:
        context.close()
    assert visiting.faults == []


def ask(page: Page, question: str) -> None:
    if not page.locator("dialog").is_visible():
        page.get_by_role("button", name=LAUNCH).click()
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("article").last.locator(".tools")).to_be_visible(timeout=PATIENCE)


def violations(page: Page) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]]


def test_nothing_but_the_script_is_loaded_before_it_is_opened(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.wait_for_load_state("networkidle")
    assert [one.url for one in visit.requests if one.url.startswith(site.url)] == [f"{site.url}/widget.js"]
    page.get_by_role("button", name=LAUNCH).click()
    expect(page.get_by_role("dialog", name=LAUNCH)).to_be_visible()
    expect(page.get_by_role("textbox")).to_be_focused()


def test_an_answer_shows_its_quotes_and_opens_the_source_there(visit: Visit, site: Site) -> None:
    page = visit.open()
    ask(page, PAY)
    expect(page.locator(".text")).to_contain_text("31 euros an hour")
    quote = page.locator("blockquote", has_text="31 euros an hour")
    expect(quote).to_be_visible()
    page.locator(".mark").first.click()
    expect(page.locator(".quotes li").first).to_be_focused()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open source").first.click()
    source = opened.value
    assert source.url.startswith(site.url)
    expect(source.locator("mark").first).to_be_visible()
    expect(source.locator("#quote")).to_contain_text("31 euros an hour")


def test_records_are_a_compact_table(visit: Visit) -> None:
    page = visit.open()
    ask(page, "Which postings are in Lyon?")
    expect(page.locator("table tbody tr")).to_have_count(2)
    expect(page.locator("table")).to_contain_text("River Lab")
    expect(page.locator("table")).to_contain_text("closed")


def test_the_conversation_is_there_again_on_the_next_page_and_is_cleared_for_good(
    visit: Visit, site: Site
) -> None:
    page = visit.open()
    ask(page, PAY)
    cookies = page.context.cookies()
    page.goto(f"{visit.foreign.url}/?next")
    page.get_by_role("button", name=LAUNCH).click()
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator(".text")).to_contain_text("31 euros an hour")
    ask(page, "And does it pay for housing?")
    expect(page.locator("article")).to_have_count(2)
    kept = page.evaluate("JSON.parse(Object.values(sessionStorage)[0])")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("article")).to_have_count(0)
    expect(page.locator(".greeting")).to_be_visible()
    page.wait_for_load_state("networkidle")
    site.services.dialogue.store()
    visitor = site.services.tokens.read(kept["token"], visit.foreign.url).id
    assert site.services.reviews.erasure.forget_visitor(visitor).conversations == 0
    assert cookies == page.context.cookies() == []


def test_everything_works_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.open()
    launcher = page.get_by_role("button", name=LAUNCH)
    launcher.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type(PAY)
    page.keyboard.press("Enter")
    expect(page.locator(".tools")).to_be_visible()
    expect(page.get_by_role("textbox")).to_be_focused()
    reached = set()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        reached.add(
            page.evaluate(
                "() => { const on = document.activeElement.shadowRoot?.activeElement;"
                " return on ? (on.getAttribute('aria-label') || on.textContent) : null; }"
            )
        )
    for name in ("Helpful", "Not helpful", "Copy", "Open source", "Clear", "Close"):
        assert any(name in (one or "") for one in reached), name
    page.get_by_role("textbox").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(launcher).to_be_focused()


def test_a_reader_of_the_screen_hears_an_answer_once(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("button", name=LAUNCH).click()
    page.evaluate(
        """() => {
            window.heard = [];
            const root = document.querySelector('internbot-widget').shadowRoot;
            const live = root.querySelector('[aria-live=polite]');
            const hear = () => window.heard.push(live.textContent);
            new MutationObserver(hear).observe(live, {childList: true, characterData: true, subtree: true});
        }"""
    )
    ask(page, PAY)
    heard = page.evaluate("window.heard")
    assert len(heard) == 1
    assert "31 euros an hour" in heard[0]
    assert "[1]" not in heard[0]
    assert page.locator("[role=log]").get_attribute("aria-live") == "off"


def test_feedback_with_a_reason_reaches_the_reviewers(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.evaluate("() => { internbot.on('answer', (answer) => { window.turn = answer.turn; }); }")
    ask(page, PAY)
    page.wait_for_function("window.turn")
    turn = page.evaluate("window.turn")
    page.get_by_role("button", name="Not helpful").click()
    page.get_by_label("What is wrong?").select_option("incomplete")
    page.get_by_label("In your words").fill("And on Sundays?")
    page.locator("form.why").get_by_role("button", name="Send").click()
    expect(page.locator(".rated")).to_contain_text("Thank you")
    kept = site.services.dialogue.store().feedback(turn)
    assert kept is not None
    assert (kept.liked, kept.reason, kept.comment) == (False, "incomplete", "And on Sundays?")


def test_whoever_asks_while_the_panel_still_opens_is_one_visitor(visit: Visit) -> None:
    page = visit.open()
    page.evaluate("question => { internbot.open(); internbot.ask(question); }", PAY)
    expect(page.locator(".tools")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [one.url.rpartition("/")[2] for one in visit.requests].count("visitors") == 1


def test_a_page_can_drive_it_and_hears_what_happens(visit: Visit) -> None:
    page = visit.open('data-launcher="none"')
    page.evaluate(
        """() => { window.told = []; for (const name of ['open', 'question', 'answer', 'close', 'clear'])
            internbot.on(name, () => window.told.push(name)); }"""
    )
    page.evaluate("question => { internbot.ask(question); }", PAY)
    expect(page.locator(".tools")).to_be_visible()
    page.evaluate("internbot.clear(); internbot.close();")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_function(
        "window.told.includes('close')"
    )  # a dialog tells of its closing a moment after it is hidden
    assert page.evaluate("window.told") == ["open", "question", "answer", "clear", "close"]


def test_an_answer_can_be_stopped_and_asked_for_again(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.get_by_role("button", name=LAUNCH).click()
    with site.gate.closed():
        page.get_by_role("textbox").fill(PAY)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".problem")).to_contain_text("Stopped")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".text")).to_contain_text("31 euros an hour")


def test_without_a_network_the_question_is_kept(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("button", name=LAUNCH).click()
    expect(page.locator(".choices")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("textbox").fill(PAY)
    page.keyboard.press("Enter")
    expect(page.locator(".problem").first).to_contain_text("You are offline")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".text")).to_contain_text("31 euros an hour")
    visit.faults.clear()  # the browser itself tells of requests without a network


def test_a_page_that_was_not_let_in_says_so(visit: Visit, site: Site) -> None:
    allowed = site.services.sites.get("demo")
    site.services.sites.put(allowed.model_copy(update={"origins": ("https://other.example.org",)}))
    try:
        page = visit.open()
        page.get_by_role("button", name=LAUNCH).click()
        expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    finally:
        site.services.sites.put(allowed)
    visit.faults.clear()  # the browser tells of the refused request


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(visit: Visit, scheme: str) -> None:
    page = visit.open(color_scheme=scheme)
    assert violations(page) == []
    page.get_by_role("button", name=LAUNCH).click()
    expect(page.locator(".choices")).to_be_visible()
    assert violations(page) == []
    ask(page, PAY)
    ask(page, "Which postings are in Lyon?")
    page.get_by_role("button", name="Not helpful").last.click()
    assert violations(page) == []
    page.get_by_role("textbox", name="Ask a question").fill("Is the model away at the river lab?")
    page.keyboard.press("Enter")
    expect(page.locator(".problem").first).to_be_visible()
    assert violations(page) == []


def test_on_a_phone_the_panel_is_the_whole_screen(visit: Visit) -> None:
    page = visit.open(viewport={"width": 360, "height": 640})
    ask(page, PAY)
    box = page.get_by_role("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 640}
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.get_by_role("link", name="Programs").count() == 1
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_at_four_hundred_percent_everything_can_be_reached(visit: Visit) -> None:
    page = visit.open(viewport={"width": 320, "height": 256})
    ask(page, PAY)
    for name in ("Send", "Close"):
        control = page.get_by_role("button", name=name, exact=True)
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport()
    wide = page.evaluate(
        "() => document.querySelector('internbot-widget').shadowRoot.querySelector('dialog').scrollWidth"
    )
    assert wide <= 320


def test_it_speaks_other_languages_and_from_right_to_left(visit: Visit) -> None:
    page = visit.open('data-language="ar"')
    page.evaluate("internbot.open()")
    expect(page.get_by_role("dialog", name="اسأل عن التدريب")).to_be_visible()
    expect(page.locator("internbot-widget")).to_have_attribute("dir", "rtl")
    german = visit.open(locale="de-DE")
    del german
    spanish = visit.open('data-language="es" data-title="Pregunta" data-strings=\'{"send": "Adelante"}\'')
    spanish.evaluate("internbot.open()")
    expect(spanish.get_by_role("dialog", name="Pregunta")).to_be_visible()
    expect(spanish.get_by_role("button", name="Adelante")).to_be_visible()


def test_a_site_gives_it_its_colours(visit: Visit, site: Site) -> None:
    page = visit.open(
        'data-colour="#ffd400" data-radius="0" data-position="left" data-title="Ask the harbour"'
    )
    page.evaluate("internbot.open()")
    box = page.get_by_role("dialog", name="Ask the harbour").bounding_box()
    assert box is not None
    assert box["x"] < 40
    colours = page.get_by_role("button", name="Send").evaluate(
        "(node) => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]"
    )
    assert colours == ["rgb(255, 212, 0)", "rgb(0, 0, 0)"]
    expect(page.locator(".choices")).to_be_visible()
    assert violations(page) == []


def test_what_documents_say_never_becomes_part_of_the_page(visit: Visit) -> None:
    page = visit.open()
    for number in (1, 2, 3, 5, 8):
        ask(page, f"Which sticker does kayak {number} of the boathouse carry on its side?")
    counts = page.evaluate(
        """() => { const root = document.querySelector('internbot-widget').shadowRoot;
            const bad = [...root.querySelectorAll('*')].filter((node) =>
                /^(script|iframe|img|svg|object|embed|style|math|base|meta)$/.test(node.localName) ||
                [...node.attributes].some((one) =>
                    /^on/.test(one.name) || /^\\s*(javascript|data|vbscript):/i.test(one.value)));
            return [bad.length, document.title]; }"""
    )
    assert counts == [0, "Careers at the Harbour Institute"]


def test_the_page_for_owners_writes_the_tag_and_shows_the_widget(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.goto(f"{site.url}/embed")
    expect(page.get_by_role("button", name=LAUNCH)).to_be_visible()
    page.get_by_label("Site", exact=True).fill("demo")
    page.get_by_label("Title").fill('Ask "us"')
    page.get_by_label("Position").select_option("left")
    expect(page.locator("#tag")).to_contain_text(
        f'<script src="{site.url}/widget.js" data-site="demo" data-title="Ask &quot;us&quot;" '
        'data-position="left" async></script>'
    )
    expect(page.locator("#policy")).to_have_text(f"script-src {site.url}; connect-src {site.url}")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("button", name='Ask "us"')).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name='Ask "us"').click()
    page.get_by_role("textbox", name="Ask a question").fill(PAY)
    page.keyboard.press("Enter")
    expect(page.locator(".text")).to_contain_text("31 euros an hour")


def test_a_page_of_a_known_site_may_frame_the_chat_and_others_may_not(visit: Visit, site: Site) -> None:
    page = visit.open()
    policy = page.request.get(f"{site.url}/chat/").headers["content-security-policy"]
    (framers,) = (part for part in policy.split(";") if "frame-ancestors" in part)
    assert {"'self'", visit.foreign.url} <= set(framers.split())
    assert "*" not in framers
    assert "x-frame-options" not in page.request.get(f"{site.url}/chat/").headers
    assert page.request.get(f"{site.url}/listings").headers["x-frame-options"] == "DENY"
