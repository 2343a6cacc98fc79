"""Writes the documents that are made from the code, or with `--check` says which of them are out of date."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from internbot.settings import Settings, accepted, variables

DOCS = Path(__file__).parent
COMMANDS = ("", "serve", "ingest", "sources", "ask", "search", "listings", "show", "doctor")
BEGIN, END = "<!-- generated: make docs -->\n", "<!-- end of what is generated -->\n"


def settings_table() -> str:
    """One row a setting, from its field."""
    rows = ["| variable | default | accepted | what it does |", "|---|---|---|---|"]
    for variable, name in variables().items():
        field = Settings.model_fields[name]
        default = "none" if field.default is None else f"`{str(field.default).lower()}`"
        rows.append(f"| `{variable}` | {default} | {accepted(field)} | {field.description} |")
    return "\n".join(rows) + "\n"


def help_texts() -> str:
    """The `--help` of every command."""
    environ = os.environ | {"COLUMNS": "80", "TERMINAL_WIDTH": "80", "NO_COLOR": "1"}
    parts = []
    for command in COMMANDS:
        words = [word for word in (command, "--help") if word]
        done = subprocess.run(
            [sys.executable, "-m", "internbot", *words],
            env=environ,
            capture_output=True,
            text=True,
            check=True,
        )
        shown = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        parts.append(f"### internbot {command}".rstrip() + f"\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


GENERATED = {"configuration.md": settings_table, "command-line.md": help_texts}


def outdated(*, write: bool) -> list[Path]:
    """The documents whose generated part differs from the code; with `write`, after writing it anew."""
    found = []
    for name, make in GENERATED.items():
        path = DOCS / name
        old = path.read_text(encoding="utf-8")
        before, _, rest = old.partition(BEGIN)
        _, _, after = rest.partition(END)
        new = f"{before}{BEGIN}\n{make()}\n{END}{after}"
        if new != old:
            found.append(path)
            if write:
                path.write_text(new, encoding="utf-8")
    return found


def main() -> int:
    """0 when nothing is left to do; 1 when `--check` found an outdated document."""
    check = "--check" in sys.argv[1:]
    found = outdated(write=not check)
    for path in found:
        print(f"docs/{path.name} is out of date: run make docs" if check else f"wrote docs/{path.name}")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
