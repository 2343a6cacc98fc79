"""Where a command's work is done: in this process, or in the server that holds the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

from internbot.cli.operations import operations
from internbot.data_folder import holder
from internbot.handoff import Emit, Handler, HandoffClient, Json
from internbot.settings import Settings


class Engine(Protocol):
    """Does the operations of `internbot.cli.operations` by name."""

    def call(self, command: str, request: Json, progress: Emit | None = None) -> Json:
        """The result of one operation.

        Raises:
            InternbotError: it failed.
        """


class LocalEngine:
    """Does the work here."""

    def __init__(self, handlers: dict[str, Handler]) -> None:
        self._handlers = handlers

    def call(self, command: str, request: Json, progress: Emit | None = None) -> Json:
        """The result of one operation."""
        return self._handlers[command](request, progress or (lambda _progress: None))


@contextmanager
def engine(settings: Settings, *, write: bool = False, approved: bool = False) -> Iterator[Engine]:
    """The running server where there is one, else an assistant of this process, opened for the while.

    Args:
        settings: of the installation.
        write: whether the data folder will be changed.
        approved: whether approved answers are served, as a server does in any case.

    Raises:
        DataFolderBusy: a command other than a server holds the data folder.
        InternbotError: the assistant cannot be opened.
    """
    server = holder(settings.data)
    if server is not None and server.socket is not None and server.authkey is not None:
        with HandoffClient(server.socket, bytes.fromhex(server.authkey)) as client:
            yield client
        return
    # Loads the index and the embedding model: too slow for `--help`, and for handing work over.
    from internbot.assistant import Assistant  # noqa: PLC0415

    with ExitStack() as stack:
        assistant = stack.enter_context(Assistant.open(settings, write=write))
        if approved:
            stack.enter_context(assistant.serving_approved())
        yield LocalEngine(operations(assistant))
