"""`GET /sources/{document}`: a stored source as JSON, with the quoted words."""

from __future__ import annotations

from datetime import date

from fastapi import FastAPI
from pydantic import BaseModel, Field

from internbot.errors import InvalidRequest
from internbot.web.services import Services


class StoredSource(BaseModel):
    """The text that quotes and offsets refer to, with what is known of it."""

    document: str
    title: str
    url: str | None
    kind: str
    published: date | None
    retrieved: date
    license_note: str | None
    sha256: str = Field(description="hex digest of `text`")
    text: str
    quote: str | None = Field(default=None, description="`text[start:end]`, where both were given")


def add_sources(api: FastAPI, services: Services) -> None:
    """Adds `GET /sources/{document}`; the page for people is at `/sources/` of the site itself."""

    @api.get(
        "/sources/{document:path}",
        tags=["sources"],
        summary="Read a stored source",
        response_model=StoredSource,
    )
    def source(document: str, start: int | None = None, end: int | None = None) -> StoredSource:
        stored = services.assistant.show(document)
        quote = None
        if start is not None or end is not None:
            if start is None or end is None or not 0 <= start < end <= len(stored.text):
                raise InvalidRequest(
                    f"start and end must be offsets in a text of {len(stored.text)} characters"
                )
            quote = stored.text[start:end]
        return StoredSource(
            document=document,
            title=stored.title,
            url=stored.url,
            kind=stored.kind,
            published=stored.published,
            retrieved=stored.retrieved.date(),
            license_note=stored.license_note,
            sha256=stored.sha256,
            text=stored.text,
            quote=quote,
        )
