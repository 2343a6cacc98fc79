"""What a chat model writes and what the gate lets through: fifty questions over a careers page and real guides.

    python benchmarks/chat_answers.py [--work FOLDER] [--data FOLDER] [--read FILE] [--only NAME...] [--first N]

The data is not part of this repository: a folder with `seed/` and `articles/`, by default `../shared/data`. The models
are SmolLM2-135M on llama.cpp, where the tests' own installation has it, and the adversarial server of the tests. A line
a model is printed: sentences written, shown, withheld, and how often quotes stood in. Answers are kept in the work
folder, one line each, as soon as they are there: a run that was ended goes on with what is missing, and `--fresh` asks
all anew. `--read` writes each shown sentence beside its quote, and each withheld one with its reason, to be judged by a
reader: what was shown or withheld wrongly cannot be counted by the check that decides it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from chat_models.adversary import Adversary  # noqa: E402 - it stands among the tests
from chat_models.llama import running, weights  # noqa: E402
from internbot.answering.answers import Answer  # noqa: E402
from internbot.assistant import Assistant  # noqa: E402
from internbot.settings import Settings  # noqa: E402

SMALL = "smollm2"
SMALL_CONTEXT = 1280
"""Tokens for prompt and answer of the small model, which reads some 50 to 150 a second on one core."""
PLAYS = (
    *(
        "copies",
        "paraphrases",
        "invents_numbers",
        "invents_names",
        "invents_dates",
        "negates",
        "forgets_markers",
    ),
    *("dangling_markers", "cites_wrong_passage", "obeys", "echoes_prompt", "writes_html", "speaks_german"),
    *("repeats_itself", "drones"),
)
QUESTIONS = (
    "Where does Donato Crisostomi study?",
    "In which city did Donato Crisostomi grow up?",
    "Who sparked Donato Crisostomi's love of knowledge?",
    "What did Donato Crisostomi do after dropping out of high school?",
    "In which office was Donato Crisostomi's first internship at Amazon?",
    "Why did Donato Crisostomi choose Amazon over a start-up?",
    "What do science interns at Amazon work on?",
    "What is Google Summer of Code?",
    "When did Google Summer of Code begin?",
    "What are the goals of Google Summer of Code?",
    "Why should I apply to Google Summer of Code?",
    "Do I need to be a great programmer for Google Summer of Code?",
    "Which soft skills do I need for an open source project?",
    "How do I make first contact with an organization?",
    "How can I observe how a community works?",
    "How do I find the right project?",
    "How many proposals can I submit?",
    "What makes a good proposal?",
    "Should I submit my proposal early?",
    "What should I do when my proposal is turned down?",
    "How does Google Summer of Code work?",
    "What is a mentor expected to do?",
    "How do I get a head start before coding begins?",
    "What happens in the community bonding period?",
    "How often should I talk with my mentor?",
    "What should I do if I have problems with my mentor?",
    "How do I ask for feedback?",
    "How should I manage my time during the program?",
    "Can I take a vacation during the program?",
    "Who can become a mentee in LFX mentorship?",
    "How are mentees selected?",
    "How do I propose a program for LFX mentorship?",
    "How much is the Outreachy stipend?",
    "When are Outreachy interns paid?",
    "How many hours a week do Outreachy interns work?",
    "Can an Outreachy internship be extended?",
    "Who is eligible for Outreachy?",
    "Do Outreachy interns need a visa?",
    "What is the STAR format?",
    "What are behavioral interviews?",
    "How do I prepare for a behavioral interview?",
    "What questions can I ask at the end of an interview?",
    "How do I negotiate a job offer?",
    "Should I tell them my current salary?",
    "What is the difference between stock options and stock grants?",
    "How long should my resume be?",
    "Which fonts should I use in a resume?",
    "How do I introduce myself in an interview?",
    "What is a take home assignment?",
    "Which company has the best offices on Mars?",
)


@dataclass
class Tally:
    """What became of a model's sentences."""

    answers: int = 0
    asked: int = 0
    shown: int = 0
    verbatim: int = 0
    withheld: int = 0
    markers: int = 0
    stood_in: int = 0
    declined: int = 0
    first: list[float] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        self.answers += 1
        self.asked += answer.prompt is not None
        self.declined += answer.status == "declined"
        withheld = [one for one in answer.dropped if not one.text.startswith("[")]
        self.withheld += len(withheld)
        self.markers += len(answer.dropped) - len(withheld)
        self.stood_in += answer.fallback is not None
        if answer.model != "quoting":
            proved = [one for one in answer.sentences if one.support == "supported"]
            self.shown += len(proved)
            quotes = {one.number: " ".join(one.quote.split()) for one in answer.citations}
            self.verbatim += sum(any(one.text in quotes[n] for n in one.citations) for one in proved)
            self.first.append(answer.timings_ms.first_sentence)

    def __str__(self) -> str:
        first = f"{np.median(self.first):.0f} ms" if self.first else "-"
        return (
            f"{self.answers:>5} {self.asked:>5} {self.shown + self.withheld:>8} {self.shown:>6} {self.verbatim:>9} "
            f"{self.withheld:>9} {self.markers:>8} {self.stood_in:>9} {self.declined:>9} {first:>9}"
        )


