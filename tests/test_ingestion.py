"""Ingestion: incremental, complete, and safe to kill."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from internbot.assistant import Assistant
from internbot.errors import BackendUnavailable, DataFolderBusy, SourceError
from internbot.ingestion.reports import Progress, Report
from internbot.settings import Settings

BOILERPLATE = (
    "We are an equal opportunity employer and value diversity at our company. We do not discriminate on the basis of "
    "race, religion, color, national origin, gender, age, marital status, veteran status, or disability status."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "pay.md").write_text(
        "# Pay\n\nInterns at Orchid earn 30 dollars an hour.\n\n## Housing\n\nOrchid pays no rent.\n"
    )
    (folder / "visas.txt").write_text("Orchid sponsors no visas for interns.")
    (folder / "teams.md").write_text("# Teams\n\nOrchid has a team for compilers and a team for maps.\n")
    return folder


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with Assistant.open(settings(tmp_path), write=True) as opened:
        yield opened


def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", knowledge=tmp_path / "knowledge")


class Embedded:
    """Counts the passages that a run embedded."""

    def __init__(self) -> None:
        self.passages = 0
        self._last = 0

    def __call__(self, step: Progress) -> None:
        if step.stage == "embedding":
            self.passages += step.done - (self._last if step.done > self._last else 0)
            self._last = step.done


def ingest(assistant: Assistant, folder: Path, *, prune: bool = False) -> tuple[Report, int]:
    embedded = Embedded()
    return assistant.ingest([str(folder)], prune=prune, progress=embedded), embedded.passages


def first(assistant: Assistant, question: str) -> tuple[str, str]:
    hit = assistant.search(question, k=1)[0]
    assert assistant.show(hit.document).text[hit.start : hit.end] == hit.text
    return hit.document, hit.text


def test_a_second_run_embeds_nothing(assistant: Assistant, folder: Path) -> None:
    report, embedded = ingest(assistant, folder)
    assert report.added == ("pay.md", "teams.md", "visas.txt")
    assert embedded == 4
    report, embedded = ingest(assistant, folder)
    assert report == Report(unchanged=("pay.md", "teams.md", "visas.txt"))
    assert embedded == 0


def test_of_a_changed_document_only_the_changed_chunk_is_embedded(assistant: Assistant, folder: Path) -> None:
    ingest(assistant, folder)
    (folder / "pay.md").write_text(
        "# Pay\n\nInterns at Orchid earn 40 dollars an hour.\n\n## Housing\n\nOrchid pays no rent.\n"
    )
    report, embedded = ingest(assistant, folder)
    assert report.updated == ("pay.md",)
    assert report.unchanged == ("teams.md", "visas.txt")
    assert embedded == 1
    assert "40 dollars" in first(assistant, "what do interns at Orchid earn an hour?")[1]
    assert not any("30 dollars" in hit.text for hit in assistant.search("30 dollars an hour", k=50))


def test_a_question_beside_a_sentence_leads_to_it_and_is_never_shown(
    assistant: Assistant, folder: Path
) -> None:
    ingest(assistant, folder)
    question = "who pays the room of an intern at Orchid?"
    before = (folder / "pay.md").read_text()
    (folder / "pay.md").write_text(
        before.replace(
            "Orchid pays no rent",
            "<!-- asked: do they cover my flat | who pays for my room -->Orchid pays no rent",
        )
    )
    report, embedded = ingest(assistant, folder)
    assert (report.updated, embedded) == (("pay.md",), 1)
    answer = assistant.answer(question)
    assert answer.status == "answered"
    assert "Orchid pays no rent." in [citation.quote for citation in answer.citations]
    hit = assistant.search(question, k=1)[0]
    assert (hit.document, "flat" in hit.text) == ("pay.md", False)
    assert "asked" not in assistant.show("pay.md").text
    assert ingest(assistant, folder) == (Report(unchanged=("pay.md", "teams.md", "visas.txt")), 0)
    (folder / "pay.md").write_text(before)
    report, embedded = ingest(assistant, folder)
    assert (report.updated, embedded) == (("pay.md",), 1)
    assert assistant.answer(question).answerability < answer.answerability


def test_a_document_that_is_gone_is_reported_and_removed_only_when_pruning(
    assistant: Assistant, folder: Path
) -> None:
    ingest(assistant, folder)
    (folder / "visas.txt").unlink()
    report, _ = ingest(assistant, folder)
    assert (report.missing, report.removed) == (("visas.txt",), ())
    assert first(assistant, "does Orchid sponsor visas?")[0] == "visas.txt"
    report, _ = ingest(assistant, folder, prune=True)
    assert (report.missing, report.removed) == ((), ("visas.txt",))
    assert all(hit.document != "visas.txt" for hit in assistant.search("does Orchid sponsor visas?", k=50))


def test_a_document_that_comes_back_is_no_longer_missing(assistant: Assistant, folder: Path) -> None:
    ingest(assistant, folder)
    text = (folder / "visas.txt").read_text()
    (folder / "visas.txt").unlink()
    ingest(assistant, folder)
    (folder / "visas.txt").write_text(text)
    report, embedded = ingest(assistant, folder)
    assert "visas.txt" not in report.missing
    assert embedded == 0
    report, _ = ingest(assistant, folder, prune=True)
    assert report.removed == ()


def test_what_cannot_be_read_is_reported_each_time_and_loses_nothing(
    assistant: Assistant, folder: Path
) -> None:
    ingest(assistant, folder)
    (folder / "visas.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    for _ in range(2):
        report, _ = ingest(assistant, folder, prune=True)
        assert [failure.key for failure in report.failed] == ["visas.txt"]
        assert report.removed == report.missing == ()
    assert first(assistant, "does Orchid sponsor visas?")[0] == "visas.txt"


def test_bad_lines_of_a_jsonl_file_are_reported_each_time(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    good = [
        json.dumps({"id": f"d{n}", "title": f"Doc {n}", "text": f"Text number {n} on internships."})
        for n in range(3)
    ]
    path.write_text("\n".join([good[0], "{broken", good[1], good[2], good[0]]) + "\n")
    for run in range(2):
        report = assistant.ingest([str(path)])
        assert (report.unchanged if run else report.added) == ("d0", "d1", "d2")
        assert len(report.failed) == 2
        assert "2" in report.failed[0].reason


def row(number: int) -> str:
    return (
        json.dumps({"id": f"d{number}", "title": f"Doc {number}", "text": f"Pier {number} is long."}) + "\n"
    )


def test_a_document_stays_when_its_file_is_renamed_there_and_back(
    assistant: Assistant, tmp_path: Path
) -> None:
    here, there = tmp_path / "rows" / "a.jsonl", tmp_path / "rows" / "b.jsonl"
    here.parent.mkdir()
    here.write_text(row(1) + row(2))
    assert ingest(assistant, here.parent, prune=True)[0].added == ("d1", "d2")
    for source, target in ((here, there), (there, here)):
        source.rename(target)
        moved, embedded = ingest(assistant, here.parent, prune=True)
        assert (moved, embedded) == (Report(updated=("d1", "d2")), 0)
        assert ingest(assistant, here.parent, prune=True)[0] == Report(unchanged=("d1", "d2"))
    assert first(assistant, "Which pier 2 is long?")[0] == "d2"


def test_a_row_that_moves_to_another_file_stays(assistant: Assistant, tmp_path: Path) -> None:
    one, other = tmp_path / "rows" / "a.jsonl", tmp_path / "rows" / "b.jsonl"
    one.parent.mkdir()
    for first_half, second_half in (
        (row(1) + row(2), row(3)),
        (row(1), row(2) + row(3)),
        (row(1) + row(2), row(3)),
    ):
        one.write_text(first_half)
        other.write_text(second_half)
        for _ in range(2):
            report, _ = ingest(assistant, one.parent, prune=True)
            assert sorted(report.added + report.updated + report.unchanged) == ["d1", "d2", "d3"]
            assert (report.removed, report.missing, report.failed) == ((), (), ())
    assert report == Report(unchanged=("d1", "d2", "d3"))


def test_of_two_files_with_the_same_row_the_second_takes_over_when_the_first_goes(
    assistant: Assistant, tmp_path: Path
) -> None:
    one, other = tmp_path / "rows" / "a.jsonl", tmp_path / "rows" / "b.jsonl"
    one.parent.mkdir()
    other.write_text(row(1) + row(2))
    ingest(assistant, one.parent, prune=True)
    one.write_text(row(1))
    for _ in range(2):
        ingest(assistant, one.parent, prune=True)
    report, _ = ingest(assistant, one.parent, prune=True)
    assert report.unchanged == ("d1", "d2")
    assert [failure.key for failure in report.failed] == ["b.jsonl"]
    one.unlink()
    report, _ = ingest(assistant, one.parent, prune=True)
    assert (report.unchanged, report.updated, report.removed) == (("d2",), ("d1",), ())


def test_a_run_that_is_broken_off_is_found_by_a_search_after_the_next(
    assistant: Assistant, folder: Path
) -> None:
    class ListenerGone(Exception):
        pass

    def leave(step: Progress) -> None:
        if step.stage == "indexing":
            raise ListenerGone

    with pytest.raises(ListenerGone):
        assistant.ingest([str(folder)], progress=leave)
    ingest(assistant, folder)
    assert first(assistant, "does Orchid sponsor visas?")[0] == "visas.txt"


def test_closing_ends_an_ingestion_that_the_next_one_completes(tmp_path: Path, folder: Path) -> None:
    begun = threading.Event()

    def slowly(_: Progress) -> None:
        begun.set()
        time.sleep(0.3)

    with Assistant.open(settings(tmp_path), write=True) as assistant, ThreadPoolExecutor() as threads:
        running = threads.submit(assistant.ingest, [str(folder)], progress=slowly)
        assert begun.wait(60)
        assistant.close()
        assert isinstance(running.exception(), BackendUnavailable)
    with Assistant.open(settings(tmp_path), write=True) as assistant:
        report, _ = ingest(assistant, folder)
        assert sorted(report.added + report.unchanged) == ["pay.md", "teams.md", "visas.txt"]
        assert first(assistant, "does Orchid sponsor visas?")[0] == "visas.txt"


def test_hashes_are_those_of_the_stored_texts(assistant: Assistant, folder: Path) -> None:
    assistant.ingest([str(folder)])
    stored = hashlib.sha256(assistant.show("pay.md").text.encode()).hexdigest()
    assert assistant.hashes(["pay.md", "nowhere.md"]) == {"pay.md": stored}


def test_two_sources_may_hold_documents_of_the_same_id(assistant: Assistant, tmp_path: Path) -> None:
    for name, city in (("one", "Lima"), ("two", "Oslo")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(f"# Office\n\nThe office of {name} is in {city}.\n")
    report = assistant.ingest([str(tmp_path / "one"), str(tmp_path / "two")])
    assert report.added == ("README.md", "two/README.md")
    report = assistant.ingest([str(tmp_path / "two")])
    assert report.unchanged == ("two/README.md",)
    assert first(assistant, "which office is in Oslo?")[0] == "two/README.md"


def test_a_source_that_does_not_exist_changes_nothing(assistant: Assistant, folder: Path) -> None:
    ingest(assistant, folder)
    with pytest.raises(SourceError, match="no such file or folder"):
        assistant.ingest([str(folder / "nowhere")], prune=True)
    assert len(assistant.ingest([str(folder)]).unchanged) == 3


def test_a_paragraph_of_every_posting_does_not_fill_the_first_places(
    assistant: Assistant, tmp_path: Path
) -> None:
    postings = tmp_path / "postings"
    postings.mkdir()
    jobs = ("gardener", "painter", "welder", "baker", "tailor", "sailor", "miner", "clerk", "nurse", "cook")
    for job in jobs:
        (postings / f"{job}.md").write_text(
            f"# Intern {job}\n\nLearn the work of a {job}.\n\n## Equality\n\n{BOILERPLATE}\n"
        )
    (postings / "rights.md").write_text(
        "# Rights\n\nA complaint about discrimination goes to the equality office.\n"
    )
    assistant.ingest([str(postings)])
    hits = assistant.search("does the company discriminate on the basis of religion or race?", k=5)
    assert sum(BOILERPLATE in hit.text for hit in hits) <= 2
    assert "rights.md" in [hit.document for hit in hits]


def test_a_second_writer_is_refused(assistant: Assistant, tmp_path: Path) -> None:
    with pytest.raises(DataFolderBusy, match="is using"):
        Assistant.open(settings(tmp_path), write=True)


CHILD = """
import sys
from pathlib import Path
from internbot.assistant import Assistant
from internbot.settings import Settings

