"""`internbot serve`: the chat on one port."""

from __future__ import annotations

import gc
import signal
import socket
import sys
from typing import Annotated

import typer

from internbot.bundled import knowledge_folder
from internbot.errors import SettingsError
from internbot.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of INTERNBOT_HOST.")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on, instead of INTERNBOT_PORT; 0 takes a free one.")
    ] = None,
) -> None:
    """Serve the chat, from the folder of knowledge.

    New and changed files of that folder are answered from within seconds.
    """
    settings = Settings.load(host=host, port=port)
    knowledge_folder(settings)
    # Without this, SIGTERM would end the process before anything is closed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Before the slow part, so that a taken port is told at once.
    with _listen(settings) as listening:
        # Gradio, the index and the embedding model take seconds to load: too slow for `--help`.
        # Their half a million objects stay: to look for garbage among them would be a sixth of the start, and later a
        # third of a second without an answer after every few hundred.
        gc.disable()
        from internbot.cli.serving import run  # noqa: PLC0415

        gc.freeze()
        gc.enable()
        run(settings, listening)


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
