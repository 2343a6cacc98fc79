"""The plainest server around the rival: events over HTTP, retrieval in the web framework's own thread pool.

    python benchmarks/quickstart_server.py --data FOLDER

It takes a free port and prints where it is. The quickstart itself ends before a server; this one has no conversations,
no limits and no log, so that it costs as little as a server can.
"""

from __future__ import annotations

import argparse
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from internbot.embeddings.minilm import MiniLM
from quickstart import Quickstart
from side_by_side.sides import THREADS


def application(store: Quickstart) -> Starlette:
    """`POST /api/v1/ask` with {"question"}: an event for each passage, and one at the end, as internbot's are."""

    async def ask(request: Request) -> StreamingResponse:
        asked = await request.json()
        found = await run_in_threadpool(store.search, str(asked["question"]))

        def events() -> Iterator[str]:
            for passage in found:
                told = json.dumps({"text": passage.text, "document": passage.document})
                yield f"event: sentence\ndata: {told}\n\n"
            yield "event: done\ndata: {}\n\n"

        return StreamingResponse(events(), media_type="text/event-stream")

    return Starlette(routes=[Route("/api/v1/ask", ask, methods=["POST"])])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of its index")
    arguments = parser.parse_args()
    app = application(Quickstart(arguments.data, MiniLM(THREADS)))
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        print(f"quickstart is at http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])


if __name__ == "__main__":
    main()
