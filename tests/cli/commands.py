"""The command as a user runs it: with a working directory and a data folder of its own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from internbot.cli.main import main

GUIDE = """---
title: How Northwind hires interns
published: 2025-03-01
url: https://example.com/northwind
---

# How Northwind hires interns

Northwind pays its interns 31 dollars an hour. Applications for the summer close on February 20.

## Interviews

The interview at Northwind has two rounds: a call with a recruiter, and a day with the team.
"""

GARDENS = """---
title: A summer in the gardens
published: 2024-08-15
---

# A summer in the gardens

Interns of the botanical garden water the ferns at seven in the morning. They live behind the glasshouse.
"""


@dataclass(frozen=True)
class Command:
    """`internbot`, run in `folder`."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / ".internbot"

    @property
    def _settings(self) -> dict[str, str]:
        # Chroma keeps what it opened by its path as written: `.internbot` would be one for all tests of this process.
        return {"INTERNBOT_DATA": str(self.data)}

    @contextmanager
    def start(self, *words: str, **environ: str) -> Iterator[subprocess.Popen[str]]:
        """The command's process, which is killed in the end."""
        process = subprocess.Popen(
            [sys.executable, "-m", "internbot", *words],
            cwd=self.folder,
            env=os.environ | self._settings | environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def run(self, *words: str, code: int = 0, **environ: str) -> tuple[str, str]:
        """Standard output and error of a command that ends with `code`.

        It runs in this process, which has loaded everything once, as `main` is called by the console script.
        """
        before = dict(os.environ)
        os.environ.update(self._settings | environ)
        out, err = io.StringIO(), io.StringIO()
        try:
            with chdir(self.folder), redirect_stdout(out), redirect_stderr(err):
                found = main(list(words))
        finally:
            os.environ.clear()
            os.environ.update(before)
        assert found == code, f"{words}: {found}\n{out.getvalue()}\n{err.getvalue()}"
        return out.getvalue(), err.getvalue()

    def json(self, *words: str) -> Any:
        """What a command prints with `--json`."""
        return json.loads(self.run(*words, "--json")[0])

    def refusal(self, *words: str, code: int = 1, **environ: str) -> str:
        """The one line of a command that fails."""
        out, err = self.run(*words, code=code, **environ)
        assert out == ""
        assert len(err.splitlines()) == 1, err
        assert err.startswith("internbot: ")
        return err

    @contextmanager
    def serving(self) -> Iterator[str]:
        """A running server; gives its address."""
        with self.start("serve", "--port", "0") as process:
            yield address_of(process)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
            assert (process.returncode, err) == (0, ""), f"{process.returncode} {err!r}"


def address_of(server: subprocess.Popen[str]) -> str:
    """Where a server that was just started says that it is."""
    assert server.stdout is not None
    line = server.stdout.readline()
    assert line.startswith("internbot is at http://127.0.0.1:"), line + server.communicate(timeout=60)[1]
    return line.split()[3]


T = TypeVar("T")


def fetch(address: str) -> tuple[int, str]:
    """Status and body of a page."""
    try:
        with urllib.request.urlopen(address, timeout=60) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def eventually(check: Callable[[], T], seconds: float = 60) -> T:
    """The first true result of `check`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} s")
