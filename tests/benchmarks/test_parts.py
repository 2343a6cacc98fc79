from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from parts import Part

FOR_EVER = "import signal; print('up', flush=True); signal.pause()"
STUBBORN = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); print('up', flush=True); signal.pause()"
)


def part(code: str, tmp_path: Path, told: list[str] | None = None, grace: float = 20.0) -> Part:
    tell = (told if told is not None else []).append
    return Part([sys.executable, "-c", code], tmp_path, tell, grace)


def test_what_it_printed_and_how_it_told_of_its_progress(tmp_path: Path) -> None:
    told: list[str] = []
    code = "import sys; print('one'); print('half', file=sys.stderr); print('two')"
    ended = part(code, tmp_path, told).wait(60)
    assert (ended.how, ended.why, ended.printed) == ("done", "done", ("one", "two"))
    assert ended.told == tuple(told) == ("half",)


def test_a_failure_has_its_code_and_its_complaint(tmp_path: Path) -> None:
    ended = part("import sys; print('begun'); sys.exit('no such set')", tmp_path).wait(60)
    assert (ended.how, ended.why) == ("failed", "failed with 1")
    assert (ended.printed, ended.told) == (("begun",), ("no such set",))


def test_what_takes_too_long_may_clean_up(tmp_path: Path) -> None:
    code = (
        "import signal, tempfile\n"
        "with tempfile.TemporaryDirectory(dir='.'):\n print('up', flush=True)\n signal.pause()"
    )
    ended = part(code, tmp_path).wait(1.5)
    assert (ended.how, ended.why) == ("too long", "not done in 2 s")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [FOR_EVER, STUBBORN])
def test_what_it_started_ends_with_it(code: str, tmp_path: Path) -> None:
    # The grandchild holds the output open: `wait` comes back only once it is gone too.
    outer = (
        "import subprocess, sys\n"
        f"one = subprocess.Popen([sys.executable, '-c', {code!r}])\n"
        "print(one.pid, flush=True)\n"
    )
    ended = part(f"{outer}one.wait()", tmp_path, grace=0.5).wait(1.5)
    assert ended.how == "too long"
    orphaned = part(outer, tmp_path).wait(60)
    assert (orphaned.how, orphaned.printed[0].isdecimal()) == ("done", True)


def test_an_interrupt_ends_the_part_that_runs(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from parts import Part, stop_on_signals\n"
        "stop_on_signals()\n"
        "try:\n"
        f" with Part([sys.executable, '-c', {FOR_EVER!r}], Path('.'), grace=20) as part:\n"
        "  print(part.pid, flush=True)\n"
        "  part.wait(600)\n"
        "except KeyboardInterrupt:\n print('stopped')"
    )
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    outer = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=environ, stdout=subprocess.PIPE, text=True
    )
    assert outer.stdout is not None
    pid = int(outer.stdout.readline())
    outer.send_signal(signal.SIGTERM)
    out, _ = outer.communicate(timeout=60)
    assert (out, outer.returncode) == ("stopped\n", 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
