from __future__ import annotations

import re

from web.conftest import Site
from web.review.reviewer import Reviewer

ONE = """# Fjord lab

Many write to the Fjord Institute. The Fjord Institute pays interns 31 euros an hour.
"""
OTHER = """# Fjord guide

Many write to the Fjord Institute. At the Fjord Institute, interns are paid 27 euros an hour.
"""


def test_a_conflict_is_found_set_aside_and_listed_again(site: Site) -> None:
    folder = site.settings.knowledge / "articles"
    pages = {"fjord-one.md": ONE, "fjord-two.md": OTHER}
    try:
        for name, text in pages.items():
            (folder / name).write_text(text)
        site.assistant.ingest([str(site.settings.knowledge)])
        ada = Reviewer.sign_in(site, "Ada", "admin")
        assert ada.post("/review/conflicts/look", {}).status == 303
        shown = ada.get("/review/conflicts").text
        assert "31 euros an hour" in shown
        assert "27 euros an hour" in shown
        found = re.search(r'name="conflict" value="([0-9a-f]+)"', shown)
        assert found
        key = found[1]
        assert ada.post("/review/conflicts/set-aside", {"conflict": key, "reason": " "}).status == 422
        fields = {"conflict": key, "reason": "Two kinds of interns."}
        assert ada.post("/review/conflicts/set-aside", fields).status == 303
        shown = ada.get("/review/conflicts").text
        assert "Set aside (1)" in shown
        assert "Two kinds of interns." in shown
        assert ada.post("/review/conflicts/take-back", {"conflict": key}).status == 303
        assert "Set aside (1)" not in ada.get("/review/conflicts").text
        trail = [one.action for one in site.services.reviews.accounts.trail(2)]
        assert trail == ["took back conflict", "set aside conflict"]
    finally:
        for name in pages:
            (folder / name).unlink(missing_ok=True)
        site.assistant.ingest([str(site.settings.knowledge)], prune=True)
