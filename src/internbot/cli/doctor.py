"""`internbot doctor`: what is wrong with this installation, and the remedy."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import Annotated

import typer

from internbot.cli.terminal import Output, print_json
from internbot.doctor import State, examine

STYLES: dict[State, str] = {"ok": "green", "info": "dim", "warn": "yellow", "fail": "red"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check this installation, and say the remedies."""
    findings = []
    output = Output()
    for finding in examine(os.environ):
        findings.append(finding)
        if not as_json:
            output.line(f"{finding.state:4}  {finding.check}: {finding.found}", style=STYLES[finding.state])
            if finding.remedy is not None:
                output.line(f"      {finding.remedy}")
    healthy = all(finding.state != "fail" for finding in findings)
    if as_json:
        print_json({"ok": healthy, "checks": [asdict(finding) for finding in findings]})
    if not healthy:
        raise typer.Exit(1)
