"""`/healthz`, `/readyz` and `/metrics`: what supervisors, load balancers and Prometheus ask for."""

from __future__ import annotations

import time

from fastapi import FastAPI
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from internbot.answering.answers import Answer
from internbot.web.forwarding import route_path
from internbot.web.services import Services

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The numbers of one server."""

    def __init__(self, services: Services) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._answers = Counter(
            "internbot_answers", "Answers given.", ["status", "model", "fallback"], registry=self.registry
        )
        self._seconds = Histogram(
            "internbot_answer_seconds", "Time of whole answers.", buckets=_SECONDS, registry=self.registry
        )
        self._first = Histogram(
            "internbot_first_sentence_seconds",
            "Time to the first sentence.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._dropped = Counter(
            "internbot_dropped_sentences",
            "Sentences of a chat model that the check refused.",
            registry=self.registry,
        )
        self.requests = Histogram(
            "internbot_request_seconds", "Time of requests.", ["method", "part", "status"], buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self.streams = Gauge(
            "internbot_open_streams", "Answers on their way as events.", registry=self.registry
        )
        articles = Gauge("internbot_articles", "Articles in the index.", registry=self.registry)
        articles.set_function(lambda: services.assistant.overview().articles)
        listings = Gauge("internbot_listings", "Listings in the index.", registry=self.registry)
        listings.set_function(lambda: services.assistant.overview().listings)

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(answer.status, answer.model, "yes" if answer.fallback else "no").inc()
        self._seconds.observe(answer.timings_ms.total / 1000)
        if answer.status == "answered":
            self._first.observe(answer.timings_ms.first_sentence / 1000)
        self._dropped.inc(len(answer.dropped))


class RequestTimes:
    """ASGI middleware: how long requests take, by the first part of their path."""

    def __init__(self, app: ASGIApp, metrics: Metrics, parts: frozenset[str]) -> None:
        self.app = app
        self._metrics = metrics
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and time it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        first = route_path(scope).strip("/").split("/")[0]
        # Only names that are known: else anyone could fill the memory with names of their own.
        part = first if first in self._parts else "other"
        began, status = time.perf_counter(), "none"

        async def send_and_see(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = f"{message['status'] // 100}xx"
            await send(message)

        try:
            await self.app(scope, receive, send_and_see)
        finally:
            method = (
                scope["method"]
                if scope["method"] in ("GET", "POST", "DELETE", "OPTIONS", "HEAD")
                else "other"
            )
            self._metrics.requests.labels(method, part, status).observe(time.perf_counter() - began)


def add_health(app: FastAPI, services: Services, metrics: Metrics) -> None:
    """Adds the three addresses."""

    @app.get("/healthz", include_in_schema=False)
    async def alive() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get("/readyz", include_in_schema=False)
    def ready() -> JSONResponse:
        if not services.assistant.warm:
            return JSONResponse({"status": "starting"}, 503, {"Retry-After": "2"})
        overview = services.assistant.overview()
        return JSONResponse({"status": "ready", "articles": overview.articles, "listings": overview.listings})

    @app.get("/metrics", include_in_schema=False)
    def numbers() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)
