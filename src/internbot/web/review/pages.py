"""What all pages of reviewers share: templates, the parts behind them, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from internbot.assistant import Assistant
from internbot.review.reviews import Reviews
from internbot.settings import Settings
from internbot.web.dates import in_words
from internbot.web.source_page import templates

PREFIX = "/review"
_STATUS_WORDS = {"answered": "answered", "declined": "declined", "clarify": "asked back", "chat": "courtesy"}
JUDGEMENT_WORDS = {
    "right": "Right", "wrong": "Wrong", "incomplete": "Incomplete", "out_of_date": "Out of date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages work with.

    Attributes:
        root: path that the server is shown at; empty at the root of a host.
    """

    reviews: Reviews
    assistant: Assistant
    settings: Settings
    root: str
    pages: Environment

    @classmethod
    def of(cls, reviews: Reviews, assistant: Assistant, settings: Settings, root: str) -> Desk:
        """With the templates of these pages."""
        pages = templates(root)
        pages.globals.update(base=f"{root}{PREFIX}", judgements=JUDGEMENT_WORDS, status_words=_STATUS_WORDS)
        pages.filters["in_words"] = in_words
        return cls(reviews, assistant, settings, root, pages)

    def show(self, request: Request, template: str, status: int = 200, /, **values: Any) -> Response:
        """A page from its template, with who looks at it."""
        signed_in = getattr(request.state, "me", None)
        alarms = self.reviews.staleness.count() if signed_in else 0
        shared = {
            "me": signed_in.account if signed_in else None,
            "form_token": signed_in.form_token if signed_in else "",
            "alarm_count": alarms,
            "here": template,
        }
        text = self.pages.get_template(f"review/{template}.html").render(shared | values)
        return HTMLResponse(text, status)

    def go(self, path: str) -> Response:
        """To another of these pages, after a form."""
        return RedirectResponse(f"{self.root}{PREFIX}{path}", 303)
