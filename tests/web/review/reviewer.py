"""Somebody who is signed in to the pages of reviewers, over plain HTTP."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from web.conftest import Site
from web.requests import Response, send

PASSWORD = "seven quiet herons"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Reviewer:
    """Sends requests with the cookie of a session."""

    site: Site
    cookie: str

    @classmethod
    def sign_in(cls, site: Site, name: str, role: str = "reviewer") -> Reviewer:
        accounts = site.services.reviews.accounts
        if name not in [one.name for one in accounts.all()]:
            accounts.add(name, PASSWORD, role, "a test")  # type: ignore[arg-type]
        answer = post(site, "/review/sign-in", {"name": name, "password": PASSWORD})
        assert answer.status == 303, answer.text
        return cls(site, answer.headers["set-cookie"].partition(";")[0])

    def get(self, path: str) -> Response:
        return send(self.site.url, path, headers={"Cookie": self.cookie})

    def token(self) -> str:
        found = re.search(r'name="form_token" value="([^"]+)"', self.get("/review/queue").text)
        assert found
        return found[1]

    def post(self, path: str, fields: dict[str, str], token: str | None = None) -> Response:
        given = {"form_token": self.token() if token is None else token}
        return post(self.site, path, fields | given, {"Cookie": self.cookie})


def post(site: Site, path: str, fields: dict[str, str], headers: dict[str, str] | None = None) -> Response:
    """Sends a form as a browser does."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=30)
    try:
        connection.request("POST", path, urlencode(fields), FORM | (headers or {}))
        answer = connection.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Response(answer.status, names, answer.read().decode())
    finally:
        connection.close()
