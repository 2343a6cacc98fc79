"""One body for every error of the API: `{"error": {"code", "message", "retry_after"?}}`."""

from __future__ import annotations

import logging
import math

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from internbot.errors import (
    BackendUnavailable,
    InternbotError,
    InvalidRequest,
    NotAllowed,
    NotFound,
    SourceChanged,
    TooManyRequests,
)

log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[InternbotError], int], ...] = (
    (InvalidRequest, 422),
    (NotFound, 404),
    (NotAllowed, 403),
    (TooManyRequests, 429),
    (SourceChanged, 409),
    (BackendUnavailable, 503),
)
_CODES = {400: "invalid_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


class ErrorDetail(BaseModel):
    """What went wrong."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(description="stable name of the kind of error")
    message: str = Field(description="one line for people: what happened, and what to do")
    retry_after: int | None = Field(default=None, description="seconds after which asking again can help")


class ErrorBody(BaseModel):
    """The body of every response that is no success, and the data of a stream's `error` event."""

    model_config = ConfigDict(extra="forbid")

    error: ErrorDetail


def error_body(error: Exception) -> ErrorBody:
    """What a client is told of an error; of a fault of ours nothing but that there was one."""
    if isinstance(error, InternbotError):
        after = getattr(error, "retry_after", None)
        seconds = math.ceil(after) if after is not None else None
        return ErrorBody(error=ErrorDetail(code=error.code, message=str(error), retry_after=seconds))
    return ErrorBody(
        error=ErrorDetail(code="internal", message="Something went wrong on our side. Please try again.")
    )


def status_of(error: InternbotError) -> int:
    """The HTTP status of an error; 500 for those that are the operator's."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def add_error_handlers(api: FastAPI) -> None:
    """Gives every error of `api` the one body."""

    @api.exception_handler(InternbotError)
    async def ours(_request: Request, error: InternbotError) -> JSONResponse:
        return _response(error_body(error), status_of(error))

    @api.exception_handler(RequestValidationError)
    async def unreadable(_request: Request, error: RequestValidationError) -> JSONResponse:
        problems = []
        for problem in error.errors():
            where = ".".join(str(part) for part in problem["loc"] if part != "body") or "the body"
            problems.append(f"{where}: {problem['msg']}")
        return _response(error_body(InvalidRequest("; ".join(problems)[:1000])), 422)

    @api.exception_handler(HTTPException)
    async def plain(_request: Request, error: HTTPException) -> JSONResponse:
        code = _CODES.get(error.status_code, "error")
        body = ErrorBody(error=ErrorDetail(code=code, message=str(error.detail)))
        return _response(body, error.status_code, dict(error.headers or {}))

    @api.exception_handler(Exception)
    async def fault(request: Request, error: Exception) -> JSONResponse:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return _response(error_body(error), 500)


def _response(body: ErrorBody, status: int, headers: dict[str, str] | None = None) -> JSONResponse:
    said = dict(headers or {})
    if body.error.retry_after is not None:
        said["Retry-After"] = str(body.error.retry_after)
    return JSONResponse(body.model_dump(exclude_none=True), status, said)
