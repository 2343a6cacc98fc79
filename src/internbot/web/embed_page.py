"""`/embed`: where the owner of a site tries the widget's looks and copies its tag."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import HTMLResponse

from internbot.web.page_words import LANGUAGES
from internbot.web.services import Services
from internbot.web.source_page import PAGE_HEADERS, templates
from internbot.web.widget_files import languages

EMBED_PATH = "/embed"


def add_embed_page(app: FastAPI, services: Services, root: str = "") -> None:
    """Adds the page. The widget on it belongs to no site: it is this server's own page."""
    pages = templates(root)

    @app.get(EMBED_PATH, include_in_schema=False)
    def embed() -> HTMLResponse:
        offered = {code: LANGUAGES.get(code, code) for code in ("en", *languages())}
        known = [{"name": site.name, "origins": ", ".join(site.origins)} for site in services.sites.all()]
        page = pages.get_template("embed.html").render(languages=offered, sites=known)
        return HTMLResponse(page, 200, PAGE_HEADERS)
