from __future__ import annotations

from collections.abc import Callable

import httpx

from web.api.conftest import ORIGIN
from web.conftest import Site

Client = Callable[..., httpx.Client]
QUESTION = {"question": "What do interns do at the river lab?"}


def test_a_visitor_reads_rates_and_deletes_their_own_conversation(client: Client, site: Site) -> None:
    visitor = client(ORIGIN)
    told = visitor.post("/api/v1/ask", json=QUESTION).json()
    where = f"/api/v1/conversations/{told['conversation']}"
    (turn,) = visitor.get(where).json()["turns"]
    assert turn["turn"] == told["turn"]
    assert turn["answer"]["text"] == told["text"]
    assert "dropped" not in turn["answer"]
    opinion = {"turn": told["turn"], "liked": False, "reason": "incomplete", "comment": "and on Fridays?"}
    assert visitor.post("/api/v1/feedback", json=opinion).status_code == 204
    kept = site.services.dialogue.store().feedback(told["turn"])
    assert kept is not None
    assert (kept.liked, kept.reason, kept.comment) == (False, "incomplete", "and on Fridays?")
    assert visitor.delete(where).status_code == 204
    assert visitor.get(where).status_code == 404
    assert site.services.dialogue.store().feedback(told["turn"]) is None


def test_what_is_anothers_looks_like_what_is_not_there(client: Client) -> None:
    told = client(ORIGIN).post("/api/v1/ask", json=QUESTION).json()
    where = f"/api/v1/conversations/{told['conversation']}"
    for other in (client(ORIGIN), client()):
        absent = other.get("/api/v1/conversations/" + "0" * 32)
        for response in (other.get(where), other.delete(where)):
            assert response.status_code == 404
            assert response.json() == absent.json()
        rated = other.post("/api/v1/feedback", json={"turn": told["turn"], "liked": True})
        assert rated.status_code == 404


def test_feedback_that_is_none_is_refused(client: Client) -> None:
    for body in ({"turn": "x", "liked": True}, {"turn": "0" * 32, "liked": True, "reason": "because"}):
        assert client().post("/api/v1/feedback", json=body).status_code == 422
