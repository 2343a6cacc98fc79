"""What all tests share: no setting of the machine reaches them, and nothing is timed."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

pytest_plugins = ("databases", "chat_models.fixtures")

settings.register_profile("internbot", deadline=None)
settings.load_profile("internbot")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith("INTERNBOT_"):
            monkeypatch.delenv(name)
