"""The application of the API, mounted at `/api/v1`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from internbot import __version__
from internbot.web.api.errors import ErrorBody, add_error_handlers

API_PREFIX = "/api/v1"
_ERRORS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ErrorBody, "description": "The request cannot be met; the body says why."},
    "5XX": {"model": ErrorBody, "description": "internbot, or what it needs, failed."},
}


def api_application() -> FastAPI:
    """An API without routes yet: each part adds its own with an `add_..._routes(api, ...)` function."""
    # No pages of documentation here: they would load their scripts from another host.
    api = FastAPI(
        title="internbot",
        version=__version__,
        summary="Answers internship questions with exact quotes, and finds listings.",
        docs_url=None,
        redoc_url=None,
        responses=_ERRORS,
    )
    add_error_handlers(api)
    return api
