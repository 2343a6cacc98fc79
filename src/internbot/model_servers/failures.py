"""What went wrong between here and a model's server: every error of the client becomes one clear line with a remedy."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import openai

from internbot.errors import ServerFailure
from internbot.model_servers.event_loop import EventLoopClosed
from internbot.model_servers.servers import Server

Phase = Literal["connect", "first_token", "pause", "total"]

TRANSIENT: frozenset[ServerFailure] = frozenset({"rate_limited", "server_error", "unreachable", "cut"})
"""Failures that may be gone a moment later, so that another attempt makes sense."""

_LONGEST_DETAIL = 200
_CONTEXT = re.compile(
    r"context[ _-]?(?:length|size|window)|maximum (?:input|context|sequence)|too many tokens|"
    r"(?:prompt|input|request)\b.{0,40}\b(?:too (?:long|large)|exceeds?)",
    re.IGNORECASE,
)
_FILTER = re.compile(r"content[ _-]?(?:filter|policy|management)|responsible ai|safety system", re.IGNORECASE)
_QUOTA = re.compile(r"insufficient[ _]quota|exceeded your current quota|billing", re.IGNORECASE)
_KEY = re.compile(r"\b(?:sk|pk|key|token)-[\w*.-]{4,}|bearer\s+\S+", re.IGNORECASE)
_MODEL = re.compile(r"\bmodel\b", re.IGNORECASE)


class Late(Exception):
    """A time limit of ours passed.

    Attributes:
        phase: which one.
        seconds: how long was waited.
    """

    def __init__(self, phase: Phase, seconds: float) -> None:
        super().__init__(phase)
        self.phase = phase
        self.seconds = seconds


class Unusable(Exception):
    """The server answered, but with nothing of use.

    Attributes:
        reason: what is wrong with it.
        detail: the same in words, for the operator; may be empty.
    """

    def __init__(self, reason: ServerFailure, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure, understood.

    Attributes:
        reason: what went wrong.
        message: for the operator: one line with a remedy, without any key.
        notice: for a reader of the chat: one line without names of machines or settings.
        retry_after: seconds after which the server wants to be asked again; None where it did not say.
    """

    reason: ServerFailure
    message: str
    notice: str
    retry_after: float | None = None


_NOTICES: Mapping[ServerFailure, str] = {
    "no_key": "The language model is not set up.",
    "wrong_key": "The language model is not set up.",
    "forbidden": "The language model is not set up.",
    "unknown_model": "The language model is not set up.",
    "quota": "The language model's account is used up.",
    "rate_limited": "The language model has too many requests just now.",
    "server_error": "The language model's server has a fault just now.",
    "timeout": "The language model did not answer in time.",
    "unreachable": "The language model could not be reached.",
    "cut": "The connection to the language model broke off.",
    "garbage": "The language model's answer could not be read.",
    "empty": "The language model wrote nothing.",
    "endless": "The language model did not come to an end.",
    "context": "The question and its sources are too long for the language model.",
    "content_filter": "The language model refused to answer this.",
    "rejected": "The language model refused the request.",
    "resting": "The language model failed several times and is left alone for a while.",
    "ceiling": "The language model has used up what it may cost today.",
    "closed": "The program is being stopped.",
}


def failure(
    server: Server, reason: ServerFailure, detail: str = "", retry_after: float | None = None
) -> Failure:
    """A failure with its message.

    Args:
        detail: what the server or the client says about it; keys within are blotted out.
    """
    who = f"the {'chat' if server.use == 'chat' else 'embedding'} model {server.name} at {server.host}"
    model, address, key = (server.setting(what) for what in ("model", "base_url", "key"))
    alternative = " (or OPENAI_API_KEY)" if server.official else ""
    said = _plain(detail, server)
    why = f" ({said})" if said else ""
    lines: dict[ServerFailure, str] = {
        "no_key": f"{who} needs a key: set {key}{alternative}",
        "wrong_key": f"{who} does not accept the key: correct {key}{alternative}",
        "forbidden": f"{who} is not allowed for this key{why}: give the key access to it, or set another {model}",
        "unknown_model": f"{who} does not exist there{why}: correct {model}, or {address}, "
        "which usually ends in /v1",
        "quota": f"{who} has no credit left{why}: look at the account's limits and billing",
        "rate_limited": f"{who} has too many requests{_after(retry_after)}{why}: ask less often, or raise the "
        "account's limits",
        "server_error": f"{who} has a fault{why}: look at the server's log, or try again later",
        "timeout": f"{who} did not respond in time{why}: look at the server's load, or raise the settings "
        "INTERNBOT_CHAT_..._SECONDS",
        "unreachable": f"{who} cannot be reached{why}: start the server, or correct {address}",
        "cut": f"{who} broke the connection off{why}: look at the server's log, and at what stands in between",
        "garbage": f"{who} does not answer as OpenAI's protocol has it{why}: correct {address}, which usually "
        "ends in /v1",
        "empty": f"{who} wrote nothing{why}: raise INTERNBOT_CHAT_MAX_TOKENS, or set another {model}",
        "endless": f"{who} wrote more than it was asked for{why}: look at the server's limits, or set another "
        f"{model}",
        "context": f"{who} takes no prompt of this length{why}: lower INTERNBOT_CHAT_CONTEXT_TOKENS, or raise "
        "the server's own limit",
        "content_filter": f"{who} refused to answer: its content filter was triggered{why}; set another {model} "
        "where that happens often",
        "rejected": f"{who} refused the request{why}: set another {model}, or update the server",
        "resting": f"{who} failed several times in a row and is asked again{_after(retry_after) or ' soon'}: "
        "`internbot doctor` says what is wrong",
        "ceiling": f"{who} has used up the tokens of today{why}: raise INTERNBOT_CHAT_DAILY_TOKENS, or wait "
        "until tomorrow (UTC)",
        "closed": f"{who} was asked while internbot was being stopped: ask again",
    }
    if server.use == "embeddings":
        if reason == "context":
            lines["context"] = f"{who} takes no text of this length{why}: lower INTERNBOT_CHUNK_TOKENS"
        lines["timeout"] = f"{who} did not respond in time{why}: look at the server's load"
    line = lines[reason]
    return Failure(reason, line[0].upper() + line[1:], _NOTICES[reason], retry_after)


