"""The application of reviewers, mounted at `/review`: pages made by the server, closed to everybody else."""

from __future__ import annotations

from fastapi import FastAPI

from internbot.assistant import Assistant
from internbot.review.reviews import Reviews
from internbot.settings import Settings
from internbot.web.review.answers import add_answers
from internbot.web.review.conflicts import add_conflicts
from internbot.web.review.gaps import add_gaps
from internbot.web.review.guarding import ReviewGuard
from internbot.web.review.overviews import add_overviews
from internbot.web.review.pages import PREFIX, Desk
from internbot.web.review.people import add_people
from internbot.web.review.visitors import add_visitors


def review_application(reviews: Reviews, assistant: Assistant, settings: Settings, root: str = "") -> FastAPI:
    """All pages of reviewers behind their guard.

    Args:
        root: path that the server is shown at; empty at the root of a host.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk.of(reviews, assistant, settings, root)
    add_people(app, desk)
    add_answers(app, desk)
    add_overviews(app, desk)
    add_visitors(app, desk)
    add_conflicts(app, desk)
    add_gaps(app, desk)
    app.add_middleware(ReviewGuard, accounts=reviews.accounts, sign_in=f"{root}{PREFIX}/sign-in")
    return app
