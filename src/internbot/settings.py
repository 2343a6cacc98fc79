"""Settings: frozen, each described; read from `INTERNBOT_*` environment variables and `.env`."""

from __future__ import annotations

import difflib
import io
import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin

import annotated_types
from dotenv.parser import parse_stream
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic.fields import FieldInfo

from internbot.errors import SettingsError

PREFIX = "INTERNBOT_"
ENV_FILE = Path(".env")


def _folder(value: Path) -> Path:
    if "\0" in str(value):
        raise ValueError("no path holds a null character")
    try:
        return value.expanduser()
    except RuntimeError as error:
        raise ValueError("no such user") from error


def _day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise ValueError("not YYYY-MM-DD")
    return value.strip() if isinstance(value, str) else value


Folder = Annotated[Path, AfterValidator(_folder)]
# Without the pattern, a number would be read as seconds since 1970.
Day = Annotated[date, BeforeValidator(_day)]


class Settings(BaseModel):
    """All settings of one installation.

    Made directly, as tests do, it reads nothing from outside; `load` reads the environment and `.env`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Folder = Field(
        default=Path(".internbot"),
        description="Folder of state: the index, the stored texts, the lock. Made at first use, private "
        "to its owner.",
    )
    knowledge: Folder = Field(
        default=Path("knowledge"),
        description="Folder of articles and listings that `serve` keeps the index in step with. Where none "
        "is named and this one does not exist, the knowledge that comes with internbot is served.",
    )
    today: Day | None = Field(
        default=None,
        description="Pretend that today is this day, which decides what is open. For tests and demos.",
    )
    host: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        default="127.0.0.1", description="Address that `serve` listens on. `0.0.0.0` lets other machines in."
    )
    port: int = Field(
        default=7860, ge=0, le=65535, description="Port that `serve` listens on; 0 takes a free one."
    )
    embeddings: Literal["minilm"] = Field(
        default="minilm", description="Embedding model. `minilm` comes with the package and needs no network."
    )
    threads: int = Field(
        default=2, ge=1, le=64, description="Processor threads that the embedding model may use."
    )
    max_file_mb: int = Field(
        default=50,
        ge=1,
        le=2048,
        description="Largest file that is read, in MiB; a larger one is reported and left out.",
    )
    chunk_tokens: int = Field(
        default=165,
        ge=50,
        le=400,
        description="Largest passage of the index, in tokens (cl100k). A change takes effect when documents "
        "are ingested again.",
    )
    debug: bool = Field(
        default=False, description="Show the Python traceback of an error instead of its one line."
    )

    @classmethod
    def load(
        cls,
        environ: Mapping[str, str] | None = None,
        env_file: Path | None = ENV_FILE,
        **overrides: object,
    ) -> Self:
        """Settings from the environment, over those of `.env`, over the defaults.

        Args:
            environ: variables to read instead of the process's environment.
            env_file: file of `NAME=value` lines, read where it exists; its other names are left alone.
            overrides: values by field name that win over all, such as command options; None is no override.

        Raises:
            SettingsError: a name that starts with `INTERNBOT_` is unknown, or a value is not accepted.
        """
        found = _ours(_read_env_file(env_file), f"in {env_file}") | _ours(
            os.environ if environ is None else environ, "in the environment"
        )
        for variable, (_, where) in found.items():
            if variable not in variables():
                raise SettingsError(_unknown(variable, where))
        # Compose files and CI write NAME= for a variable that they leave unset.
        values: dict[str, object] = {variables()[name]: value for name, (value, _) in found.items() if value}
        values |= {name: value for name, value in overrides.items() if value is not None}
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            variable = variable_of(name)
            if overrides.get(name) is not None:
                given = f"--{name} {values[name]}"
            else:
                given = f"{variable}={values[name]!r} ({found[variable][1]})"
            raise SettingsError(
                f"{given} is not accepted: it must be {accepted(cls.model_fields[name])}"
            ) from error

    def named(self, field: str) -> bool:
        """Whether `field` was given a value, rather than left at its default."""
        return field in self.model_fields_set


def variable_of(field: str) -> str:
    """The environment variable of a field: `data` is set by `INTERNBOT_DATA`."""
    return PREFIX + field.upper()


def variables() -> dict[str, str]:
    """Field name by environment variable, in the order of the fields."""
    return {variable_of(name): name for name in Settings.model_fields}


def accepted(field: FieldInfo) -> str:
    """In words, what values a field takes: for error lines and for the table in the documentation."""
    annotation = field.annotation
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(annotation))
    kind = annotation
    if get_origin(kind) in (Union, UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if kind is bool:
        return "`true` or `false`"
    if kind is date:
        return "a day as YYYY-MM-DD"
    if isinstance(kind, type) and issubclass(kind, Path):
        return "a path"
    if kind is int:
        return "a whole number" + _bounds(field.metadata)
    return "a text that is not empty"


def _bounds(metadata: list[Any]) -> str:
    low = next((bound.ge for bound in metadata if isinstance(bound, annotated_types.Ge)), None)
    high = next((bound.le for bound in metadata if isinstance(bound, annotated_types.Le)), None)
    return f" from {low} to {high}"


def _ours(values: Mapping[str, str], where: str) -> dict[str, tuple[str, str]]:
    # Any letter case is looked at, so that internbot_port is refused with a hint instead of having no effect.
    return {name: (value, where) for name, value in values.items() if name.upper().startswith(PREFIX)}


def _unknown(variable: str, where: str) -> str:
    near = difflib.get_close_matches(variable.upper(), variables(), n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(variables())}"
    return f"{variable} ({where}) is not a setting: {hint}"


def _read_env_file(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}; mend it, or remove it") from error
    values: dict[str, str] = {}
    for binding in parse_stream(io.StringIO(text)):
        if binding.error:
            # The piece that was not understood begins with the empty lines before it.
            text = binding.original.string
            line = binding.original.line + text[: len(text) - len(text.lstrip())].count("\n")
            raise SettingsError(f"{path} line {line} is not understood: write NAME=value")
        if binding.key is not None:
            values[binding.key] = binding.value or ""
    return values
