from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.errors import SourceError
from internbot.listings.feeds.json_postings import (
    address,
    inner,
    known_paths,
    objects,
    read_payload,
    required,
    words,
)
from listings.feeds.board_payloads import item

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(values, max_size=4), st.dictionaries(st.text(), values, max_size=3), st.sampled_from([None, 1])
)
def test_every_posting_has_its_own_bytes(
    postings: list[object], beside: dict[str, object], indent: int | None
) -> None:
    beside.pop("jobs", None)
    raw = json.dumps({**beside, "jobs": postings, "last": {}}, ensure_ascii=False, indent=indent)
    payload = read_payload(
        item(raw.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()), ("jobs",)
    )
    assert [json.loads(own) for _, own in payload.postings] == [value for value, _ in payload.postings]
    assert len(payload.postings) == len(postings)
    assert payload.fields.keys() >= {"last"}
    assert all(own.decode() in raw for _, own in payload.postings if own.isascii())


def test_a_bare_list_and_a_single_posting() -> None:
    assert [value for value, _ in read_payload(item(b' [ {"a": 1} , 2 ] '), ()).postings] == [{"a": 1}, 2]
    assert read_payload(item(b"\xef\xbb\xbf[]"), ()).postings == []
    (alone,) = read_payload(item(b' {"a": {"b": []}} '), ("jobs",)).postings
    assert alone == ({"a": {"b": []}}, b'{"a": {"b": []}}')


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"jobs": [',
        b'{"jobs": [{"a": 1}',
        b'{"jobs": [1 2]}',
        b'{"jobs" [1]}',
        b"[1,",
        b"no",
        b"\xff",
    ],
)
def test_what_is_no_json_or_was_cut(raw: bytes) -> None:
    with pytest.raises(SourceError):
        read_payload(item(raw), ("jobs",))


def test_values() -> None:
    texts: list[object] = [" a ", 5, 1.5, "", " ", None, True, [], {}]
    assert [words(value) for value in texts] == ["a", "5", "1.5", *[None] * 6]
    assert address("https://a.example/x?y=1") == "https://a.example/x?y=1"
    assert [address(value) for value in ("javascript:alert(1)", "//a.example", "https://a b", "", None)] == [
        None
    ] * 5
    assert inner({"a": {"b": 1}}, "a", "b") == 1
    assert inner({"a": []}, "a", "b") is None
    assert objects([{"a": 1}, 2, None]) == [{"a": 1}]
    assert objects({"a": 1}) == []
    assert required({"a": " ", "b": 7}, "a", "b") == "7"
    with pytest.raises(SourceError, match="has no a or b"):
        required({}, "a", "b")


def test_paths_that_lead_to_something() -> None:
    paths = {"title": "text", "company": "org.name", "locations": "places", "remote": "remote"}
    posting = {"text": "x", "org": {"name": ""}, "places": [], "remote": False}
    assert known_paths(posting, paths) == {"title": "text", "remote": "remote"}
