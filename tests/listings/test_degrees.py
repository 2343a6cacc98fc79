from __future__ import annotations

import pytest

from internbot.listings.degrees import read_degrees
from internbot.listings.record import DegreeLevel


@pytest.mark.parametrize(
    ("texts", "levels"),
    [
        (["Bachelor's", "Master's", "PhD"], ["bachelor", "master", "phd"]),
        (["PhD, MS, BS"], ["bachelor", "master", "phd"]),
        (["bachelor_degree"], ["bachelor"]),
        (["master_degree"], ["master"]),
        (["MBA"], ["mba"]),
        (["Associate’s degree"], ["associate"]),
        (["High school diploma"], ["high_school"]),
        (["Undergraduate students"], ["bachelor"]),
        (["vocational"], []),
        (["Masterpiece", "basic"], []),
        ([], []),
    ],
)
def test_levels_of_fields(texts: list[str], levels: list[DegreeLevel]) -> None:
    assert list(read_degrees(texts)) == levels
