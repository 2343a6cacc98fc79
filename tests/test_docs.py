"""The documents are true: generated parts are current, commands run, and what they name is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from internbot.settings import variables

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "knowledge/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
# A block of commands below this line is run, in an empty folder.
TESTED = re.compile(r"<!-- tested -->\n```bash\n(.*?)```", re.DOTALL)
UNFINISHED = re.compile(r"^## [^\n]*not t?here yet\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
SUBCOMMANDS = {
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
    "sites",
    "conversations",
    "replay",
    "review",
}

every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_of(path: Path) -> str:
    """What stands in code blocks and between backticks, but for what is said not to be there yet."""
    text = UNFINISHED.sub("", text_of(path))
    blocks = re.findall(r"```.*?\n(.*?)```", text, re.DOTALL)
    words = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return "\n".join([*blocks, *words])


def test_generated_parts_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param(block, id=f"{path.name}-{number}")
        for path in DOCUMENTS
        for number, block in enumerate(TESTED.findall(text_of(path)), 1)
    ],
)
def test_commands_run_as_they_are_written(commands: str, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "internbot"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m internbot "$@"\n')
    program.chmod(0o755)
    folder = tmp_path / "folder"
    folder.mkdir()
    environ = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}", "INTERNBOT_PORT": "0"}
    done = subprocess.run(
        ["bash", "-euc", commands], cwd=folder, env=environ, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "27 dollars" in done.stdout


@every_document
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text_of(path)):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@every_document
def test_named_settings_targets_and_commands_exist(path: Path) -> None:
    code = code_of(path)
    for name in re.findall(r"\bINTERNBOT_\w+", text_of(path)):
        assert name in variables() or name == "INTERNBOT_", name
    targets = re.findall(r"^(\w+):", text_of(ROOT / "Makefile"), re.MULTILINE)
    for name in re.findall(r"\bmake (\w+)", code):
        assert name in targets, name
    for name in re.findall(r"^(?:\.venv/bin/)?internbot ([a-z]+)", code, re.MULTILINE):
        assert name in SUBCOMMANDS, name


def test_make_help_names_every_target() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    shown = {line.split()[1] for line in done.stdout.splitlines()}
    declared = re.search(r"^\.PHONY: (.*)$", text_of(ROOT / "Makefile"), re.MULTILINE)
    assert declared is not None
    assert shown == set(declared.group(1).split())
