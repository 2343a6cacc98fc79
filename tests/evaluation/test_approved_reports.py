from __future__ import annotations

from datetime import UTC, datetime

from lxml import html

from conversations.answers import answer
from internbot.answering.answers import Answer, Usage
from internbot.errors import InvalidRequest
from internbot.evaluation.approved_reports import approved_html, approved_markdown
from internbot.evaluation.approved_runs import ApprovedRun, replay_all
from internbot.prices import Prices
from internbot.review.approved import Approved
from internbot.review.replays import Replay, Sources, compare

HOSTILE = '<script src="//evil.example/x.js"></script><img src=x onerror=alert(1)>'
AT = datetime(2026, 11, 22, tzinfo=UTC)
HELD = Sources({"lab.md": "0" * 64}, (), str)


def shelf(*questions: str) -> list[Approved]:
    return [
        Approved(number, question, answer(question), "Ada", AT, None, ())
        for number, question in enumerate(questions, start=1)
    ]


def run(prices: Prices | None = None) -> ApprovedRun:
    """One that holds, one that says something hostile now, one that is declined, one that fails."""

    def again(then: Answer) -> tuple[Answer, Replay]:
        if "fails" in then.question:
            raise InvalidRequest("it cannot be asked")
        now = answer(then.question, f"Interns start in {HOSTILE}. [1]" if "hostile" in then.question else "")
        if "declined" in then.question:
            now = now.model_copy(
                update={"status": "declined", "sentences": (), "citations": (), "text": "No."}
            )
        if "holds" in then.question:
            now = then
        used = Usage(prompt_tokens=1000, answer_tokens=100, steps=())
        return now.model_copy(update={"usage": used}), compare(then, now, HELD)

    approved = shelf("What holds?", "What is hostile?", "What is declined?", "What fails?")
    return replay_all(approved, again, lambda _done: None, prices)


def test_a_run_counts_what_broke() -> None:
    found = run()
    assert [one.approved.id for one in found.broken] == [2, 3, 4]
    assert (found.held, found.unserved, found.tokens) == (0.25, 0, (3000, 300))
    assert found.results[3].failed == "it cannot be asked"
    assert ApprovedRun((), 0.0, None).held == 1


def test_markdown_tells_each_broken_answer_in_full() -> None:
    report = approved_markdown(run(Prices(1, 10, "EUR")))
    assert report.startswith("# 1 of 4 approved answers would still be given")
    assert "| the question is declined | Interns start in June. [1] | No. |" in report
    assert "| not answered | Interns start in June. [1] | it cannot be asked |" in report
    assert "Tokens: 3,000 read, 300 written, 0.006000 EUR." in report
    assert "no longer served" not in report
    assert "EUR" not in approved_markdown(run())


def test_the_page_runs_and_loads_nothing() -> None:
    tree = html.fromstring(approved_html(run()))
    assert tree.xpath("//script | //img | //link | //*[@src] | //*[@href]") == []
    assert any(HOSTILE in "".join(cell.itertext()) for cell in tree.xpath("//td"))
    assert len(tree.xpath("//h2")) == 4
