from __future__ import annotations

import stat
from pathlib import Path

import pytest

from internbot.errors import NotAllowed
from internbot.sites.visitors import VisitorTokens, signing_key

ORIGIN = "https://lab.example.org"


def test_a_token_names_its_visitor_and_can_be_renewed() -> None:
    tokens = VisitorTokens("key")
    first = tokens.read(tokens.issue("lab", ORIGIN), ORIGIN)
    assert (first.site, first.origin) == ("lab", ORIGIN)
    again = tokens.read(tokens.issue("lab", ORIGIN, first.id), ORIGIN)
    assert again.id == first.id
    assert tokens.read(tokens.issue("lab", ORIGIN), ORIGIN).id != first.id


@pytest.mark.parametrize("origin", [None, "https://evil.example.org", "https://lab.example.org.evil.net"])
def test_a_token_is_good_at_its_own_origin_only(origin: str | None) -> None:
    tokens = VisitorTokens("key")
    with pytest.raises(NotAllowed, match="another site"):
        tokens.read(tokens.issue("lab", ORIGIN), origin)


def test_a_token_of_another_key_or_none_at_all_is_refused() -> None:
    tokens, others = VisitorTokens("key"), VisitorTokens("other")
    for token in (others.issue("lab", ORIGIN), "", "x.y.z", tokens.issue("lab", ORIGIN)[:-1]):
        with pytest.raises(NotAllowed, match="not valid"):
            tokens.read(token, ORIGIN)


def test_the_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    assert signing_key(tmp_path) == key
    assert len(key) >= 48
    assert stat.S_IMODE((tmp_path / "signing-key").stat().st_mode) == 0o600


def test_a_token_wears_out_and_is_good_for_a_new_one_only() -> None:
    tokens = VisitorTokens("key", lifetime=-1)
    old = tokens.issue("lab", ORIGIN)
    with pytest.raises(NotAllowed, match="too old"):
        tokens.read(old, ORIGIN)
    assert tokens.read(old, ORIGIN, worn_out=True).site == "lab"
    with pytest.raises(NotAllowed, match="another site"):
        tokens.read(old, "https://evil.example.org", worn_out=True)
