"""`internbot listings`: the records that match, all of them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from internbot.cli.engines import Engine, engine
from internbot.cli.terminal import Output, print_json
from internbot.handoff import Json
from internbot.listings.filters import ORDERS
from internbot.settings import Settings
from internbot.web.exports.plain_texts import cell

SHOWN = 20
_PORTION = 500
_COLUMNS = (
    "title", "company", "locations", "remote", "employment_type", "term", "degree_levels", "experience_years",
    "sponsorship", "pay_min", "pay_max", "pay_currency", "pay_per", "skills", "posted", "closes", "status",
    "apply_url", "source_url", "id",
)  # fmt: skip
_STATES = {"open": "open", "unknown": "undated", "closed": "closed"}


def listings(
    where: Annotated[
        str,
        typer.Option(
            help="What they must meet: conditions such as 'place=Seattle status=open pay>=30/hour', or a question "
            "in plain words."
        ),
    ] = "",
    sort: Annotated[str | None, typer.Option(help=f"Their order: {', '.join(ORDERS)}.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"How many to print; {SHOWN} for people, all with --json or --csv."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the records as a CSV file.")] = False,
) -> None:
    """List the job listings that match; the counts are always of all."""
    if as_json and as_csv:
        raise typer.BadParameter("give either --json or --csv")
    if sort is not None and sort not in ORDERS:
        raise typer.BadParameter(f"--sort takes {', '.join(ORDERS)}")
    most = limit if limit is not None or as_json or as_csv else SHOWN
    request = {"where": where, "sort": sort}
    with engine(Settings.load()) as work:
        if as_csv:
            writer = csv.writer(sys.stdout)
            writer.writerow(_COLUMNS)
            writer.writerows(map(_csv_row, _items(work, request, most)))
            return
        first = work.call("listings", request | {"first": min(most or _PORTION, _PORTION), "offset": 0})
        if as_json:
            rest = _items(work, request, most, offset=_PORTION) if len(first["items"]) == _PORTION else ()
            print_json(first | {"items": [*first["items"], *rest]})
            return
    _print(first)


def _items(work: Engine, request: Json, most: int | None, offset: int = 0) -> Iterator[Json]:
    """The records in portions, so that no message holds them all."""
    while most is None or offset < most:
        size = _PORTION if most is None else min(_PORTION, most - offset)
        items = work.call("listings", request | {"first": size, "offset": offset})["items"]
        yield from items
        if len(items) < size:
            return
        offset += size


def _csv_row(item: Json) -> list[str]:
    """One record; what is not known is an empty cell, and none is taken for a formula."""
    record = item["record"]
    pay = record.get("salary", {})
    values = {**record, **item, **{f"pay_{name}": value for name, value in pay.items()}}
    values["posted"], values["closes"] = record.get("posted_at"), record.get("expires_at")
    values["status"] = _STATES[item["status"]]
    return [cell(_said(values.get(name))) for name in _COLUMNS]


def _said(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value in (None, "unknown") else str(value)


def _print(result: Json) -> None:
    output = Output()
    output.line(_counts(result), style="bold")
    shown = result
    if result["nearest"] is not None:
        shown = result["nearest"]
        output.line(f"Without {' and '.join(result['lifted'])}: {_counts(shown)}")
    if result["uninterpreted"]:
        output.line(f"Not used as a condition: {', '.join(result['uninterpreted'])}")
    if result["not_compared"]:
        others = ", ".join(f"{n:,} in {name}" for name, n in result["not_compared"].items())
        output.line(f"Pay is compared in {result['currency']} only; not compared: {others}")
    output.line()
    if result["groups"] is not None:
        output.table(("", "listings"), [(name, f"{n:,}") for name, n in result["groups"].items()])
        return
    output.table(("title", "company", "places", "term", "closes", "status"), map(_cells, shown["items"]))
    if shown["total"] > len(shown["items"]) > 0:
        output.line(f"These are the first {len(shown['items'])} of {shown['total']:,}; --limit shows more.")
    if result["checked_on"]:
        output.line(f"Checked on {result['checked_on']}.", style="dim")


def _cells(item: Json) -> Sequence[str]:
    return (
        item["title"],
        item["company"] or "",
        "; ".join(item["locations"]) or ("remote" if item["remote"] == "yes" else ""),
        "; ".join(item["term"]),
        item["deadline"] or "",
        _STATES[item["status"]],
    )


def _counts(result: dict[str, Any]) -> str:
    states = [f"{result[name]:,} {name}" for name in ("open", "undated", "closed") if result[name]]
    total = f"{result['total']:,} {'matches' if result['total'] == 1 else 'match'}"
    return f"{total}: {', '.join(states)}" if states else total
