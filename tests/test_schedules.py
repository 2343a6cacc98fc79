from __future__ import annotations

from datetime import timedelta

import pytest

from internbot.errors import SettingsError
from internbot.schedules import Scheduled, scheduled

SIX_HOURS = timedelta(hours=6)


def test_sources_between_spaces_with_their_own_intervals() -> None:
    text = "greenhouse:acme 2h https://example.com/jobs.xml '../my folder' 30m lever:beta 1d"
    assert scheduled(text, SIX_HOURS) == [
        Scheduled("greenhouse:acme", timedelta(hours=2)),
        Scheduled("https://example.com/jobs.xml", SIX_HOURS),
        Scheduled("../my folder", timedelta(minutes=30)),
        Scheduled("lever:beta", timedelta(days=1)),
    ]
    assert scheduled("", SIX_HOURS) == []


@pytest.mark.parametrize("text", ["2h greenhouse:acme", "a 2h 3h", "a 0h", "a b a", "'a"])
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="INTERNBOT_SOURCES"):
        scheduled(text, SIX_HOURS)
