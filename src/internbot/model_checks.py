"""Looks at the models' servers that the settings name, as `internbot doctor` does: one short request to each."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass

from internbot.chat_models.guarded import GuardedChatModel
from internbot.chat_models.limits import Limits
from internbot.data_folder import stored_mark
from internbot.embeddings.openai import OpenAIEmbeddings, revision
from internbot.errors import ChatModelError, InternbotError
from internbot.model_servers.circuit import CircuitBreaker
from internbot.model_servers.servers import Server
from internbot.settings import Settings
from internbot.tokens import Tokens

_ASKED = "Answer with the word yes."
_ENOUGH = 16


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found.

    Attributes:
        found: in one line.
        remedy: what to do; None where all is well.
    """

    found: str
    remedy: str | None = None

    @classmethod
    def of(cls, error: InternbotError) -> Checked:
        """An error's line, which ends with its remedy."""
        found, _, remedy = str(error).rpartition(": ")
        return cls(found or remedy, remedy)


def check_chat_model(settings: Settings) -> Checked | None:
    """Whether the server is there, takes the key, has the model, and the model answers; None where none is set."""
    server = Server.of_chat(settings)
    if server is None:
        return None
    limits = Limits(
        connect=settings.chat_connect_seconds,
        first_token=settings.chat_first_token_seconds,
        pause=settings.chat_pause_seconds,
        total=settings.chat_total_seconds,
        max_tokens=_ENOUGH,
        attempts=1,
    )
    model = GuardedChatModel(server, Tokens().count, limits, CircuitBreaker(time.monotonic))
    try:
        with closing(model):
            model.invoke(_ASKED)
    except ChatModelError as error:
        # Models that think before they write may need more tokens than this for a first word.
        if error.reason != "empty":
            return Checked.of(error)
    return Checked(f"{server.name} at {server.host} answers")


def check_embeddings(settings: Settings) -> Checked | None:
    """Whether the server is there, takes the key, and gives vectors; None where the model runs in this process."""
    server = Server.of_embeddings(settings)
    if server is None:
        return None
    tokens = Tokens()
    try:
        with closing(OpenAIEmbeddings(server, tokens.count, tokens.cut)) as model:
            return Checked(
                f"{server.name} at {server.host} gives vectors of {model.identity.dimensions} numbers"
            )
    except InternbotError as error:
        return Checked.of(error)


def identity(settings: Settings) -> dict[str, str | int] | None:
    """Identity of the server's embedding model without asking it; None where the model runs in this process.

    The length of its vectors is taken from the data folder: that of another model is known by its name.

    Raises:
        DataFolderError: the data folder's mark is damaged or cannot be read.
    """
    server = Server.of_embeddings(settings)
    if server is None:
        return None
    stored = (stored_mark(settings.data) or {}).get("identity", {})
    known: dict[str, str | int] = {"name": server.name, "revision": revision()}
    return known | ({"dimensions": stored["dimensions"]} if "dimensions" in stored else {})
