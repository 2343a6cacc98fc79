"""Batches: a file of JSON lines in, one out, errors in their line, nothing lost on Ctrl-C."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from internbot.cli.terminal import bar
from internbot.errors import InternbotError, InvalidRequest, NotFound
from internbot.handoff import Json


def run_batch(source: Path, target: Path, work: Callable[[Json], Json]) -> tuple[int, int]:
    """Does `work` for each line of `source`, and writes its result with the line's `id` to `target`.

    Results go to `<target>.partial`, line by line, which becomes `target` at the end; when stopped, it stays.
    A line that fails becomes `{"id", "error": {"code", "message"}}`, named by its number where it has no id.

    Returns:
        How many lines were done, and how many of them failed.

    Raises:
        NotFound: there is no such file.
        InvalidRequest: a file cannot be read or written.
    """
    lines = _lines(source)
    partial = target.with_name(target.name + ".partial")
    failed = 0
    try:
        with partial.open("w", encoding="utf-8") as out, bar(f"{source.name}") as shown:
            for done, (number, line) in enumerate(lines, start=1):
                result = _result(number, line, work)
                failed += "error" in result
                out.write(json.dumps(result) + "\n")
                out.flush()
                shown.update(done, len(lines))
        partial.replace(target)
    except KeyboardInterrupt:
        print(f"stopped; what was done is in {partial}", file=sys.stderr)
        raise
    except OSError as error:
        raise InvalidRequest(
            f"{error.filename or target} cannot be written: {error.strerror or error}"
        ) from error
    return len(lines), failed


def _lines(source: Path) -> list[tuple[int, str]]:
    try:
        text = source.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {source}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"{source} cannot be read: {error}") from error
    # Only at newlines: splitlines would also split at separators that stand inside a JSON string.
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _result(number: int, line: str, work: Callable[[Json], Json]) -> Json:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _failure(f"line {number}", InvalidRequest(f"line {number} is no JSON: {error}"))
    if not isinstance(row, dict):
        return _failure(f"line {number}", InvalidRequest(f"line {number} is no JSON object"))
    name = row.get("id", f"line {number}")
    try:
        return {**work(row), "id": name}
    except InternbotError as error:
        return _failure(name, error)


def _failure(name: object, error: InternbotError) -> Json:
    return {"id": name, "error": {"code": error.code, "message": str(error)}}


def report_batch(source: Path, target: Path, work: Callable[[Json], Json]) -> None:
    """Runs a batch, and says on stderr how many lines failed.

    Raises:
        InternbotError: a file cannot be used, or every line failed.
    """
    done, failed = run_batch(source, target, work)
    if failed and failed == done:
        raise InvalidRequest(f"all {done} lines of {source} failed; {target} says why")
    if failed:
        print(f"{failed} of {done} lines failed; {target} says why", file=sys.stderr)
