"""How fast the review page leads on: from the verdict on one answer to the next, over as many stored turns as named.

python benchmarks/review_speed.py                       over 1,000 and 10,000 turns, in the server and in Chromium
python benchmarks/review_speed.py --turns 10000         one size only
python benchmarks/review_speed.py --steps 200           more answers judged
python benchmarks/review_speed.py --without-browser     in the server only

The clock tells what a reviewer waits; the server's processor time tells the same while others load the machine.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from internbot.answering.answers import Answer
from internbot.assistant import Assistant
from internbot.bundled import starter_knowledge
from internbot.clock import system_clock
from internbot.conversations.store import ConversationStore
from internbot.data_folder import DATABASE
from internbot.database.opening import open_database
from internbot.review.accounts import Accounts
from internbot.review.queue import ReviewQueue
from internbot.settings import Settings
from served import server

SIZES = (1_000, 10_000)
STEPS = 100
NAME, PASSWORD = "Ada Bell", "seven quiet herons"
GOAL = 200.0
QUESTIONS = (
    "When do summer internships recruit?",
    "Does an intern have to be paid in the United States?",
    "What is the STAR method?",
    "Which postings are in Seattle?",
    "What should I do before my first day?",
    "How long is Outreachy?",
    "Who can be my reference?",
    "What do interns at CERN eat?",
    "Can I take part in Google Summer of Code twice?",
    "How many internships are open?",
    "What is a cover letter for?",
    "Does NASA take students from abroad?",
)
"""Some are answered, some declined, some are over the records."""
SUBJECTS = (
    "mentors",
    "teams",
    "rooms",
    "visas",
    "books",
    "trains",
    "desks",
    "letters",
    "talks",
    "meals",
    "grades",
)
PLACES = (
    "Turin",
    "Oslo",
    "Kyoto",
    "Lagos",
    "Quito",
    "Perth",
    "Leeds",
    "Bergen",
    "Graz",
    "Porto",
    "Cusco",
    "Lviv",
)


@dataclass(frozen=True)
class Waits:
    """Milliseconds of each step.

    Attributes:
        clock: from sending a verdict to the whole next page, by the clock; `processor`: what the server worked for it.
        painted: from the key to the first paint of the next answer, by the clock.
        browser: what all processes of Chromium worked from the key until the next page was loaded.
    """

    clock: list[float]
    processor: list[float]
    painted: list[float]
    browser: list[float]


class Moments:
    """A clock that goes on by some minutes with each turn, so that the last one is now."""

    def __init__(self, turns: int) -> None:
        self._now = datetime.now(UTC) - timedelta(minutes=5 * turns)

    def __call__(self) -> datetime:
        self._now += timedelta(minutes=5)
        return self._now


def fill(folder: Path, turns: int) -> None:
    """A data folder with the starter knowledge and `turns` turns: real answers, to questions of which some repeat."""
    settings = Settings(data=folder / "data")
    with Assistant.open(settings, write=True) as assistant:
        assistant.ingest([str(starter_knowledge())])
        answers = [assistant.answer(question) for question in QUESTIONS]
    engine = open_database(f"sqlite:///{settings.data / DATABASE}")
    sa.event.listen(engine, "connect", lambda made, _record: made.execute("PRAGMA synchronous=OFF"))
    engine.dispose()
    store = ConversationStore(engine, Moments(turns))
    for number in range(turns):
        conversation = f"c{number // 3}"
        store.append(f"t{number}", conversation, asked(answers[number % len(answers)], number))
        if number % 37 == 0:
            store.rate(f"t{number}", None, number % 2 == 0)
    queue = ReviewQueue(engine, system_clock)
    while queue.take_in():
        pass
    Accounts(engine, system_clock).add(NAME, PASSWORD, "admin", "a benchmark")
    engine.dispose()


def asked(answer: Answer, number: int) -> Answer:
    """The same answer to another question; one in three questions is asked by many."""
    question = answer.question
    if number % 3:
        subject, place = SUBJECTS[number % len(SUBJECTS)], PLACES[number // 7 % len(PLACES)]
        question = f"{question[:-1]} with {subject} in {place} in {2000 + number // 113}?"
    return answer.model_copy(update={"question": question, "standalone_question": question})


class Reviewer:
    """Somebody who is signed in, over one connection, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie = ""
        _, headers, _ = self.send("POST", "/review/sign-in", {"name": NAME, "password": PASSWORD})
        self._cookie = headers["set-cookie"].partition(";")[0]

    def send(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and body of one request."""
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request(method, path, urlencode(fields or {}), headers)
        answer = self._connection.getresponse()
        body = answer.read().decode()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def begin(self) -> tuple[str, str]:
        """The path of the first answer, and the token of its forms."""
        _, headers, _ = self.send("GET", "/review/next")
        _, _, body = self.send("GET", headers["location"])
        found = re.search(r'name="form_token" value="([^"]+)"', body)
        assert found
        return headers["location"], found[1]

    def judge(self, path: str, token: str) -> str:
        """Says that an answer is right, and opens the next one; returns its path."""
        where = f"{path.partition('?')[0]}/verdict"
        status, headers, body = self.send("POST", where, {"form_token": token, "answer-0": "right"})
        assert status == 303, body
        status, _, body = self.send("GET", headers["location"])
        assert status == 200, body
        return headers["location"]


def processor_ms(*processes: int) -> float:
    """Milliseconds that the threads of processes have run so far, from the scheduler's own count."""
    total = 0
    for process in processes:
        for stat in Path(f"/proc/{process}/task").glob("*/schedstat"):
            try:
                total += int(stat.read_text().split()[0])
            except OSError:
                continue  # the thread ended meanwhile
    return total / 1e6


def children(process: int) -> list[int]:
    """The processes that a process began, and those that they began."""
    above: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name before it, in brackets, may hold anything.
            above[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # the process ended meanwhile
    found = [process]
    for one in found:
        found += [child for child, parent in above.items() if parent == one]
    return found[1:]


def in_server(port: int, process: int, steps: int) -> tuple[list[float], list[float]]:
    """Milliseconds from sending a verdict to the whole next page: by the clock, and of the server's processor."""
    reviewer = Reviewer(port)
    path, token = reviewer.begin()
    for _ in range(5):
        path = reviewer.judge(path, token)
    clock, processor = [], []
    for _ in range(steps):
        worked, began = processor_ms(process), time.perf_counter()
        path = reviewer.judge(path, token)
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(processor_ms(process) - worked)
    return clock, processor


_NOTE_KEYS = """
addEventListener("keydown", () => sessionStorage.setItem("pressed", performance.timeOrigin + performance.now()), true);
"""
_PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
    const painted = list.getEntriesByName("first-contentful-paint")[0];
    if (painted) done(performance.timeOrigin + painted.startTime - sessionStorage.getItem("pressed"));
}).observe({type: "paint", buffered: true}))"""


def in_browser(port: int, process: int, steps: int) -> tuple[list[float], list[float]]:
    """Milliseconds from pressing `y` to the first paint of the next answer, and the work of Chromium for it."""
    # Only this part needs a browser.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    waits: list[float] = []
    work: list[float] = []
    with sync_playwright() as playwright:
        options: dict[str, Any] = {"args": ["--no-sandbox"]}
        if Path("/usr/bin/chromium").exists():
            options["executable_path"] = "/usr/bin/chromium"
        browser = playwright.chromium.launch(**options)
        page = browser.new_page()
        page.add_init_script(_NOTE_KEYS)
        page.goto(f"http://127.0.0.1:{port}/review/queue")
        page.get_by_label("Name").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.goto(f"http://127.0.0.1:{port}/review/next")
        for step in range(steps + 3):
            before = page.url
            own = {process, *children(process)}
            of_browser = [one for one in children(os.getpid()) if one not in own]
            worked = processor_ms(*of_browser)
            page.keyboard.press("y")
            page.wait_for_url(partial(str.__ne__, before), wait_until="load")
            waited = float(page.evaluate(_PAINTED))
            if step >= 3:
                waits.append(waited)
                work.append(processor_ms(*of_browser) - worked)
        browser.close()
    return waits, work


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measured(turns: int, steps: int, *, browser: bool) -> Waits:
    """What a reviewer waits over `turns` stored turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, turns)
        with server(folder) as (port, process):
            clock, processor = in_server(port, process, steps)
            painted, work = in_browser(port, process, steps) if browser else ([], [])
            return Waits(clock, processor, painted, work)


def main() -> int:
    """0 where 95 of 100 steps take less of the server's processor than the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--without-browser", action="store_true")
    chosen = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; milliseconds, p50 / p95")
    print("| turns | server, clock | server, processor | key to next answer, clock | Chromium, processor |")
    print("|---|---|---|---|---|")
    late = False
    for turns in chosen.turns:
        waits = measured(turns, chosen.steps, browser=not chosen.without_browser)
        cells = [
            f"{statistics.median(row):.0f} / {percentile(row, 0.95):.0f}" if row else "not measured"
            for row in (waits.clock, waits.processor, waits.painted, waits.browser)
        ]
        print(f"| {turns:,} | {' | '.join(cells)} |", flush=True)
        late = late or percentile(waits.processor, 0.95) >= GOAL
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
