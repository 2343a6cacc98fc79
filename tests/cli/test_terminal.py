from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.cli.terminal import bar, print_json, printable

SCRIPT = """
import sys
from internbot.cli.terminal import Output
Output().line("see [bold]this[/bold] \\x1b]0;title\\x07and \\x9b31mthat, " + "word " * 30, style="red")
"""


def in_terminal(**environ: str) -> str:
    """What the script prints on a terminal of 80 columns."""
    parent, child = pty.openpty()
    settings = {
        key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "CI")
    }
    settings |= {"TERM": "xterm-256color", "COLUMNS": "80"} | environ
    subprocess.run([sys.executable, "-c", SCRIPT], stdout=child, env=settings, check=True, timeout=60)
    os.close(child)
    shown = b""
    # An error is how a terminal says that nobody writes any more.
    with suppress(OSError):
        while piece := os.read(parent, 65536):
            shown += piece
    os.close(parent)
    return shown.decode()


@given(st.text())
def test_what_a_terminal_would_obey_is_taken_out(text: str) -> None:
    shown = printable(text)
    assert not any((ord(sign) < 32 and sign not in "\t\n") or 0x7F <= ord(sign) < 0xA0 for sign in shown)
    assert [sign for sign in text if sign.isalnum()] == [sign for sign in shown if sign.isalnum()]


def test_on_a_terminal_lines_are_coloured_and_wrapped() -> None:
    shown = in_terminal()
    assert "\x1b[31msee [bold]this[/bold] ]0;titleand 31mthat" in shown
    assert "\x1b]0;" not in shown
    assert len(shown.splitlines()) == 3


def test_no_color_is_obeyed() -> None:
    assert "\x1b[31m" not in in_terminal(NO_COLOR="1")


def test_json_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"text": "é\x9b31m"})
    assert capsys.readouterr().out == '{\n  "text": "\\u00e9\\u009b31m"\n}\n'


def test_a_bar_prints_nothing_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with bar("reading") as shown:
        shown.update(1, 2, "a file")
        shown.update(2, None)
    assert capsys.readouterr() == ("", "")
