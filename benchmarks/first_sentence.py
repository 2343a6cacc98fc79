"""What internbot adds to a chat model's own time until the first sentence is shown: before the request, and after it.

    python benchmarks/first_sentence.py [--rounds N] [--wait MS] [--pace MS]

The model is the adversarial server of the tests in a process of its own; it writes a sentence of its evidence. It waits
`--wait` milliseconds and then writes one piece of five characters each `--pace` milliseconds, so that its own time is
known to the millisecond: it notes when a request came, and when it had written the last character of its first
sentence. Printed, over the questions whose sentence is shown: the time from the question to the request's arrival, and
from that last character to the sentence shown, by the clock, and the time of this process on the processor. The
knowledge is the bundled one.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from chat_models.adversary import Adversary, Exchange  # noqa: E402 - it stands among the tests
from chat_models.lies import Prompt, cited  # noqa: E402
from internbot.assistant import Assistant  # noqa: E402
from internbot.settings import Settings  # noqa: E402

QUESTIONS = (
    "When do summer internships recruit?",
    "Does an intern have to be paid in the United States?",
    "What is the STAR method?",
    "What should I do before my first day?",
    "How long is Outreachy?",
    "Who can be my reference?",
    "How do I decline an offer?",
    "What is CPT?",
    "How long does a Google Summer of Code project last?",
    "What is an exploding offer?",
    "How do I ask for a reference?",
    "What should I leave out of a resume?",
    "What is the difference between an internship and a co-op?",
    "How likely is a return offer?",
    "What are good goals for an intern?",
    "What is DAAD RISE Germany?",
    "What is LFX Mentorship?",
    "How common are remote internships?",
    "What can I negotiate in an offer?",
    "How much do interns earn?",
    "How do I ask for an accommodation?",
    "What is an informational interview?",
    "How do I compare two offers?",
    "When do banks recruit interns?",
)
_PIECE = 5
_WHOLE = re.compile(r"(?:^|(?<=[.!?] ))[A-Z][^.!?:\n]{20,}\.(?=\s|$)", re.MULTILINE)
"""A sentence of a passage, and no heading, bullet or line above a list."""


@dataclass(frozen=True)
class Own:
    """The model's own times, seconds of the machine's steady clock.

    Attributes:
        came: the request was there.
        written: the last character of the sentence was sent.
        over: the next one's first was, so that no further marker can come.
    """

    came: float
    written: float
    over: float


@dataclass(frozen=True)
class Added:
    """Milliseconds that are not the model's: before its request and after its sentence; `cpu` of the processor.

    `waited` of those after the sentence are for the model to go on.
    """

    before: float
    after: float
    waited: float
    before_cpu: float
    cpu: float


def best(prompt: Prompt) -> tuple[str, int]:
    """The whole sentence of the evidence that shares most words with the question, and its passage's number."""
    asked = set(re.findall(r"\w{3,}", prompt.question.lower()))
    shares = [
        (len(asked & set(re.findall(r"\w{3,}", one.lower()))), -number, one.rstrip("."))
        for number, text in prompt.passages.items()
        for one in _WHOLE.findall(text.partition("\n")[2])
    ]
    if not shares:
        return prompt.best()
    _, number, sentence = max(shares, key=lambda row: row[:2])
    return sentence, -number


def serve(pipe: Connection, wait: float, pace: float) -> None:
    """The model: tells its address, then its own times of each request, until the pipe is closed."""

    def play(exchange: Exchange) -> None:
        came = time.perf_counter()
        sentence, number = best(exchange.prompt)
        # Not word for word, so that the check has all of its work.
        first = cited(f"In short, {sentence}", number)
        text = f"{first} And that is all that there is to say about it [{number}]."
        exchange.delta({"role": "assistant", "content": ""})
        time.sleep(max(0.0, came + wait - time.perf_counter()))
        written = over = 0.0
        for number_of_piece, at in enumerate(range(0, len(text), _PIECE), 1):
            exchange.text(text[at : at + _PIECE])
            if not written and at + _PIECE >= len(first):
                written = time.perf_counter()
            if not over and at + _PIECE > len(first) + 1:
                over = time.perf_counter()
                pipe.send((came, written, over))
            time.sleep(max(0.0, came + wait + number_of_piece * pace - time.perf_counter()))
        exchange.finish("stop")

    with Adversary() as adversary:
        adversary.play(play)
        pipe.send(adversary.url)
        try:
            pipe.recv()
        except EOFError:
            return


def ask(assistant: Assistant, pipe: Connection, question: str) -> Added | None:
    """What was added to one answer; None where no sentence of the model's was shown."""
    began, cpu = time.perf_counter(), time.process_time()
    asked_cpu = shown_cpu = shown = 0.0
    own: Own | None = None
    for event in assistant.stream(question):
        if event.kind == "status":
            asked_cpu = time.process_time()
        elif event.kind == "sentence" and not shown:
            shown, shown_cpu = time.perf_counter(), time.process_time()
            own = Own(*pipe.recv()) if pipe.poll() else None
        elif event.kind == "done" and getattr(event.data, "model", "") == "quoting":
            own = None
    while pipe.poll():
        pipe.recv()
    if own is None:
        return None
    return Added(
        1000 * (own.came - began), 1000 * (shown - own.written), 1000 * (min(own.over, shown) - own.written),
        1000 * (asked_cpu - cpu), 1000 * (shown_cpu - cpu),
    )  # fmt: skip


def line(label: str, values: Sequence[float]) -> str:
    """A row of the table."""
    p50, p95 = np.percentile(values, [50, 95])
    return f"{label:<58} {p50:7.1f} {p95:7.1f}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--wait", type=float, default=200.0)
    parser.add_argument("--pace", type=float, default=10.0)
    parser.add_argument("--each", action="store_true", help="print each answer too, as JSON")
    given = parser.parse_args(arguments)
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, given.wait / 1000, given.pace / 1000))
    process.start()
    try:
        url = mine.recv()
        found: list[Added] = []
        shown: set[str] = set()
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            with Assistant.open(Settings(data=data), write=True) as assistant:
                assistant.ingest([str(ROOT / "knowledge")])
            settings = Settings(data=data, chat_model="openai:m", chat_base_url=url, chat_daily_tokens=0)
            with Assistant.open(settings) as assistant:
                assistant.warm_up()
                ask(assistant, mine, QUESTIONS[0])
                for _ in range(given.rounds):
                    for question in QUESTIONS:
                        added = ask(assistant, mine, question)
                        if added is not None:
                            found.append(added)
                            shown.add(question)
                            if given.each:
                                print(json.dumps({"question": question, **vars(added)}))
        count = f"{len(found)} answers, to {len(shown)} of {len(QUESTIONS)} questions; milliseconds"
        print(f"{count:<58} {'p50':>7} {'p95':>7}")
        print(line("from the question to the request at the model's server", [one.before for one in found]))
        print(line("  of it, the processor's until the model is asked", [one.before_cpu for one in found]))
        print(line("from the sentence's last character to its being shown", [one.after for one in found]))
        print(line("  of it, waiting for the model to go on", [one.waited for one in found]))
        print(line("all together", [one.before + one.after for one in found]))
        print(line("without what is the model's", [one.before + one.after - one.waited for one in found]))
        print(line("the processor's, all threads, to the sentence", [one.cpu for one in found]))
    finally:
        mine.close()
        process.join(5)
        process.kill()


if __name__ == "__main__":
    main()
