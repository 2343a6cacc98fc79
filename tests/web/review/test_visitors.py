from __future__ import annotations

import json

from internbot.conversations.exports import Whose, held
from web.conftest import Site
from web.requests import send
from web.review.reviewer import Reviewer

QUESTION = "What do interns do at the river lab?"


def test_an_admin_finds_exports_and_deletes_a_visitor_and_the_trail_says_so(site: Site) -> None:
    for _ in range(2):
        list(site.services.dialogue.converse(QUESTION, visitor="writes-in"))
    site.services.dialogue.store()
    while site.services.reviews.queue.take_in():
        pass
    ada = Reviewer.sign_in(site, "Ada", "admin")
    engine = site.services.reviews.engine
    conversation = held(engine, Whose("visitor", "writes-in"))[0].conversation
    shown = ada.get(f"/review/visitors?of={conversation}")
    assert shown.status == 200
    assert shown.text.count(QUESTION) == 2
    fields = {"kind": "visitor", "id": "writes-in"}
    file = ada.post("/review/visitors/export", fields)
    assert "attachment" in file.headers["content-disposition"]
    assert [json.loads(line)["question"] for line in file.text.splitlines()] == [QUESTION, QUESTION]
    assert ada.post("/review/visitors/delete", fields).status == 422
    assert len(held(engine, Whose("visitor", "writes-in"))) == 2
    gone = ada.post("/review/visitors/delete", fields | {"sure": "yes"})
    assert "Deleted: 2 conversations, 2 questions" in gone.text
    assert held(engine, Whose("visitor", "writes-in")) == []
    assert ada.get(f"/review/visitors?of={conversation}").status == 404
    assert ada.post("/review/visitors/delete", fields | {"sure": "yes"}).status == 404
    trail = [(one.who, one.action, one.subject) for one in site.services.reviews.accounts.trail(2)]
    assert trail == [("Ada", "deleted", "visitor writes-in"), ("Ada", "exported", "visitor writes-in")]


def test_a_reviewer_who_is_no_admin_does_not_come_here(site: Site) -> None:
    ben = Reviewer.sign_in(site, "Ben")
    assert ben.get("/review/visitors").status == 403
    assert ben.post("/review/visitors/delete", {"kind": "visitor", "id": "v", "sure": "yes"}).status == 403
    assert send(site.url, "/review/visitors").status == 303