HEAD = "answers asked  written  shown  verbatim  withheld  markers  quotes in  declined  1st (p50)"


def read(file: Path, name: str, question: str, answer: Answer) -> None:
    """Note an answer for a reader."""
    out = [f"\n## {name}: {question}\n{answer.status}, {answer.model}, fallback: {answer.fallback}"]
    quotes = {one.number: one for one in answer.citations}
    for sentence in answer.sentences:
        out.append(f"SHOWN   {sentence.text}")
        out += [f"        [{n}] {quotes[n].document}: {quotes[n].quote!r}" for n in sentence.citations]
    out += [f"DROPPED {one.text}\n        because {one.reason}" for one in answer.dropped]
    with file.open("a", encoding="utf-8") as notes:
        notes.write("\n".join(out) + "\n")


@contextmanager
def model(name: str) -> Iterator[tuple[str, str]]:
    """Base URL and name of a model."""
    if name == SMALL:
        with running("chat") as server:
            yield server.url, server.model
    else:
        with Adversary() as adversary:
            adversary.play(name)
            yield adversary.url, name


class Kept:
    """Answers in a file, one JSON line each."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.answers: dict[str, Answer] = {}
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self.answers[row["question"]] = Answer.model_validate(row)

    def add(self, answer: Answer) -> None:
        """Keep an answer."""
        self.answers[answer.question] = answer
        with self._file.open("a", encoding="utf-8") as lines:
            lines.write(answer.model_dump_json() + "\n")


def settings_for(name: str, data: Path, url: str, served: str) -> Settings:
    """Of an assistant whose model may be slow: what it writes is judged here, not how fast."""
    return Settings(
        data=data,
        chat_model=f"openai:{served}",
        chat_base_url=url,
        chat_max_tokens=120 if name == SMALL else 200,
        chat_context_tokens=SMALL_CONTEXT if name == SMALL else 4096,
        chat_daily_tokens=0,
        chat_first_token_seconds=120,
        chat_pause_seconds=60,
        chat_total_seconds=300,
    )


def ask(name: str, data: Path, questions: Sequence[str], kept: Kept) -> None:
    """Ask a model what it was not asked yet."""
    missing = [question for question in questions if question not in kept.answers]
    if not missing:
        return
    with model(name) as (url, served), Assistant.open(settings_for(name, data, url, served)) as assistant:
        for number, question in enumerate(missing, 1):
            kept.add(assistant.answer(question))
            print(f"\r{name}: {number} of {len(missing)} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--work", type=Path, help="where the index and the answers are kept for the next run")
    parser.add_argument("--fresh", action="store_true", help="forget the answers of an earlier run")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--read", type=Path)
    parser.add_argument("--only", nargs="*", default=[SMALL, *PLAYS])
    parser.add_argument("--first", type=int, default=len(QUESTIONS))
    given = parser.parse_args(arguments)
    folders = [given.data / "seed", given.data / "articles"]
    if not all(folder.is_dir() for folder in folders):
        print(f"skipped: {given.data} has no seed/ and articles/")
        return
    if given.read is not None:
        given.read.unlink(missing_ok=True)
    with ExitStack() as stack:
        work = given.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data, answers = work / "data", work / "answers"
        answers.mkdir(parents=True, exist_ok=True)
        with Assistant.open(Settings(data=data), write=True) as assistant:
            assistant.ingest([str(folder) for folder in folders])
        print(f"{'':20} {HEAD}")
        for name in given.only:
            if name == SMALL and weights() is None:
                print(f"{name:20} not installed")
                continue
            if given.fresh:
                (answers / f"{name}.jsonl").unlink(missing_ok=True)
            kept = Kept(answers / f"{name}.jsonl")
            questions = QUESTIONS[: given.first]
            ask(name, data, questions, kept)
            tally = Tally()
            for question in questions:
                tally.add(kept.answers[question])
                if given.read is not None:
                    read(given.read, name, question, kept.answers[question])
            print(f"{name:20} {tally}", flush=True)


if __name__ == "__main__":
    main()
