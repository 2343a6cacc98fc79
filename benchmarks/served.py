"""A server process over a data folder, for benchmarks that ask one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READY_IN = 120.0


@contextmanager
def server(folder: Path, **environ: str) -> Iterator[tuple[int, int]]:
    """A server process, warm: its port and the id of its process.

    Args:
        folder: to work in; the data folder is `data` in it.
        environ: more variables of its environment.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "internbot", "serve", "--port", "0"],
        cwd=folder,
        env=os.environ | {"INTERNBOT_DATA": str(folder / "data")} | environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline().split(" (")[0].rsplit(":", 1)[1])
        began = time.monotonic()
        while time.monotonic() - began < READY_IN:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz").close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.communicate()