def failure_of(error: BaseException, server: Server, now: datetime | None = None) -> Failure:
    """What an error means that came out of a request; the mapping is complete.

    Args:
        now: the current instant, against which a `Retry-After` that names a date is read.
    """
    match error:
        case EventLoopClosed() | asyncio.CancelledError():
            return failure(server, "closed")
        case Unusable():
            return failure(server, error.reason, error.detail)
        case Late():
            return failure(server, "timeout", _LATE[error.phase].format(error.seconds))
        case openai.APITimeoutError():
            # Only the wait for a connection is left to the client: the other limits are ours.
            return failure(server, "timeout", "no connection within the limit")
        case openai.APIConnectionError():
            source = _source(error)
            return failure(server, "cut" if _broke(source) else "unreachable", str(source))
        case openai.APIStatusError():
            return _of_status(error, server, now)
        case openai.APIResponseValidationError():
            return failure(server, "garbage")
        case openai.APIError():
            return failure(server, _of_words(_words(error)) or "server_error", error.message)
        case json.JSONDecodeError() | UnicodeError():
            return failure(server, "garbage", "it is no JSON")
        case openai.OpenAIError():
            return failure(server, "rejected")
    # LangChain and the client raise whatever a piece of the wrong shape leads to.
    broke = _broke(_source(error))
    return failure(server, "cut" if broke else "garbage", "" if broke else type(error).__name__)


def _source(error: BaseException) -> BaseException:
    """The error of the connection itself, which LangChain and the client wrap in their own."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def _broke(error: BaseException) -> bool:
    """Whether a connection that stood came to its end; by name, since the client's transport is no part of its API."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(
        names & {"ReadError", "WriteError", "RemoteProtocolError", "IncompleteRead", "ConnectionResetError"}
    )


_LATE: Mapping[Phase, str] = {
    "connect": "no connection within {:g} s",
    "first_token": "no word within {:g} s",
    "pause": "no further word within {:g} s",
    "total": "not done within {:g} s",
}


def _of_status(error: openai.APIStatusError, server: Server, now: datetime | None) -> Failure:
    words, status = _words(error), error.status_code
    # What proxies put into a page of their own is of no use in one line.
    detail = f"{status}: {error.message}" if isinstance(error.body, dict) else str(status)
    wait = seconds_until(error.response.headers.get("retry-after"), now)
    if status == 401:
        return failure(server, "wrong_key" if server.key else "no_key")
    if status == 402 or (status in (403, 429) and _QUOTA.search(words)):
        return failure(server, "quota", detail)
    if status in (400, 403, 413, 422, 500) and (known := _of_words(words)):
        return failure(server, known, detail)
    if status == 403:
        return failure(server, "forbidden", detail)
    if status == 404 or (status == 400 and "model_not_found" in words):
        return failure(server, "unknown_model", detail)
    if status == 408:
        return failure(server, "timeout", detail)
    if status == 429:
        return failure(server, "rate_limited", "", wait)
    if status >= 500:
        return failure(server, "server_error", detail, wait)
    if 300 <= status < 400:
        return failure(
            server, "garbage", f"{status}: it sends requests elsewhere, which internbot does not follow"
        )
    return failure(server, "rejected", detail)


def _of_words(words: str) -> ServerFailure | None:
    if _CONTEXT.search(words):
        return "context"
    return "content_filter" if _FILTER.search(words) else None


def _words(error: openai.APIError) -> str:
    body = error.body if isinstance(error.body, dict) else {}
    error_of_body = body.get("error")
    inner = error_of_body if isinstance(error_of_body, dict) else body
    return " ".join(str(part) for part in (error.code, error.type, inner.get("code"), error.message) if part)


def seconds_until(value: str | None, now: datetime | None) -> float | None:
    """Seconds of a `Retry-After` header, which holds a number or a date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value.strip()):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def _after(seconds: float | None) -> str:
    return f" in {seconds:.0f} s" if seconds is not None else ""


def _plain(detail: str, server: Server) -> str:
    """One short line without keys; a server may repeat what it was sent."""
    if server.key is not None:
        detail = detail.replace(server.secret(), "***")
    line = " ".join(_KEY.sub("***", detail).split())
    return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + "…"
