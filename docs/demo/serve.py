"""Serves the demo page of another site: its own origin, its own strict policy.

internbot sites add demo --origin http://127.0.0.1:9000
internbot serve
python docs/demo/serve.py --host http://127.0.0.1:7860 --site demo --port 9000
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).parent
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css"}


def policy(host: str) -> str:
    """The Content-Security-Policy of the page: what the widget needs is the two mentions of `host`."""
    return (
        f"default-src 'none'; script-src {host}; connect-src {host}; style-src 'self'; "
        "require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'"
    )


def demo_server(
    host: str, site: str, port: int = 0, *, attributes: Callable[[], str] = str
) -> ThreadingHTTPServer:
    """A server of the demo page at 127.0.0.1, not yet running.

    Args:
        host: address of internbot's server.
        site: name of the site in the tag.
        port: 0 takes a free one.
        attributes: gives more attributes of the tag, at each request.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/favicon.ico":
                self.send_response(204)
                self.end_headers()
                return
            path = FOLDER / (
                "index.html" if self.path.split("?")[0] == "/" else self.path.strip("/").split("?")[0]
            )
            if path.parent != FOLDER or path.suffix not in TYPES or not path.is_file():
                self.send_error(404)
                return
            text = (
                path.read_text(encoding="utf-8")
                .replace("HOST", host)
                .replace('"SITE"', f'"{site}" {attributes()}')
            )
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", TYPES[path.suffix])
            self.send_header("Content-Security-Policy", policy(host))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Nothing: the page is a demo."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="http://127.0.0.1:7860")
    parser.add_argument("--site", default="demo")
    parser.add_argument("--port", type=int, default=9000)
    chosen = parser.parse_args()
    with demo_server(chosen.host, chosen.site, chosen.port) as server:
        print(f"the demo is at http://127.0.0.1:{server.server_address[1]}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
