from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.answers_made import result, run
from internbot.errors import InvalidRequest, NotFound
from internbot.evaluation.comparisons import compare
from internbot.evaluation.runs import keep, load
from internbot.evaluation.summaries import summary
from internbot.prices import Prices


def test_a_kept_run_is_the_same(tmp_path: Path) -> None:
    whole = run(result("a", right=True), result("b", right=False))
    keep(whole, tmp_path / "deep" / "run.json")
    assert load(tmp_path / "deep" / "run.json") == whole


def test_other_files_are_no_runs(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"results": []}')
    with pytest.raises(InvalidRequest, match="is no run"):
        load(tmp_path / "other.json")
    with pytest.raises(NotFound):
        load(tmp_path / "none.json")
    with pytest.raises(InvalidRequest, match="cannot be written"):
        keep(run(result("a", right=True)), tmp_path / "other.json" / "run.json")


def test_a_summary_counts_by_kind_and_by_step() -> None:
    told = summary(
        run(result("a", right=True), result("b", right=False), result("c", right=True, kind="list"))
    )
    assert [(one.name, one.right, one.cases) for one in told.kinds] == [("fact", 1, 2), ("list", 1, 1)]
    assert told.faults == {"sentence choice": 1}
    assert told.metrics.keys() == {"right"}
    assert told.tokens == (300, 30)
    assert told.prices == Prices(1, 2, "USD")
    assert told.prices.cost(*told.tokens) == pytest.approx(360 / 1_000_000)
    assert told.times["whole answer, p95"].value == 20.0


def test_runs_are_compared_case_by_case() -> None:
    before = run(
        result("a", right=True), result("b", right=False), result("c", right=False), result("z", right=True)
    )
    now = run(
        result("a", right=False), result("b", right=True), result("c", right=True), result("n", right=True),
        model="openai:other",
    )  # fmt: skip
    apart = compare(before, now)
    assert (apart.better, apart.worse) == (("b", "c"), ("a",))
    assert (apart.only_before, apart.only_now) == (1, 1)
    assert apart.differences["right"].value == pytest.approx(1 / 3)
    assert apart.changed == ("model: quoting -> openai:other",)
    assert not apart.sealed
