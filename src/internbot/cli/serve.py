"""`internbot serve`: keeps the index in step with the folder of knowledge, and serves on one port."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
import uvicorn

from internbot.bundled import knowledge_folder
from internbot.cli.ingest import progress_to
from internbot.cli.operations import operations
from internbot.cli.terminal import bar
from internbot.data_folder import announce
from internbot.errors import InternbotError, SettingsError
from internbot.handoff import HandoffServer
from internbot.settings import Settings
from internbot.watching import FolderWatch

if TYPE_CHECKING:
    # Importing it for real loads the index and the model.
    from internbot.assistant import Assistant

log = logging.getLogger(__name__)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of INTERNBOT_HOST.")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on, instead of INTERNBOT_PORT; 0 takes a free one.")
    ] = None,
) -> None:
    """Serve the chat; new and changed files of the knowledge folder are answered from within seconds."""
    settings = Settings.load(host=host, port=port)
    knowledge = knowledge_folder(settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # First of all, so that a taken port is told at once, not after loading.
    with _listen(settings) as listening:
        # Gradio, the index and the model take seconds to load.
        from internbot.assistant import Assistant  # noqa: PLC0415
        from internbot.web.app import build  # noqa: PLC0415

        with Assistant.open(settings, write=True) as assistant:
            _sync(assistant, knowledge)
            app = build(assistant, settings)
            with (
                HandoffServer(settings.data, operations(assistant)) as handoff,
                FolderWatch(knowledge, lambda: _resync(assistant, knowledge)),
            ):
                announce(settings.data, handoff.address, handoff.authkey)
                config = uvicorn.Config(
                    app,
                    log_level="warning",
                    access_log=False,
                    proxy_headers=True,
                    timeout_graceful_shutdown=3,
                )
                # Ctrl-C is how a server is stopped: nothing failed.
                with suppress(KeyboardInterrupt):
                    _Server(config).run(sockets=[listening])


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Says where the chat is once it answers there."""
        await super().startup(sockets)
        if sockets and self.started:
            host, port = sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            print(f"internbot is at http://{shown}:{port} (Ctrl-C stops it)", flush=True)


def _listen(settings: Settings) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {settings.host} port {settings.port} ({error.strerror}): choose another with "
            "--host and --port, or stop what uses it"
        ) from error


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
