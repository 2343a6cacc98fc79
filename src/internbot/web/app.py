"""The web application: chat page, source pages and static files on one port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from internbot.assistant import Assistant
from internbot.web.api.app import API_PREFIX, api_application
from internbot.web.chat_layout import TITLE, mount_chat
from internbot.web.chat_page import ChatPage
from internbot.web.security import CHAT_PREFIX, RequestGuard, SecurityHeaders
from internbot.web.source_page import add_source_pages

_STATIC = Path(__file__).with_name("static")
_ANSWERS_AT_ONCE = 32


def build(assistant: Assistant) -> FastAPI:
    """The application, ready for a server; it uses `assistant` but leaves closing it to the caller."""
    executor = ThreadPoolExecutor(_ANSWERS_AT_ONCE, thread_name_prefix="answer")

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        executor.shutdown(wait=False, cancel_futures=True)

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    # With this exact class, Gradio leaves out its own CORS headers, which would let any site read answers.
    app.add_middleware(CORSMiddleware, allow_origins=[], allow_credentials=False)
    app.add_middleware(RequestGuard)
    # The last one added is the outermost: refusals carry the headers as well.
    app.add_middleware(SecurityHeaders)
    _add_fixed_pages(app)
    api = api_application()
    app.mount(API_PREFIX, api)
    add_source_pages(app, assistant)
    mount_chat(app, ChatPage(assistant, assistant.clock, executor))
    return app


def _add_fixed_pages(app: FastAPI) -> None:
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")

    @app.get("/", include_in_schema=False)
    async def home() -> RedirectResponse:
        return RedirectResponse(f"{CHAT_PREFIX}/")

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon() -> FileResponse:
        return FileResponse(_STATIC / "icon.svg", media_type="image/svg+xml")

    @app.get("/manifest.json", include_in_schema=False)
    async def manifest() -> JSONResponse:
        icons = [{"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml"}]
        about = {"name": TITLE, "short_name": "Internships", "start_url": f"{CHAT_PREFIX}/", "icons": icons}
        colours = {"display": "standalone", "background_color": "#FBFAF7", "theme_color": "#1F5FBF"}
        return JSONResponse(about | colours, media_type="application/manifest+json")

    @app.get("/healthz", include_in_schema=False)
    async def health() -> JSONResponse:
        return JSONResponse({"status": "ok"})
