"""The tables of a report, as rows of cells: the same ones in Markdown and in HTML."""

from __future__ import annotations

from dataclasses import dataclass

from internbot.evaluation.comparisons import Comparison
from internbot.evaluation.faults import STEPS
from internbot.evaluation.intervals import Estimate
from internbot.evaluation.runs import Run
from internbot.evaluation.scoring import METRICS
from internbot.evaluation.summaries import Summary


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, a line of names, and rows of as many cells."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def overview(run: Run, told: Summary) -> list[Table]:
    """Metrics, kinds, times and costs."""
    tables = [
        Table(
            "Metrics",
            ("metric", "value", "95 % interval", "cases"),
            tuple(
                (METRICS[name], _percent(one.value), _interval(one), str(one.cases))
                for name, one in told.metrics.items()
            ),
        ),
        Table(
            "Right answers by kind",
            ("kind", "right", "of", "share", "95 % interval"),
            tuple(
                (one.name, str(one.right), str(one.cases), _percent(one.share.value), _interval(one.share))
                for one in told.kinds
            ),
        ),
        Table(
            "Times, in milliseconds",
            ("what", "value", "95 % interval"),
            tuple(
                (name, f"{one.value:.0f}", f"{one.low:.0f} to {one.high:.0f}")
                for name, one in told.times.items()
            ),
        ),
    ]
    spent = [
        ("tokens read", f"{told.tokens[0]:,}"),
        ("tokens written", f"{told.tokens[1]:,}"),
        ("sentences refused by the check", str(told.dropped)),
        ("answers quoted because the model failed", str(told.fallbacks)),
        ("cases without an answer", str(told.failed)),
    ]
    if told.prices is not None:
        cost = told.prices.cost(*told.tokens)
        spent.append(("cost of all cases", told.prices.amount(cost)))
        spent.append(("cost of a question", told.prices.amount(cost / len(run.results))))
    if any(told.tokens) or told.failed:
        tables.append(Table("Tokens and cost", ("what", "value"), tuple(spent)))
    return tables


def faults(run: Run, told: Summary) -> list[Table]:
    """Wrong answers by the step that lost them, then each of them; none for a sealed run."""
    if not told.faults:
        return []
    total = sum(told.faults.values())
    steps = Table(
        "Wrong answers by the step that lost them",
        ("step", "cases", "share", "what it means"),
        tuple((step, str(n), _percent(n / total), STEPS[step]) for step, n in told.faults.items()),
    )
    wrong = [one for one in run.results if one.told is not None and not one.right]
    wrong.sort(key=lambda one: list(told.faults).index(one.told.fault) if one.told and one.told.fault else 0)
    each = Table(
        "Wrong answers",
        ("case", "kind", "step", "question", "what is wrong"),
        tuple(
            (one.id, one.kind, one.told.fault or "", one.told.question, "; ".join(one.told.complaints))
            for one in wrong
            if one.told is not None
        ),
    )
    return [steps, each]


def comparison(apart: Comparison) -> list[Table]:
    """What changed since another run."""
    tables = [
        Table(
            "Change since the other run",
            ("metric", "change", "95 % interval", "cases"),
            tuple(
                (METRICS[name], f"{100 * one.value:+.1f}", _interval(one, signed=True), str(one.cases))
                for name, one in apart.differences.items()
            ),
        ),
        Table(
            "Cases that changed sides",
            ("what", "how many", "which"),
            tuple(
                (what, str(len(ids)), "sealed" if apart.sealed and ids else ", ".join(ids))
                for what, ids in (
                    ("wrong before, right now", apart.better),
                    ("right before, wrong now", apart.worse),
                )
            ),
        ),
    ]
    if apart.only_before or apart.only_now:
        left = (("cases only before", str(apart.only_before)), ("cases only now", str(apart.only_now)))
        tables.append(Table("Not compared", ("what", "how many"), left))
    if apart.changed:
        rows = tuple(tuple(line.split(": ", 1)) for line in apart.changed)
        tables.append(Table("What differs between the configurations", ("name", "before -> now"), rows))
    return tables


def verdict(run: Run) -> str:
    """The run in a line."""
    config = run.configuration
    return (
        f"{run.right} of {len(run.results)} right: {config.cases}, model {config.model}, "
        f"{config.index['articles']} articles and {config.index['listings']} listings, {run.seconds:.0f} s"
    )


def conditions(run: Run) -> str:
    """On what machine, how busy, and when: what the times depend on."""
    config, machine = run.configuration, run.configuration.machine
    busy = machine["load"] > machine["cores"] / 2
    return (
        f"Begun {config.began} on {machine['cores']} cores ({machine['architecture']}, {machine['system']}), "
        f"load {machine['load']}{', so that times tell little' if busy else ''}; internbot "
        f"{config.versions['internbot']}, Python {config.versions['python']}, index "
        f"{config.index['documents_sha256'][:12]}, cases {config.cases_sha256[:12]}"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _interval(one: Estimate, *, signed: bool = False) -> str:
    low, high = 100 * one.low, 100 * one.high
    return f"{low:+.1f} to {high:+.1f}" if signed else f"{low:.1f} to {high:.1f}"
