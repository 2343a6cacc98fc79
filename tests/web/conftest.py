"""A real server with a real assistant on a small folder of knowledge, and a real Chromium in front of it."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from internbot.answering.answers import Event, Message
from internbot.assistant import Assistant
from internbot.errors import BackendUnavailable
from internbot.questions.page_context import PageContext
from internbot.settings import Settings
from internbot.web.app import build
from internbot.web.services import Services, open_services
from web import payloads

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000
"""Milliseconds that a busy machine may take for a step."""
KNOWLEDGE = {
    "articles/summer lab #1 über.md": """---
title: Summer at the river lab
url: https://example.org/summer?x=1
published: 2023-03-04
---

# Summer at the river lab

Interns at the river lab start in the first week of June and stay for twelve weeks.

## What interns do

Every intern at the river lab has one mentor and one project of their own.

- a meeting with the mentor every Monday
- a talk to the whole lab in the last week

## Pay

The river lab pays its interns 31 euros an hour, and it does not pay for housing.
""",
    "articles/applying.md": """---
title: Applying to the river lab
url: https://example.org/applying
published: 2026-09-01
---

# Applying to the river lab

An application to the river lab needs a letter of one page and two references.
""",
    # A line of JSONL is kept as it is, markup and all.
    "articles/hostile.jsonl": json.dumps(
        {
            "id": "hostile",
            "title": "Notes on <b>kayaks</b> ![x](http://127.0.0.1:9/title.png)",
            "url": "javascript:document.title='owned'",
            "text": "\n\n".join(
                f"Kayak {number} of the boathouse carries the sticker {' '.join(text.split())} on its side."
                for number, text in enumerate(payloads.OWN, start=1)
            ),
        }
    ),
    "listings/river.yaml": """
- id: river-hydrology
  title: Hydrology research intern
  company: River Lab
  locations: [{text: "Lyon, France", city: Lyon, country: FR}]
  employment_type: internship
  term: [{season: summer, year: 2027}]
  expires_at: 2026-12-15
  active: open
  description: The hydrology research intern measures how fast the river flows.
  source_url: https://example.org/jobs/hydrology
- id: river-sensors
  title: Sensor engineering intern
  company: River Lab
  locations: [{text: "Lyon, France", city: Lyon, country: FR}]
  employment_type: internship
  expires_at: 2026-10-01
  active: closed
  description: The sensor engineering intern builds floating sensors.
  source_url: https://example.org/jobs/sensors
""",
}


@dataclass
class Gate:
    """Holds answers back before their events, so that a test sees a page while it is at work."""

    _open: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._open.set()

    def wait(self) -> None:
        self._open.wait(30)

    @contextmanager
    def closed(self) -> Iterator[None]:
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()


class GatedAssistant(Assistant):
    """The real assistant behind a gate; two questions make it fail as a backend or as a program would."""

    gate: Gate

    def stream(
        self,
        question: str,
        history: Sequence[Message] = (),
        *,
        conversation: str | None = None,
        context: PageContext | None = None,
        approved: bool = True,
    ) -> Iterator[Event]:
        for event in super().stream(
            question, history, conversation=conversation, context=context, approved=approved
        ):
            yield event
            self.gate.wait()
            if "model away" in question:
                raise BackendUnavailable("The model server does not respond. Try again in a minute.")
            if "program fault" in question:
                raise ZeroDivisionError("secret detail")


@dataclass(frozen=True)
class Site:
    """A running server."""

    url: str
    gate: Gate
    assistant: Assistant
    settings: Settings
    services: Services


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    # The tests ask from one address.
    with running_site(
        tmp_path_factory.mktemp("site"), api_per_minute=100_000, api_per_day=100_000
    ) as running:
        yield running


@contextmanager
def running_site(folder: Path, **changes: Any) -> Iterator[Site]:
    """A server over the test knowledge, with some settings of its own."""
    for name, text in KNOWLEDGE.items():
        path = folder / "knowledge" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = Settings(
        data=folder / "data",
        knowledge=folder / "knowledge",
        today=date(2026, 11, 22),
        **changes,
    )
    with (
        GatedAssistant.open(settings, write=True) as assistant,
        open_services(settings, assistant) as services,
    ):
        assistant.gate = Gate()
        assistant.warm_up()
        report = assistant.ingest([str(settings.knowledge)])
        assert not report.failed
        server = uvicorn.Server(
            uvicorn.Config(build(services), port=0, log_level="error", proxy_headers=False)
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                thread.join(0.05)
            port = server.servers[0].sockets[0].getsockname()[1]
            yield Site(f"http://127.0.0.1:{port}", assistant.gate, assistant, settings, services)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: other modules run event loops of their own."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None:
        missing = "browser tests need Chromium: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_ARGUMENTS))
        yield launched
        launched.close()


@dataclass
class Watched:
    """Pages that a test opens, with what went wrong in them."""

    site: Site
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "/", **options: object) -> Page:
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        self.contexts.append(context)
        context.route("**/*", self._only_here)
        return self.open_in(context, path)

    def open_in(self, context: BrowserContext, path: str = "/") -> Page:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        page.goto(self.site.url + path)
        if path == "/":
            page.locator("button.starter").first.wait_for()
        return page

    def _only_here(self, route: Route) -> None:
        if route.request.url.startswith((self.site.url + "/", "data:", "blob:")):
            route.continue_()
        else:
            self.elsewhere.append(route.request.url)
            route.abort()


@pytest.fixture
def pages(site: Site, browser: Browser) -> Iterator[Watched]:
    """Opens pages; afterwards none of them may have asked another host for anything or met a script error."""
    watched = Watched(site, browser)
    yield watched
    for context in watched.contexts:
        context.close()
    assert watched.elsewhere == []
    assert watched.faults == []


@pytest.fixture
def ask() -> Callable[[Page, str], None]:
    """Types a question, sends it, and waits for the whole answer."""

    def send(page: Page, question: str) -> None:
        before = page.locator(".question").count()
        box = page.get_by_label("Your question")
        box.fill(question)
        box.press("Enter")
        page.locator(".question").nth(before).wait_for()
        page.locator(".answer").nth(before).wait_for()
        page.locator(".answer .working").wait_for(state="detached")
        page.locator("#question .submit-button").wait_for()

    return send
