"""Which sources a server looks at again by itself, and how often, as an operator writes it."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import timedelta

from internbot.errors import SettingsError

_INTERVAL = re.compile(r"(\d{1,5})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A source that is looked at again by itself.

    Attributes:
        source: as it was named.
        every: time between two looks that go well.
    """

    source: str
    every: timedelta


def scheduled(text: str, every: timedelta) -> list[Scheduled]:
    """The sources of `INTERNBOT_SOURCES`: names between spaces, each with its own interval after it where it has one.

    Args:
        text: such as `greenhouse:acme 2h "my folder" https://example.com/jobs.xml`.
        every: for those without an interval.

    Raises:
        SettingsError: a quotation mark is not closed, an interval has no source, or a source stands there twice.
    """
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise SettingsError(f"INTERNBOT_SOURCES: {error}; close the quotation mark") from error
    found: dict[str, timedelta] = {}
    last: str | None = None
    for word in words:
        match = _INTERVAL.fullmatch(word)
        if match is None:
            if word in found:
                raise SettingsError(f"INTERNBOT_SOURCES names {word} twice")
            found[word] = every
            last = word
        elif last is None or not int(match[1]):
            raise SettingsError(
                f"INTERNBOT_SOURCES: the interval {word} stands after no source, or is nothing; "
                "write for example greenhouse:acme 2h"
            )
        else:
            found[last] = int(match[1]) * _UNITS[match[2]]
            last = None
    return [Scheduled(source, interval) for source, interval in found.items()]
