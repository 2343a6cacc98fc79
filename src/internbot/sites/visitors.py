"""Who asks: a signed token that is bound to a site and to the origin of its page, and wears out."""

from __future__ import annotations

import os
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from internbot.errors import NotAllowed

LIFETIME = 12 * 3600
"""Seconds for which a token is good; the widget asks for a new one with the old."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone who asks, without a name.

    Attributes:
        id: random; all that is known of a person.
        site: name of the site; None for programs and for our own pages.
        origin: of the page that the token was given to; None where no browser asked.
    """

    id: str
    site: str | None
    origin: str | None


class VisitorTokens:
    """Makes and reads tokens."""

    def __init__(self, key: str, lifetime: int = LIFETIME) -> None:
        """
        Args:
            key: to sign with; whoever knows it can make tokens.
            lifetime: seconds for which a token is good.
        """
        self._lifetime = lifetime
        self._serializer = URLSafeTimedSerializer(key, salt="visitor")

    def issue(self, site: str | None, origin: str | None, visitor: str | None = None) -> str:
        """A token for a new visitor, or for one that is known."""
        said = {"v": visitor or uuid.uuid4().hex, "s": site, "o": origin}
        token = self._serializer.dumps(said)
        return token if isinstance(token, str) else token.decode()

    def read(self, token: str, origin: str | None, *, worn_out: bool = False) -> Visitor:
        """Whose token this is.

        Args:
            token: as the client sent it.
            origin: of the page that sends it now.
            worn_out: take one that is too old as well, to make a new one for the same visitor.

        Raises:
            NotAllowed: it is none of ours, too old, or was given to another origin.
        """
        try:
            said = self._serializer.loads(token, max_age=None if worn_out else self._lifetime)
        except SignatureExpired as error:
            raise NotAllowed("the visitor token is too old: ask for a new one") from error
        except BadSignature as error:
            raise NotAllowed("the visitor token is not valid: ask for a new one") from error
        if said["o"] is not None and said["o"] != origin:
            raise NotAllowed("the visitor token belongs to another site")
        return Visitor(said["v"], said["s"], said["o"])


def signing_key(folder: Path) -> str:
    """The key that tokens are signed with: made at first use, private to the data folder's owner."""
    path = folder / "signing-key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
