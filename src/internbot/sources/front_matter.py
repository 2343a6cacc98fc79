"""The block of keys at the start of a Markdown file, as Jekyll, Docusaurus, Hugo and internbot write it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import yaml

from internbot.sources.dates import read_date

_YAML = re.compile(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^[\"']?[A-Za-z_][\w .-]*[\"']?[ \t]*[:=]", re.MULTILINE)
_LARGEST = 65_536  # characters; beyond that it is no front matter
_PUBLISHED = ("published", "date", "published_on", "date_published", "publish_date", "publishdate", "pubdate")
_UPDATED = (
    "updated",
    "last_modified_at",
    "last_updated",
    "lastmod",
    "modified",
    "last_update",
)
_URL = ("url", "source_url", "source", "canonical_url", "canonical", "link")
_LICENSE = ("license_note", "license", "licence", "rights", "copyright")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the keys at the start of a file say.

    Attributes:
        values: its keys in lower case with what they hold; empty where there is none.
        problem: why it could not be read, or None.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    problem: str | None = None

    @property
    def ignored(self) -> bool:
        """Whether the file asks not to be read: `internbot: ignore`."""
        return self.values.get("internbot") == "ignore"

    @property
    def title(self) -> str | None:
        """The page's title."""
        return self._text(("title",))

    @property
    def url(self) -> str | None:
        """The live page, where a key holds a web address."""
        values = (self._text((name,)) for name in _URL)
        return next((v for v in values if v and v.startswith(("http://", "https://")) and " " not in v), None)

    @property
    def published(self) -> date | None:
        """The date of publication, or else of the last change; None where no key states one, or one says `null`."""
        if any(name in self.values and self.values[name] is None for name in _PUBLISHED):
            return None
        for name in _PUBLISHED + _UPDATED:
            value = self.values.get(name)
            if isinstance(value, Mapping):
                value = value.get("date")
            if found := read_date(value):
                return found
        return None

    @property
    def license_note(self) -> str | None:
        """What it says on its licence."""
        return self._text(_LICENSE)

    @property
    def metadata(self) -> dict[str, str]:
        """The remaining keys that hold one value, or a plain list of values, as strings."""
        taken = {"title", "internbot", *_LICENSE}
        return {
            name: text
            for name, value in self.values.items()
            if name not in taken and (text := _as_text(value))
        }

    def _text(self, names: tuple[str, ...]) -> str | None:
        return next((text for name in names if (text := _as_text(self.values.get(name)))), None)


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter of `text` (empty where it has none) and the text after it."""
    found = _YAML.match(text[:_LARGEST])
    if found and (_KEY.search(found[1]) or not found[1].strip()):
        return _yaml(found[1]), text[found.end() :]
    if found := _TOML.match(text[:_LARGEST]):
        return _toml(found[1]), text[found.end() :]
    return FrontMatter(), text


def _yaml(source: str) -> FrontMatter:
    try:
        values = yaml.safe_load(source)
    except yaml.MarkedYAMLError as error:
        line = f" at line {error.problem_mark.line + 2}" if error.problem_mark else ""
        return FrontMatter(problem=f"front matter is not valid YAML{line} ({error.problem})")
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:
        return FrontMatter(problem=f"front matter is not valid YAML ({type(error).__name__})")
    return _checked(values)


def _toml(source: str) -> FrontMatter:
    try:
        return _checked(tomllib.loads(source))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return FrontMatter(problem=f"front matter is not valid TOML ({error})")


def _checked(values: object) -> FrontMatter:
    if values is None:
        return FrontMatter()
    if not isinstance(values, Mapping):
        return FrontMatter(problem="front matter is not a list of `key: value` lines")
    return FrontMatter({str(name).lower(): value for name, value in values.items()})


def _as_text(value: object) -> str:
    """A value as one line; empty for what has structure of its own, which could be of any size."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value) if abs(value) < 1e300 else ""
    if isinstance(value, list) and all(isinstance(v, str | int | float | date) for v in value[:200]):
        return ", ".join(_as_text(v) for v in value[:200])
    return ""
