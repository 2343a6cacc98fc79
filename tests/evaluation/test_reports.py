from __future__ import annotations

import re

from lxml import html

from evaluation.answers_made import result, run
from internbot.evaluation.comparisons import compare
from internbot.evaluation.html_report import html_report
from internbot.evaluation.markdown_report import markdown_report
from internbot.evaluation.summaries import summary

HOSTILE = '</summary><script src="//evil.example/x.js"></script><img src=x onerror=alert(1)>'


def test_a_page_shows_every_answer_and_loads_nothing() -> None:
    whole = run(result("a", right=True), result("b", right=False, question=HOSTILE))
    page = html_report(whole, summary(whole), compare(whole, whole))
    tree = html.fromstring(page)
    assert tree.xpath("//script | //img | //link | //iframe | //*[@src] | //*[@href]") == []
    assert re.search(r"url\(|@import", page) is None
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert len(tree.xpath("//details")) == 2
    assert any(HOSTILE in "".join(one.itertext()) for one in tree.xpath("//details"))
    assert len(tree.xpath("//svg[@role='img'][@aria-label]")) == 3
    assert {"Metrics", "Wrong answers", "Change since the other run"} <= {
        one.text for one in tree.xpath("//h2")
    }


def test_markdown_has_whole_tables_and_explains_on_demand() -> None:
    whole = run(result("a", right=True), result("b", right=False, question="one | two\nthree"))
    told = summary(whole)
    short = markdown_report(whole, told)
    assert short.startswith("# 1 of 2 right: cases.jsonl, model quoting, 1 articles and 0 listings")
    assert "| right answers | 50.0 |" in short
    assert "one / two three" not in short
    assert "| b | fact | sentence choice | one / two three |" in markdown_report(whole, told, explained=True)
    for table in re.findall(r"(?:^\|.*\n)+", short, re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_sealed_cases_are_told_in_numbers_only() -> None:
    before = run(result("secret-1", right=False, sealed=True), sealed=True)
    now = run(result("secret-1", right=True, sealed=True), sealed=True)
    apart = compare(before, now)
    for report in (
        markdown_report(now, summary(now), apart, explained=True),
        html_report(now, summary(now), apart),
    ):
        assert "secret-1" not in report
        assert "sealed" in report


def test_a_busy_machine_is_said() -> None:
    busy = run(
        result("a", right=True), machine={"system": "Linux", "architecture": "x", "cores": 2, "load": 7.0}
    )
    assert "so that times tell little" in markdown_report(busy, summary(busy))