data, folder = map(Path, sys.argv[1:3])
with Assistant.open(Settings(data=data, knowledge=data / "none"), write=True) as assistant:
    assistant.ingest([str(folder)], prune=True, progress=lambda step: print(step.stage, flush=True))
"""


def run_child(data: Path, folder: Path, kill_after: int | None) -> int:
    """Ingest in another process, killed after so many lines of progress; returns how many lines it wrote."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(data), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    lines = 0
    for _ in child.stdout:
        lines += 1
        if lines == kill_after:
            os.kill(child.pid, signal.SIGKILL)
            break
    child.stdout.close()
    code = child.wait()
    assert code in ((0,) if kill_after is None else (0, -signal.SIGKILL))
    return lines


def contents(data: Path, folder: Path) -> tuple[list[object], list[object]]:
    """All documents with their texts, and what some searches find."""
    with Assistant.open(Settings(data=data, knowledge=data / "none"), write=True) as assistant:
        report = assistant.ingest([str(folder)])
        assert report.added == report.updated == report.missing == report.removed == ()
        documents: list[object] = [(key, assistant.show(key).text) for key in report.unchanged]
        found: list[object] = []
        for question in (
            "What does team 7 do?",
            "Which team works on rivers?",
            "discriminate on the basis of age",
        ):
            # Scores differ by a little: keyword statistics count what was deleted until it is merged away.
            hits = assistant.search(question, k=200)
            assert len({(hit.document, hit.start) for hit in hits}) == len(hits)
            found.append(sorted((hit.document, hit.start, hit.end, hit.text) for hit in hits))
    return documents, found


