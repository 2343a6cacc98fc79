from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import open_sets
from bench import Run, block, commands, documented, run, write
from benchmarks.results_made import results
from cases import ROOT
from documents import DOCUMENT, parts, replaced
from side_by_side.results import Results

TEXT = "# B\n\n<!-- generated: streams -->\n\nold\n\n<!-- end: streams -->\n\nbelow\n"


def done(name: str = "streams", ended: str = "done") -> Run:
    return Run(name, f"python benchmarks/{name}.py", "2026-01-02", ended, 12.3, 0.04, ("| a |", "1"), ())


def test_what_is_run_is_there_and_shared_modules_are_not() -> None:
    found = commands()
    assert {"cases_tuning", "cases_held_out", "rival", "streams"} <= set(found)
    assert not {"parts", "documents", "quickstart", "quickstart_server", "open_sets"} & set(found)
    assert next(iter(found)) == "rival"
    assert all((ROOT / words[0]).exists() for name, words in found.items() if not name.startswith("cases_"))


def test_a_part_of_the_document_is_replaced_and_the_rest_stays() -> None:
    assert parts(TEXT) == ["streams"]
    written = documented(TEXT, done())
    assert written == TEXT.replace("old", block(done()))
    assert "2026-01-02, in 12 s; other work used 0.04 cores meanwhile" in written
    assert "```text\n| a |\n1\n```" in written
    assert documented(written, done()) == written


@pytest.mark.parametrize("one", [done(ended="not done in 9 s"), done("speed"), done("rival")])
def test_what_failed_or_has_no_part_leaves_the_document_as_it_was(one: Run) -> None:
    assert documented(TEXT, one) == TEXT


def test_a_part_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        replaced(TEXT, "speed", "new")


def test_every_part_of_the_document_is_of_a_benchmark() -> None:
    found = parts(DOCUMENT.read_text(encoding="utf-8"))
    assert found
    assert set(found) <= commands().keys()


def test_one_that_fails_is_kept_beside_the_others(tmp_path: Path) -> None:
    told: list[str] = []
    bad = run("bad", ["-c", "import sys; print('begun'); sys.exit('why')"], 60, told.append)
    late = run("late", ["-c", "import signal; signal.pause()"], 0.2, told.append)
    good = run("good", ["-c", "print('fine')"], 60, told.append)
    write(tmp_path / "deep" / "bench.json", [bad, late, good])
    kept = json.loads((tmp_path / "deep" / "bench.json").read_text())
    assert [one["ended"] for one in kept["benchmarks"]] == ["failed with 1", "not done in 0 s", "done"]
    assert (bad.told, told[0], good.printed) == (("why",), "why", ("fine",))
    assert (bad.good, late.good, good.good) == (False, False, True)
    assert kept["machine"]["cores"] > 0


def test_a_checkout_without_the_open_sets_leaves_the_rival_out() -> None:
    if open_sets.FOLDER.is_dir():
        pytest.skip("the open sets are there")
    assert run("rival", commands()["rival"], 120, lambda _line: None).ended.startswith("left out")


def test_an_unknown_name_is_said() -> None:
    ended = subprocess.run(
        [sys.executable, "benchmarks/bench.py", "nosuch"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 2
    assert "no such benchmark: nosuch" in ended.stderr


def test_results_are_the_same_after_they_were_kept(tmp_path: Path) -> None:
    results().write(tmp_path / "rival.json")
    assert Results.read(tmp_path / "rival.json") == results()
