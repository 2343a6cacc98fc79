"""A running server: index kept in step with the folder of knowledge, web pages, hand-off socket."""

from __future__ import annotations

import gc
import logging
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import uvicorn

from internbot.assistant import Assistant
from internbot.bundled import knowledge_folder
from internbot.cli.ingest import progress_to
from internbot.cli.operations import operations
from internbot.cli.terminal import bar
from internbot.data_folder import announce
from internbot.errors import InternbotError
from internbot.handoff import HandoffServer
from internbot.refreshing import Refresher
from internbot.schedules import scheduled
from internbot.settings import Settings
from internbot.watching import FolderWatch
from internbot.web.app import build
from internbot.web.services import Services, open_services

log = logging.getLogger(__name__)

_PATIENCE = 10.0
"""Seconds that a stopping server waits for what it began."""


def run(settings: Settings, listening: socket.socket) -> None:
    """Serves on a listening socket until Ctrl-C or SIGTERM.

    Raises:
        DataFolderError: the data folder cannot be held.
        InternbotError: the assistant cannot be opened.
    """
    knowledge = knowledge_folder(settings)
    kept = scheduled(settings.sources or "", timedelta(hours=settings.refresh_hours))
    with (
        Assistant.open(settings, write=True) as assistant,
        # Before the folder is read, so that what changes meanwhile is noticed.
        FolderWatch(knowledge, lambda: _resync(assistant, knowledge)),
    ):
        _sync(assistant, knowledge)
        with (
            open_services(settings, assistant) as services,
            HandoffServer(settings.data, operations(assistant)) as handoff,
            Refresher(assistant.intake, kept, assistant.clock),
        ):
            app = build(services)
            announce(settings.data, handoff.address, handoff.authkey)
            config = uvicorn.Config(
                app, log_level="warning", access_log=False, proxy_headers=False, timeout_graceful_shutdown=3
            )
            # Beside the server, so that the page is there at once and the first question waits for little.
            warming = threading.Thread(target=_warm_up, args=(assistant,), name="warm-up", daemon=True)
            warming.start()
            # Ctrl-C is how a server is stopped: nothing failed.
            with suppress(KeyboardInterrupt):
                _Server(config, services).run(sockets=[listening])
            # It must not read from an index that is being closed.
            warming.join(_PATIENCE)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, services: Services) -> None:
        super().__init__(config)
        self._services = services

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Says where the chat is once it answers there."""
        await super().startup(sockets)
        if sockets and self.started:
            host, port = sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            at = f"http://{shown}:{port}"
            print(f"internbot is at {at} (Ctrl-C stops it)", flush=True)
            accounts = self._services.reviews.accounts
            if not accounts.any():
                token = accounts.invite("admin", "the start of the server")
                print(
                    f"the first reviewer's account is made at {at}/review/join?invitation={token}", flush=True
                )


def _warm_up(assistant: Assistant) -> None:
    try:
        assistant.warm_up()
        gc.freeze()  # the gazetteer and the indexes stay too
    except Exception:
        # The server may be closing already; otherwise the first question meets the same fault and tells it.
        log.debug("warming up failed", exc_info=True)


def _sync(assistant: Assistant, knowledge: Path) -> None:
    with bar(f"reading {knowledge}") as shown:
        tell = progress_to(shown)
        report = assistant.ingest(
            [str(knowledge.absolute())], prune=True, progress=lambda step: tell(asdict(step))
        )
    for failure in report.failed:
        print(f"{knowledge / failure.key}: {failure.reason}", file=sys.stderr)


def _resync(assistant: Assistant, knowledge: Path) -> None:
    # In the watching thread: an error must not end it, and the next change tries again.
    try:
        _sync(assistant, knowledge)
    except InternbotError as error:
        print(f"{knowledge}: {error}", file=sys.stderr)
    except Exception:
        log.exception("reading %s failed", knowledge)
