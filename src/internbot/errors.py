"""Every error that internbot raises on purpose.

InternbotError                  one clear line: what happened, and what to do
├── SettingsError               the operator: a setting is unknown or has a wrong value
├── DataFolderError             the operator: the data folder cannot be used
│   ├── IndexMismatch           it was made by another version or another embedding model
│   └── DataFolderBusy          another process holds it
├── SourceError                 the operator: one item of a source cannot be read; the rest goes on
├── FetchError                  nobody at once: an address could not be fetched; the reason says why
│   └── PageGone                there is nothing at that address (any more)
├── NotFound                    the caller: no such document, listing or file
├── SourceChanged               nobody: a source changed while it was being quoted; asking again helps
├── InvalidRequest              the caller: a question or a parameter outside its limits
├── NotAllowed                  the caller: from this site, or without this token, it may not
├── TooManyRequests             the caller: over a budget; the error says after how many seconds to try again
└── BackendUnavailable          nobody at once: a model or a store does not respond; try again later
    ├── ChatModelError          a chat model gave no answer, or broke off; the reason says why
    └── EmbeddingServerError    a server of embeddings gave none; the reason says why
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

ServerFailure = Literal[
    "no_key",
    "wrong_key",
    "forbidden",
    "unknown_model",
    "quota",
    "rate_limited",
    "server_error",
    "timeout",
    "unreachable",
    "cut",
    "garbage",
    "empty",
    "endless",
    "context",
    "content_filter",
    "rejected",
    "resting",
    "ceiling",
    "closed",
]
"""What can go wrong with a model's server.

`quota` is an account without credit; `cut` a connection that ended too early; `context` a prompt longer than the model
takes; `rejected` any other refusal of the request itself; `resting` a model that is left alone for a while because it
failed several times; `ceiling` the day's tokens spent; `closed` this process ending.
"""


class InternbotError(Exception):
    """Base of all errors that are shown to a user as one line.

    Attributes:
        code: stable machine-readable name, used in the error body of the API.
    """

    code = "error"

    def details(self) -> dict[str, Any]:
        """What it tells beside its one line, as JSON: enough for `rebuilt`."""
        return {}

    @classmethod
    def rebuilt(cls, message: str, details: Mapping[str, Any]) -> Self:  # noqa: ARG003
        """The error that another process told of; `details` are for those that tell more than their line."""
        return cls(message)


class SettingsError(InternbotError):
    """A setting is unknown or has a wrong value."""

    code = "settings"


class DataFolderError(InternbotError):
    """The data folder cannot be created, read or written."""

    code = "data_folder"


class IndexMismatch(DataFolderError):
    """The data folder was made by another version or with another embedding model."""

    code = "index_mismatch"


class DataFolderBusy(DataFolderError):
    """Another process holds the data folder."""

    code = "data_folder_busy"


class SourceError(InternbotError):
    """One item of a source cannot be read; ingestion reports it and goes on."""

    code = "source"


class FetchError(InternbotError):
    """An address could not be fetched; ingestion reports it and keeps what it knew."""

    code = "fetch"


class PageGone(FetchError):
    """The server answered that there is nothing at this address (404) or nothing any more (410)."""

    code = "page_gone"


class NotFound(InternbotError):
    """No document, listing or file of that name."""

    code = "not_found"


class SourceChanged(InternbotError):
    """A source was changed or removed between finding a passage and quoting it."""

    code = "source_changed"


class InvalidRequest(InternbotError):
    """A question or a parameter is outside its limits."""

    code = "invalid_request"


class NotAllowed(InternbotError):
    """The caller may not do this: a foreign origin, or a token that is missing, wrong or worn out."""

    code = "not_allowed"


class TooManyRequests(InternbotError):
    """A budget of requests is used up.

    Attributes:
        retry_after: seconds after which there is room again.
    """

    code = "too_many_requests"

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after

    def details(self) -> dict[str, Any]:
        """The seconds to wait."""
        return {"retry_after": self.retry_after}

    @classmethod
    def rebuilt(cls, message: str, details: Mapping[str, Any]) -> Self:
        """The error that another process told of."""
        return cls(message, details["retry_after"])


class BackendUnavailable(InternbotError):
    """A model or a store does not respond."""

    code = "backend_unavailable"


class _ServerError(BackendUnavailable):
    """A model's server failed.

    Attributes:
        reason: what went wrong.
        notice: the same for a reader of the chat: one line without names of machines or settings.
        retry_after: seconds after which another attempt may succeed, where that is known.
    """

    def __init__(
        self,
        reason: ServerFailure,
        message: str,
        retry_after: float | None = None,
        *,
        notice: str = "The model's server does not respond.",
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.notice = notice
        self.retry_after = retry_after

    def details(self) -> dict[str, Any]:
        """Reason, notice and the seconds to wait."""
        return {"reason": self.reason, "notice": self.notice, "retry_after": self.retry_after}

    @classmethod
    def rebuilt(cls, message: str, details: Mapping[str, Any]) -> Self:
        """The error that another process told of."""
        return cls(details["reason"], message, details["retry_after"], notice=details["notice"])


class ChatModelError(_ServerError):
    """A chat model gave no answer, or broke off."""

    code = "chat_model"


class EmbeddingServerError(_ServerError):
    """A server of embeddings gave none that can be used."""

    code = "embedding_server"
