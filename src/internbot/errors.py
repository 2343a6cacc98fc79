"""Every error that internbot raises on purpose.

InternbotError                  one clear line: what happened, and what to do
├── SettingsError               the operator: a setting is unknown or has a wrong value
├── DataFolderError             the operator: the data folder cannot be used
│   ├── IndexMismatch           it was made by another version or another embedding model
│   └── DataFolderBusy          another process holds it
├── SourceError                 the operator: one item of a source cannot be read; the rest goes on
├── FetchError                  nobody at once: an address could not be fetched; the reason says why
├── NotFound                    the caller: no such document, listing or file
├── SourceChanged               nobody: a source changed while it was being quoted; asking again helps
├── InvalidRequest              the caller: a question or a parameter outside its limits
└── BackendUnavailable          nobody at once: a model or a store does not respond; try again later
"""

from __future__ import annotations


class InternbotError(Exception):
    """Base of all errors that are shown to a user as one line.

    Attributes:
        code: stable machine-readable name, used in the error body of the API.
    """

    code = "error"


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


class NotFound(InternbotError):
    """No document, listing or file of that name."""

    code = "not_found"


class SourceChanged(InternbotError):
    """A source was changed or removed between finding a passage and quoting it."""

    code = "source_changed"


class InvalidRequest(InternbotError):
    """A question or a parameter is outside its limits."""

    code = "invalid_request"


class BackendUnavailable(InternbotError):
    """A model or a store does not respond."""

    code = "backend_unavailable"
