from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from internbot.chat_models.backends import chat_model
from internbot.clock import system_clock
from internbot.settings import Settings


def test_no_model_is_loaded_where_none_is_named(tmp_path: Path) -> None:
    assert chat_model(Settings(), tmp_path, len, system_clock) is None
    code = (
        "import sys, internbot.chat_models.backends, internbot.embeddings.backends;"
        "assert not {'openai', 'langchain_openai'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_model_that_is_named(tmp_path: Path) -> None:
    found = chat_model(Settings(chat_model="openai:m", chat_max_tokens=50), tmp_path, len, system_clock)
    assert found is not None
    assert (found.name, found.max_tokens, found.context_tokens) == ("openai:m", 50, 4096)
    found.close()
