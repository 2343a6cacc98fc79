"""What is asked of the network, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """One request to a board or a web page.

    Attributes:
        url: absolute, public.
        json: body of a POST; a GET where there is none.
    """

    url: str
    json: object | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What was answered with a status of 200, or was answered so before and has not changed since.

    Attributes:
        url: after redirects.
        body: without its transfer's compression.
        media_type: without parameters, in small letters.
        retrieved: when the server said that this is what it has.
    """

    url: str
    body: bytes
    media_type: str
    retrieved: datetime


class Fetch(Protocol):
    """Fetches within the rules: public addresses only, a size limit, a time-out, a polite rate, retries."""

    def __call__(self, request: Request) -> Response:
        """The answer to `request`.

        Raises:
            FetchError: it could not be had; the text says why, in one line.
        """
