from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.commands import Command
from internbot import __version__
from internbot.errors import DataFolderError


def test_the_version_of_a_process_of_its_own(command: Command) -> None:
    with command.start("--version") as process:
        assert process.communicate(timeout=60) == (f"internbot {__version__}\n", "")
        assert process.returncode == 0


def test_a_failure_of_a_process_of_its_own(command: Command) -> None:
    with command.start("show", "nothing.md") as process:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (1, "")
    assert err.startswith("internbot: ")
    assert len(err.splitlines()) == 1


def test_help_loads_nothing_slow() -> None:
    script = "import sys, internbot.cli.main as m; m.main(['--help']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split("\n")[-2].split())
    assert "internbot.cli.ask" in loaded
    slow = {
        "chromadb",
        "gradio",
        "onnxruntime",
        "langchain",
        "langchain_core",
        "numpy",
        "sqlalchemy",
        "uvicorn",
    }
    assert slow & loaded == set()


def test_a_wrong_setting_is_one_line(command: Command) -> None:
    line = command.refusal("search", "pay", INTERNBOT_PROT="1")
    assert (
        line
        == "internbot: INTERNBOT_PROT (in the environment) is not a setting: did you mean INTERNBOT_PORT?\n"
    )


def test_with_debug_an_error_shows_where_it_comes_from(command: Command) -> None:
    with pytest.raises(DataFolderError):
        command.run("search", "pay", INTERNBOT_DEBUG="1")


def test_a_fault_of_ours_is_one_line_too(command: Command, library: Path) -> None:
    command.run("ingest", str(library))
    catalog = next(command.data.glob("*.sqlite3"))
    catalog.write_bytes(b"this is no database" * 100)
    line = command.refusal("show", "gardens.md")
    assert "INTERNBOT_DEBUG=1 shows where" in line or "catalog" in line


def test_an_unknown_command_shows_the_usage(command: Command) -> None:
    _, err = command.run("answer", code=2)
    assert "Usage: internbot" in err
