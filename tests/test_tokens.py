from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from internbot.tokens import Tokens

TOKENS = Tokens()


def test_the_table_is_the_published_one() -> None:
    assert TOKENS.count("Hello, world!") == 4
    assert TOKENS.count("") == 0


def test_special_tokens_are_plain_text() -> None:
    assert TOKENS.count("<|endoftext|>") > 1


@given(st.text(max_size=200), st.integers(0, 60))
def test_a_cut_is_a_beginning_that_fits(text: str, budget: int) -> None:
    cut = TOKENS.cut(text, budget)
    assert text.startswith(cut)
    assert TOKENS.count(cut) <= budget
    assert cut == text or TOKENS.count(text) > budget


def test_the_table_needs_no_network(tmp_path: Path) -> None:
    # A fresh process, an empty cache, and a proxy that nothing listens on.
    environ = os.environ | {"TIKTOKEN_CACHE_DIR": str(tmp_path), "HTTPS_PROXY": "http://127.0.0.1:9"}
    script = "from internbot.tokens import Tokens; print(Tokens().count('internship'))"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert int(done.stdout) >= 1
