"""`/widget.js` with its style, and its words in other languages: the only things that other sites load from here."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse, Response

_FOLDER = Path(__file__).with_name("widget")
_STYLE = "/*STYLE*/"
_INDENT = re.compile(r"^[ \t]+|^//.*\n", re.MULTILINE)
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=3600",
}
"""Headers of what any page may load: files that are the same for everybody."""
WIDGET_PATHS = ("/widget.js", "/widget/")


def widget_script() -> bytes:
    """The script as it is served: with its style in it, without indentation and comment lines."""
    style = _INDENT.sub("", (_FOLDER / "widget.css").read_text(encoding="utf-8")).replace("\n", "")
    script = _INDENT.sub("", (_FOLDER / "widget.js").read_text(encoding="utf-8"))
    return script.replace(_STYLE, style.replace("\\", "\\\\").replace("`", "\\`")).encode()


def languages() -> tuple[str, ...]:
    """Two-letter codes of the languages that the widget speaks beside English."""
    return tuple(sorted(path.stem for path in (_FOLDER / "strings").glob("*.json")))


def add_widget(app: FastAPI) -> None:
    """Adds the files."""
    plain = widget_script()
    packed = gzip.compress(plain, 9, mtime=0)
    tag = f'"{hashlib.sha256(plain).hexdigest()[:16]}"'
    headers = SHARED | {"ETag": tag, "Vary": "Accept-Encoding"}
    words = {code: (_FOLDER / "strings" / f"{code}.json").read_bytes() for code in languages()}

    @app.get("/widget.js", include_in_schema=False)
    async def script(request: Request) -> Response:
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(
                packed, media_type="text/javascript", headers=headers | {"Content-Encoding": "gzip"}
            )
        return Response(plain, media_type="text/javascript", headers=headers)

    @app.get("/widget/{code}.json", include_in_schema=False)
    async def strings(code: str) -> Response:
        if code not in words:
            # The widget asks for the language of the page, whichever it is, and then speaks English.
            return PlainTextResponse("There are no words in this language.", 404, SHARED)
        return Response(words[code], media_type="application/json", headers=SHARED)