def write_sources(folder: Path, seed: int) -> None:
    """Fewer chunks than one search returns, so that all of them are compared."""
    random_words = random.Random(seed)
    topics = ("rivers", "maps", "engines", "payroll", "search", "safety", "chips", "games")
    for number in range(16):
        sections = [
            f"## Part {part}\n\nTeam {number} works on {random_words.choice(topics)} in part {part}. {BOILERPLATE}\n"
            for part in range(3)
        ]
        (folder / f"team-{number:02}.md").write_text(f"# Team {number}\n\n" + "\n".join(sections))
    lines = [
        {"id": f"row-{n}", "title": f"Row {n}", "text": f"Row {n} is on {random_words.choice(topics)}."}
        for n in range(30)
    ]
    # Some rows change their file from one seed to the next, and one row is in the first seed only.
    for name, part in (("rows", lines[seed - 1 : 20 - 5 * seed]), ("more", lines[20 - 5 * seed :])):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in part))


def test_killed_anywhere_and_run_again_it_holds_what_a_clean_run_holds(tmp_path: Path) -> None:
    folder, clean, killed = tmp_path / "source", tmp_path / "clean", tmp_path / "killed"
    folder.mkdir()
    write_sources(folder, 1)
    lines = run_child(clean, folder, None)
    assert lines > 20
    for kill_after in range(1, lines, max(1, lines // 6)):
        run_child(killed, folder, kill_after)
    # A change in between: some documents differ, some are gone, and the run over them is killed too.
    write_sources(folder, 2)
    (folder / "team-03.md").unlink()
    for kill_after in (3, lines - 2):
        run_child(killed, folder, kill_after)
    run_child(killed, folder, None)
    run_child(clean, folder, None)
    assert contents(killed, folder) == contents(clean, folder)
