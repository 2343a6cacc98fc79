"""What a site's visitors pay for the chat: the widget beside a frame of the whole chat page, in Chromium.

python benchmarks/embedding.py           prints a table: bytes, requests, milliseconds until one can type
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from served import server

PAGES = {
    "bare page": "<p>Careers</p>",
    "widget, closed": '<p>Careers</p><script src="{host}/widget.js" data-site="bench" async></script>',
    "widget, opened": '<p>Careers</p><script src="{host}/widget.js" data-site="bench" data-open="true" async></script>',
    "frame of the chat page": '<p>Careers</p><iframe src="{host}/chat/" width="400" height="640"></iframe>',
}
USABLE = {
    "bare page": "p",
    "widget, closed": "internbot-widget button",
    "widget, opened": "internbot-widget textarea",
    "frame of the chat page": "#question textarea",
}


@contextmanager
def foreign(host: list[str]) -> Iterator[str]:
    """A site of another origin with the pages, by number."""
    names = list(PAGES)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = self.path.strip("/")
            body = b""
            if number.isdecimal():
                text = PAGES[names[int(number)]].format(host=host[0])
                body = f"<!doctype html><html lang=en><title>Careers</title><body>{text}".encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def internbot(folder: Path, origin: str) -> Iterator[str]:
    """A warm server with the bundled knowledge, which lets pages of `origin` embed the chat."""
    with server(folder) as (port, _process):
        subprocess.run(
            [sys.executable, "-m", "internbot", "sites", "add", "bench", "--origin", origin],
            cwd=folder,
            env=os.environ | {"INTERNBOT_DATA": str(folder / "data")},
            check=True,
            capture_output=True,
        )
        yield f"http://127.0.0.1:{port}"


def visit(browser: Browser, url: str, selector: str, *, framed: bool) -> tuple[int, int, float]:
    """Bytes over the wire (as sent, packed), requests, and milliseconds until the control is there; a cold cache."""
    context = browser.new_context()
    page = context.new_page()
    received = [0]
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    place = page.frame_locator("iframe") if framed else page
    place.locator(selector).first.wait_for(timeout=60_000)
    usable = 1000 * (time.perf_counter() - began)
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(received), len([one for one in requests if "favicon" not in one]), usable


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=5, help="visits of each page; the median is printed")
    chosen = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    host = [""]
    with (
        tempfile.TemporaryDirectory() as folder,
        foreign(host) as site,
        internbot(Path(folder), site) as url,
        sync_playwright() as playwright,
    ):
        host[0] = url
        # The frame is of the same site in the eyes of the browser, so that its bytes are counted in the page's session.
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-site-isolation-trials"]
        )
        print("| page of a site with | kB | requests | usable after, ms |")
        print("|---|---|---|---|")
        for number, name in enumerate(PAGES):
            seen = [
                visit(browser, f"{site}/{number}", USABLE[name], framed="frame" in name)
                for _ in range(chosen.times)
            ]
            kilobytes, requests, usable = (statistics.median(column) for column in zip(*seen, strict=True))
            print(f"| {name} | {kilobytes / 1000:.1f} | {requests:.0f} | {usable:.0f} |")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
