"""A report as one HTML file: tables and plots, no script, nothing loaded from anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from internbot.evaluation import tables
from internbot.evaluation.comparisons import Comparison
from internbot.evaluation.plots import bars, spread
from internbot.evaluation.runs import Result, Run
from internbot.evaluation.scoring import METRICS
from internbot.evaluation.summaries import Summary
from internbot.evaluation.tables import Table

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d8dde4;--bar:#5b8def;--page:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa5b4;--line:#333c48;--bar:#6f9bf2;--page:#14181e}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
body{max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.35rem}h2{font-size:1.05rem;margin-top:2rem}p{color:var(--soft)}
table{border-collapse:collapse;width:100%}th,td{text-align:left}
th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600}svg{width:100%;max-width:44rem;height:auto;margin-top:1rem}svg text{font-size:12px;fill:var(--ink)}
.axis{fill:var(--soft)!important}.grid{stroke:var(--line)}.bar{fill:var(--bar)}
.whisker{stroke:var(--ink);stroke-width:1.5;fill:none}.curve{stroke:var(--bar);stroke-width:2;fill:none}
.wide{overflow-x:auto}.even{table-layout:fixed;min-width:36rem}.even td{overflow-wrap:anywhere}
details{border-bottom:1px solid var(--line);padding:.4rem 0}summary{cursor:pointer}
.wrong{color:#c0392b}pre{white-space:pre-wrap;overflow-wrap:anywhere}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_report(run: Run, told: Summary, apart: Comparison | None = None) -> str:
    """The whole report; every text of a question, an answer or a document is escaped."""
    shares = [(METRICS[name], one) for name, one in told.metrics.items()]
    kinds = [(f"{one.name} ({one.cases})", one.share) for one in told.kinds]
    totals = [one.total_ms for one in run.results if one.total_ms is not None]
    metrics, by_kind, times, *spent = map(html_table, tables.overview(run, told))
    parts = [
        f"<h1>{escape(tables.verdict(run))}</h1><p>{escape(tables.conditions(run))}</p>",
        *(map(html_table, tables.comparison(apart)) if apart is not None else ()),
        metrics,
        bars(shares, "Metrics, in percent, with 95 % intervals"),
        by_kind,
        bars(kinds, "Right answers by kind, in percent, with 95 % intervals"),
        times,
        spread(totals, "Share of the answers that were complete within a time"),
        *spent,
        *map(html_table, tables.faults(run, told)),
        _answers(run),
        f"<h2>Configuration</h2><pre>{escape(json.dumps(run.configuration.model_dump(mode='json'), indent=1))}</pre>",
    ]
    return html_page(f"Evaluation: {run.configuration.cases}", parts)


def html_page(title: str, parts: Iterable[str]) -> str:
    """A whole page of parts that are HTML already."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def html_table(table: Table, *, even: bool = False) -> str:
    """A table under its heading; every cell is escaped.

    Args:
        even: all columns are as wide as each other, as for texts that are compared.
    """
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    shape = ' class="even"' if even else ""
    return (
        f'<h2>{escape(table.heading)}</h2><div class="wide"><table{shape}><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _answers(run: Run) -> str:
    shown = "".join(_answer(one) for one in run.results if one.told is not None or one.failed is not None)
    return f"<h2>Every answer</h2>{shown}" if shown else ""


def _answer(result: Result) -> str:
    mark = "" if result.right else ' class="wrong"'
    if result.told is None:
        return f"<details><summary{mark}>{escape(result.id)}</summary><p>{escape(result.failed or '')}</p></details>"
    told = result.told
    wrong = "; ".join(told.complaints)
    lost = f" ({told.fault})" if told.fault else ""
    return (
        f"<details><summary{mark}>{escape(result.id)} {escape(told.question)}</summary>"
        f"<p>{escape(told.status)}: {escape(told.standalone)}</p><pre>{escape(told.text)}</pre>"
        f'<p class="wrong">{escape(wrong + lost if wrong else "")}</p></details>'
    )
