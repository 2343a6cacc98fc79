from __future__ import annotations

import pytest

from internbot.listings.disciplines import DISCIPLINES, discipline_named, disciplines_of


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Full-Stack Developer", {"software"}),
        ("AI/ML Research Intern", {"machine_learning", "research"}),
        ("Embedded Firmware Engineer", {"software", "hardware"}),
        ("Quantitative Trader", {"finance"}),
        ("UX Researcher", {"design", "research"}),
        ("Chief Gardener", set()),
        ("Head of Aircraft", set()),
    ],
)
def test_a_title_tells_its_fields(title: str, expected: set[str]) -> None:
    assert set(disciplines_of(title)) == expected


def test_every_field_goes_by_its_own_name() -> None:
    assert [discipline_named(name.replace("_", " ")) for name in DISCIPLINES] == list(DISCIPLINES)
    assert discipline_named("AI") == "machine_learning"
    assert discipline_named("gardening") is None
