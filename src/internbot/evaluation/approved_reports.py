"""What became of approved answers, as Markdown and as one HTML file: a line each, then every broken one in full."""

from __future__ import annotations

from collections import Counter
from html import escape

from internbot.evaluation.approved_runs import ApprovedRun, Replayed
from internbot.evaluation.html_report import html_page, html_table
from internbot.evaluation.markdown_report import markdown_table
from internbot.evaluation.tables import Table
from internbot.review.replays import CitationReplay, SentenceState, SourceState

_STATES: dict[SentenceState, str] = {
    "kept": "said as before",
    "reworded": "said in other words",
    "changed": "says something else",
    "lost": "said no longer",
    "new": "said in addition",
}
_SOURCES: dict[SourceState, str] = {
    "unchanged": "unchanged",
    "changed": "has changed",
    "gone": "is gone",
    "closed": "is closed",
}
_NOTHING = "(nothing)"


def approved_markdown(run: ApprovedRun) -> str:
    """The whole report for a terminal or a comment on a change."""
    tables = [overview(run), *(broken(one) for one in run.broken)]
    parts = [f"# {verdict(run)}", *remarks(run), *map(markdown_table, tables)]
    return "\n\n".join(parts) + "\n"


def approved_html(run: ApprovedRun) -> str:
    """The same as a page without script; every text of a question, an answer or a document is escaped."""
    parts = [f"<h1>{escape(verdict(run))}</h1>", *(f"<p>{escape(line)}</p>" for line in remarks(run))]
    parts.append(html_table(overview(run)))
    parts += [html_table(broken(one), even=True) for one in run.broken]
    return html_page("Approved answers, asked again", parts)


def verdict(run: ApprovedRun) -> str:
    """The run in a line."""
    held, all_of = len(run.results) - len(run.broken), len(run.results)
    noun = "answer" if all_of == 1 else "answers"
    by = f", answered by {', '.join(run.models)}" if run.models else ""
    return f"{held} of {all_of} approved {noun} would still be given without the approval{by}, {run.seconds:.0f} s"


def remarks(run: ApprovedRun) -> list[str]:
    """What a reader has to know and to do, in sentences."""
    found = []
    if run.unserved:
        some = "1 approved answer is" if run.unserved == 1 else f"{run.unserved} approved answers are"
        found.append(
            f"{some} no longer served, because a source is not the same; "
            "applicants get today's answer until somebody approves anew."
        )
    if run.broken:
        found.append("To mend: read each below, then approve anew, correct or withdraw at /review/approved.")
    if any(one.replay is not None and one.replay.written for one in run.results):
        found.append(
            "Answers that a person wrote are not expected word for word: only a changed source breaks them."
        )
    if run.fallbacks:
        found.append(f"The chat model failed {run.fallbacks} times, so that quotes were compared instead.")
    read, written = run.tokens
    if read or written:
        cost = f", {run.prices.amount(run.prices.cost(read, written))}" if run.prices else ""
        found.append(f"Tokens: {read:,} read, {written:,} written{cost}.")
    return found


def overview(run: ApprovedRun) -> Table:
    """A line for every approved answer, the broken ones first."""
    ordered = sorted(run.results, key=lambda one: (not one.broke, one.approved.id))
    head = ("number", "question", "result", "sentences", "sources")
    return Table("Approved answers", head, tuple(map(_line, ordered)))


def broken(one: Replayed) -> Table:
    """A broken answer: each sentence and each changed citation, then and now."""
    approved = one.approved
    heading = f"{approved.id}. {approved.question}"
    head = ("what", f"approved by {approved.by} on {approved.at.date():%-d %B %Y}", "today")
    if one.replay is None:
        return Table(heading, head, (("not answered", approved.answer.text, one.failed or ""),))
    rows = [
        (_sentence(said.state, written=one.replay.written), said.then or _NOTHING, said.now or _NOTHING)
        for said in one.replay.sentences
    ]
    if one.now is not None and one.now.status != "answered":
        rows.insert(0, (f"the question is {one.now.status}", approved.answer.text, one.now.text))
    rows += [_citation(cited) for cited in one.replay.citations if cited.state != "unchanged"]
    return Table(heading, head, tuple(rows))


def _sentence(state: SentenceState, *, written: bool) -> str:
    if written and state in ("changed", "lost"):
        return "written by a person"
    return _STATES[state]


def _citation(cited: CitationReplay) -> tuple[str, str, str]:
    what = f"source [{cited.number}] {_SOURCES[cited.state]}: {cited.document}"
    if cited.state == "changed" and cited.now == cited.then:
        return what, cited.then, "(the quoted words still stand there: it can be approved anew as it is)"
    now = {"gone": _NOTHING, "closed": "(the listing is closed)"}.get(cited.state)
    return what, cited.then, now or cited.now or "(nothing like it stands there)"


def _line(one: Replayed) -> tuple[str, ...]:
    approved, replay = one.approved, one.replay
    if replay is None:
        return str(approved.id), approved.question, "not answered", one.failed or "", ""
    told = Counter(said.state for said in replay.sentences)
    sentences = ", ".join(f"{told[state]} {state}" for state in _STATES if told[state])
    states = {cited.document: cited.state for cited in replay.citations if cited.state != "unchanged"}
    sources = ", ".join(f"{document} {_SOURCES[state]}" for document, state in states.items())
    result = "broke" if one.broke else "holds"
    if replay.written:
        result, sentences = f"{result} (written by a person)", ""
    return str(approved.id), approved.question, result, sentences, sources or "unchanged"
