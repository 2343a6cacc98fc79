"""Writes the documents that are made from the code, or with `--check` says which of them are out of date."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import Mock

from internbot.settings import Settings, accepted, variables
from internbot.web.api.app import API_PREFIX
from internbot.web.app import api_of

DOCS = Path(__file__).parent
COMMANDS = (
    "",
    "serve",
    "ingest",
    "sources",
    "ask",
    "search",
    "listings",
    "verify",
    "show",
    "evaluate",
    "doctor",
    "replay",
    "review",
)
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


def api_reference() -> str:
    """Each route of the API with its parameters, from its own description; examples and prose stand above it."""
    # The routes are described here and never called, so nothing has to stand behind them.
    described = api_of(Mock(), Mock()).openapi()
    schemas = described["components"]["schemas"]
    parts = []
    for path, methods in described["paths"].items():
        for method, route in methods.items():
            about = route.get("description") or route.get("summary") or ""
            lines = [f"### {method.upper()} {API_PREFIX}{path}", "", f"{about.rstrip('.')}.", ""]
            lines += _parameters(route.get("parameters", []))
            sent = route.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            lines += _fields("body", sent, schemas)
            lines += _example(sent, schemas)
            lines += _fields("answer", _answered(route), schemas)
            parts.append("\n".join(lines))
    return "\n".join(parts)


def _example(schema: dict[str, Any] | None, schemas: dict[str, Any]) -> list[str]:
    """The first example of a body, as one line of JSON."""
    name = (schema or {}).get("$ref", "").rpartition("/")[2]
    given = schemas.get(name, {}).get("examples") or []
    return ["```json", json.dumps(given[0]), "```", ""] if given else []


def _answered(route: dict[str, Any]) -> dict[str, Any] | None:
    responses: dict[str, dict[str, Any]] = route["responses"]
    response = next((one for status, one in responses.items() if status.startswith("2")), {})
    schema: dict[str, Any] | None = response.get("content", {}).get("application/json", {}).get("schema")
    return schema


def _parameters(parameters: list[dict[str, Any]]) -> list[str]:
    if not parameters:
        return []
    rows = ["| parameter | in | accepts | what it does |", "|---|---|---|---|"]
    for one in parameters:
        name = f"`{one['name']}`" + (" (required)" if one.get("required") else "")
        rows.append(
            f"| {name} | {one['in']} | {_type(one['schema'])} | {_cell(one.get('description', ''))} |"
        )
    return [*rows, ""]


def _fields(what: str, schema: dict[str, Any] | None, schemas: dict[str, Any]) -> list[str]:
    """A table of the fields of a JSON object that the description names."""
    name = (schema or {}).get("$ref", "").rpartition("/")[2]
    if not name:
        return []
    rows = [f"| {what} | type | meaning |", "|---|---|---|"]
    required = schemas[name].get("required", []) if what == "body" else []
    for field, given in schemas[name].get("properties", {}).items():
        needed = " (required)" if field in required else ""
        rows.append(f"| `{field}`{needed} | {_type(given)} | {_cell(given.get('description', ''))} |")
    return [*rows, ""]


def _type(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    limits = {"minimum": "from", "maximum": "to", "maxLength": "at most", "minLength": "at least"}
    unit = " characters" if schema.get("type") == "string" else ""
    bounds = [f"{word} {schema[key]:,}{unit}" for key, word in limits.items() if key in schema]
    return " ".join([schema.get("type", "any"), *bounds])


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


GENERATED = {"configuration.md": settings_table, "command-line.md": help_texts, "http-api.md": api_reference}


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
