"""`internbot sources`: what was read, when it was looked at last, and when it is looked at next."""

from __future__ import annotations

from typing import Annotated

import typer

from internbot.cli.engines import engine
from internbot.cli.terminal import Output, print_json
from internbot.handoff import Json
from internbot.settings import Settings


def sources(
    remove: Annotated[
        str | None,
        typer.Option(help="Take this source and all its documents out of the index.", metavar="SOURCE"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
) -> None:
    """List the sources with their last look, its result, and the next one.

    A server looks again by itself at those that INTERNBOT_SOURCES names.
    """
    with engine(Settings.load(), write=remove is not None) as work:
        result = work.call("sources", {"remove": remove})
    if as_json:
        print_json(result)
        return
    output = Output()
    if remove is not None:
        output.line(f"{len(result['removed'])} documents removed")
        return
    for source in result["sources"]:
        output.line(source["uri"])
        output.line(f"  {described(source)}")
        if source["failure"]:
            times = f" {source['failures']} times in a row" if source["failures"] > 1 else ""
            output.line(f"  failed{times}: {source['failure']}", style="red")


def described(source: Json) -> str:
    """The counts and instants of a source in one line."""
    counts = [f"{source[kind]} {kind}" for kind in ("articles", "listings", "missing") if source[kind]] or [
        "nothing read"
    ]
    instants = [
        f"{label} {_instant(source[name])}"
        for name, label in (("looked", "looked at"), ("succeeded", "read"), ("next", "next look"))
        if source[name] and not (name == "succeeded" and source["succeeded"] == source["looked"])
    ]
    return "; ".join([f"{source['kind']}, {', '.join(counts)}", *instants])


def _instant(text: str) -> str:
    return f"{text[:10]} {text[11:16]} UTC"
