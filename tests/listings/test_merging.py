from __future__ import annotations

from datetime import date

import pytest

from internbot.listings.feeds.base import Draft
from internbot.listings.merging import merged, posting_key
from internbot.listings.record import Salary


def draft(number: str, **fields: object) -> Draft:
    values: dict[str, object] = {"title": "Cave Mapper", "company": "Northwind", "raw": number.encode()}
    return Draft(id=number, **(values | fields))  # type: ignore[arg-type]


def test_rows_with_the_same_id_are_one_job_with_all_places() -> None:
    (one,) = merged([draft("7", places=["Rome"]), draft("7", places=["Oslo", "Rome"], raw=b"second")])
    assert (one.id, one.places, one.raw) == ("7", ("Rome", "Oslo"), b"7\nsecond")


def test_rows_with_the_same_address_are_one_job() -> None:
    first = draft(
        "1", apply_url="https://jobs.example.org/a/apply?utm_source=list&gh_jid=5", terms=["Summer 2026"]
    )
    again = draft("2", apply_url="https://jobs.example.org/a/?gh_jid=5&ref=friend", terms=["Fall 2026"])
    (one,) = merged([first, again])
    assert (one.id, one.terms) == ("1", ("Summer 2026", "Fall 2026"))


def test_the_row_posted_last_counts() -> None:
    old = draft("1", posted_at=date(2026, 1, 1), active="open")
    new = draft("1", posted_at=date(2026, 2, 1), active="closed")
    assert [one.active for one in merged([new, old])] == ["closed"]
    assert [one.active for one in merged([old, new])] == ["closed"]


def test_what_the_last_row_leaves_out_another_one_says() -> None:
    first = draft("1", sponsorship="no", paths={"sponsorship": "Role"}, posted_at=date(2026, 1, 1))
    (one,) = merged([first, draft("1", posted_at=date(2026, 2, 1), paths={"title": "Role"})])
    assert (one.sponsorship, one.posted_at) == ("no", date(2026, 2, 1))
    assert one.paths == {"sponsorship": "Role", "title": "Role"}


def test_what_only_the_query_tells_apart_stays_apart() -> None:
    rows = [draft(str(n), apply_url=f"https://boards.example.org/embed?token={n}") for n in range(3)]
    assert [one.id for one in merged(rows)] == ["0", "1", "2"]


@pytest.mark.parametrize(
    "differing",
    [
        {"title": "Senior Cave Mapper"},
        {"company": "Contoso"},
        {"description": "Two years of caves."},
        {"qualifications": ("Two lamps",)},
        {"salary": Salary(min=21)},
        {"sponsorship": "no"},
    ],
)
def test_near_duplicates_stay_apart(differing: dict[str, object]) -> None:
    same: dict[str, object] = {
        "description": "One year of caves.",
        "qualifications": ("One lamp",),
        "salary": Salary(min=20),
        "sponsorship": "yes",
        "apply_url": "https://jobs.example.org/a",
    }
    first, second = draft("1", **same), draft("1", **(same | differing))
    kept = list(merged([first, second]))
    assert len(kept) == 2
    assert kept[0].id == "1"
    assert kept[1].id.startswith("1~")
    assert [one.id for one in merged([first, second])] == [one.id for one in kept]


def test_what_one_row_leaves_out_does_not_set_it_apart() -> None:
    assert len(list(merged([draft("1", sponsorship="no"), draft("1")]))) == 1


def test_rows_without_an_address_stay_apart() -> None:
    assert len(list(merged([draft("1"), draft("2")]))) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x/apply", "http://www.a.example/x/", True),
        ("https://a.example/x/application?utm_medium=m&id=1", "https://a.example/x?id=1", True),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/X", "https://a.example/x", False),
    ],
)
def test_addresses(one: str, other: str, same: bool) -> None:
    assert (posting_key(one) == posting_key(other)) is same
