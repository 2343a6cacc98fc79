"""The web application: chat page, source pages and static files on one port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from internbot.web.api.app import API_PREFIX, api_application
from internbot.web.api.asking import add_asking
from internbot.web.api.conversing import add_conversing
from internbot.web.api.listings import add_listings
from internbot.web.api.sharing import add_sharing
from internbot.web.api.sources import add_sources
from internbot.web.api.visiting import add_visiting
from internbot.web.chat_layout import TITLE, mount_chat
from internbot.web.chat_page import ChatPage
from internbot.web.chat_visitors import ChatVisitors
from internbot.web.cross_origin import SiteOrigins
from internbot.web.embed_page import add_embed_page
from internbot.web.forwarding import Forwarding
from internbot.web.health import Metrics, RequestTimes, add_health
from internbot.web.listings_page import add_listings_pages
from internbot.web.mcp_server import PATH as MCP_PATH
from internbot.web.mcp_server import mcp_application, mcp_server
from internbot.web.openai_compatible import PREFIX as OPENAI_PREFIX
from internbot.web.openai_compatible import openai_application
from internbot.web.own_data_page import add_own_data_page
from internbot.web.page_words import words_of
from internbot.web.request_ids import RequestIds
from internbot.web.review.pages import PREFIX as REVIEW_PREFIX
from internbot.web.review_page import review_application
from internbot.web.security import CHAT_PREFIX, RequestGuard, SecurityHeaders
from internbot.web.services import Services
from internbot.web.shared_page import add_shared_pages
from internbot.web.source_page import add_source_pages
from internbot.web.widget_files import add_widget

_STATIC = Path(__file__).with_name("static")
_PARTS = frozenset(
    part.strip("/").split("/")[0] for part in (API_PREFIX, OPENAI_PREFIX, MCP_PATH, CHAT_PREFIX)
)
"""First parts of paths that requests are timed by, beside the fixed ones."""


def build(services: Services) -> FastAPI:
    """The application, ready for a server; it uses `services` but leaves closing them to the caller."""
    root = services.root_path
    tools = mcp_server(services)
    tools_over_http = mcp_application(tools)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            yield

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    metrics = Metrics(services)
    # With this exact class, Gradio leaves out its own CORS headers, which would let any site read answers.
    app.add_middleware(CORSMiddleware, allow_origins=[], allow_credentials=False)
    app.add_middleware(RequestGuard)
    app.add_middleware(ChatVisitors, tokens=services.tokens, root=root)
    app.add_middleware(SiteOrigins, sites=services.sites)
    app.add_middleware(
        RequestTimes, metrics=metrics, parts=_PARTS | {"sources", "listings", "static", "review"}
    )
    app.add_middleware(SecurityHeaders, sites=services.sites)
    # The last one added is the outermost: refusals carry the headers as well.
    app.add_middleware(RequestIds)
    app.add_middleware(Forwarding, trusted=services.trusted_proxies, root=root)
    _add_fixed_pages(app, root)
    add_health(app, services, metrics)
    app.mount(API_PREFIX, api_of(services, metrics))
    app.mount(OPENAI_PREFIX, openai_application(services, metrics))
    app.mount(MCP_PATH, tools_over_http)
    reviewing = review_application(services.reviews, services.assistant, services.settings, root)
    app.mount(REVIEW_PREFIX, reviewing)
    add_widget(app)
    add_embed_page(app, services, root)
    add_source_pages(app, services.assistant, root)
    add_listings_pages(app, services.assistant, root)
    add_shared_pages(app, services, root)
    add_own_data_page(app, services, root)
    mount_chat(app, ChatPage(services), root)
    return app


def api_of(services: Services, metrics: Metrics) -> FastAPI:
    """The API with all its routes; its `openapi()` describes them."""
    api = api_application()
    add_asking(api, services, metrics)
    add_visiting(api, services)
    add_conversing(api, services)
    add_sharing(api, services)
    add_sources(api, services)
    add_listings(api, services.assistant)
    return api


def _add_fixed_pages(app: FastAPI, root: str) -> None:
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")

    @app.get("/", include_in_schema=False)
    async def home(request: Request) -> RedirectResponse:
        # A link to a language or a conversation may leave the path out.
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{root}{CHAT_PREFIX}/{asked}")

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon() -> FileResponse:
        return FileResponse(_STATIC / "icon.svg", media_type="image/svg+xml")

    @app.get("/words/{code}.json", include_in_schema=False)
    async def words(code: str) -> JSONResponse:
        return JSONResponse(dict(words_of(code).texts), headers={"Cache-Control": "public, max-age=3600"})

    @app.get("/manifest.json", include_in_schema=False)
    async def manifest() -> JSONResponse:
        icons = [{"src": f"{root}/static/icon.svg", "sizes": "any", "type": "image/svg+xml"}]
        about = {
            "name": TITLE,
            "short_name": "Internships",
            "start_url": f"{root}{CHAT_PREFIX}/",
            "icons": icons,
        }
        colours = {"display": "standalone", "background_color": "#FBFAF7", "theme_color": "#1F5FBF"}
        return JSONResponse(about | colours, media_type="application/manifest+json")
