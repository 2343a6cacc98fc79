"""Settings: frozen, each described; read from `INTERNBOT_*` environment variables and `.env`."""

from __future__ import annotations

import difflib
import io
import ipaddress
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin
from urllib.parse import urlsplit

import annotated_types
from dotenv.parser import parse_stream
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from pydantic.fields import FieldInfo

from internbot.errors import SettingsError
from internbot.prices import Prices

PREFIX = "INTERNBOT_"
ENV_FILE = Path(".env")
OPENAI_KEY = "OPENAI_API_KEY"
"""Used for OpenAI itself where internbot has no key of its own; never sent to another server."""


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


def _address(value: str) -> str:
    """An address without what would be lost or shown where it must not: a query, a password."""
    parts = urlsplit(value.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("no http or https address")
    if parts.username is not None or parts.query or parts.fragment or re.search(r"\s", value.strip()):
        raise ValueError("more than an address")
    return value.strip().rstrip("/")


def _key(value: SecretStr) -> SecretStr:
    key = value.get_secret_value().strip()
    if not re.fullmatch(r"[!-~]+", key):
        raise ValueError("no key")
    return SecretStr(key)


@dataclass(frozen=True, slots=True)
class _Accepted:
    """What a text has to be, in words."""

    words: str


def _hops(value: str) -> str:
    for part in filter(None, (piece.strip() for piece in value.split(","))):
        ipaddress.ip_network(part, strict=False)
    return value


def _prices(value: str) -> str:
    Prices.of(value)
    return " ".join(value.split())


def _root(value: str) -> str:
    path = "/" + value.strip().strip("/")
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*|/", path) or {".", ".."} & set(path.split("/")):
        raise ValueError("no path")
    return path.rstrip("/")


Folder = Annotated[Path, AfterValidator(_folder)]
# Without the pattern, a number would be read as seconds since 1970.
Day = Annotated[date, BeforeValidator(_day)]
ServerModel = Annotated[str, StringConstraints(pattern=r"^openai:[!-~]+$"), _Accepted("`openai:MODEL`")]
EmbeddingsModel = Annotated[
    str, StringConstraints(pattern=r"^(minilm|openai:[!-~]+)$"), _Accepted("`minilm` or `openai:MODEL`")
]
Address = Annotated[
    str,
    AfterValidator(_address),
    _Accepted("an address such as `http://127.0.0.1:8080/v1`, without a password"),
]
Database = Annotated[SecretStr, _Accepted("a SQLAlchemy URL such as `postgresql://user:password@host/name`")]
Hops = Annotated[
    str,
    AfterValidator(_hops),
    _Accepted("addresses or networks with commas between them, such as `127.0.0.1, 10.0.0.0/8`"),
]
RootPath = Annotated[str, AfterValidator(_root), _Accepted("a path such as `/assistant`")]
PricesText = Annotated[
    str,
    AfterValidator(_prices),
    _Accepted("two numbers and a currency, such as `0.40 1.60 USD`"),
]
Key = Annotated[SecretStr, AfterValidator(_key), _Accepted("a key of printable characters without spaces")]


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
    embeddings: EmbeddingsModel = Field(
        default="minilm",
        description="Embedding model. `minilm` comes with the package and needs no network; `openai:MODEL` is a "
        "model of OpenAI, or of the server at `INTERNBOT_EMBEDDINGS_BASE_URL`, which then reads all texts. An "
        "index remembers its model.",
    )
    embeddings_base_url: Address | None = Field(
        default=None,
        description="Server of embeddings that speaks OpenAI's protocol (Ollama, llama.cpp, vLLM), instead of "
        "OpenAI.",
    )
    embeddings_key: Key | None = Field(
        default=None,
        description="Key for that server. For OpenAI itself, `OPENAI_API_KEY` is taken where this is not set.",
    )
    chat_model: ServerModel | None = Field(
        default=None,
        description="Chat model that words the answers, for example `openai:gpt-4.1-mini`: a model of OpenAI, or "
        "of the server at `INTERNBOT_CHAT_BASE_URL`. Without one, answers are quotes.",
    )
    chat_base_url: Address | None = Field(
        default=None,
        description="Server of chat models that speaks OpenAI's protocol (Ollama, llama.cpp, vLLM), instead of "
        "OpenAI.",
    )
    chat_key: Key | None = Field(
        default=None,
        description="Key for that server. For OpenAI itself, `OPENAI_API_KEY` is taken where this is not set.",
    )
    chat_max_tokens: int = Field(
        default=600, ge=16, le=16384, description="Longest answer that the chat model may write, in tokens."
    )
    chat_context_tokens: int = Field(
        default=4096,
        ge=1024,
        le=2_000_000,
        description="Tokens that the chat model takes, question, passages and answer together; more passages are "
        "sent to a model that takes more. Ollama and llama.cpp have a setting of their own for it, which must not "
        "be smaller.",
    )
    chat_daily_tokens: int = Field(
        default=1_000_000,
        ge=0,
        le=10**12,
        description="Tokens, sent and received, that the chat model may cost on one day (UTC); afterwards answers "
        "are quotes. 0 sets no limit.",
    )
    chat_prices: PricesText | None = Field(
        default=None,
        description="What the chat model costs: the price of a million tokens that it reads, of a million that it "
        "writes, and their currency, such as `0.40 1.60 USD`. Reports then name costs beside tokens. No price is built "
        "in, since prices change.",
    )
    chat_connect_seconds: int = Field(
        default=5, ge=1, le=60, description="Longest wait for a connection to the chat model's server."
    )
    chat_first_token_seconds: int = Field(
        default=30, ge=1, le=600, description="Longest wait for the chat model's first word."
    )
    chat_pause_seconds: int = Field(
        default=15, ge=1, le=600, description="Longest pause of the chat model between two words."
    )
    chat_total_seconds: int = Field(
        default=90,
        ge=1,
        le=3600,
        description="Longest time for all that the chat model writes to one request, with new attempts.",
    )
    threads: int = Field(
        default=2,
        ge=1,
        le=64,
        description="Batches of texts that the embedding model may read side by side, a processor thread each.",
    )
    max_file_mb: int = Field(
        default=50,
        ge=1,
        le=2048,
        description="Largest file that is read, in MiB; a larger one is reported and left out.",
    )
    sources: str | None = Field(
        default=None,
        description="What `serve` looks at again by itself: paths, web addresses and boards between spaces, such "
        "as `greenhouse:acme https://example.com/jobs.xml ../folder`. A time such as `30m`, `2h` or `1d` after one "
        "of them is its own interval.",
    )
    refresh_hours: int = Field(
        default=6,
        ge=1,
        le=720,
        description="Hours between two looks at a source of `INTERNBOT_SOURCES`, give or take a tenth.",
    )
    fetch_allow: str | None = Field(
        default=None,
        description="Addresses that may be fetched from although they are not public: addresses, networks "
        "(`10.0.0.0/8`) and host names, between spaces.",
    )
    fetch_seconds: int = Field(
        default=30, ge=1, le=600, description="Longest time for one answer from the network, in all."
    )
    fetch_per_minute: int = Field(
        default=120, ge=1, le=100_000, description="Most requests a minute to one host."
    )
    chunk_tokens: int = Field(
        default=165,
        ge=50,
        le=400,
        description="Largest passage of the index, in tokens (cl100k). A change takes effect when documents "
        "are ingested again.",
    )
    trace: bool = Field(
        default=False,
        description="Print to stderr what is sent to the models' servers and what comes back, without keys. It "
        "holds questions and texts.",
    )
    database: Database | None = Field(
        default=None,
        description="Database of conversations, reviews and sites, as a SQLAlchemy URL such as "
        "`postgresql://user:password@host/name`. Without one, they are kept in a file of the data folder.",
    )
    keep_days: int = Field(
        default=90,
        ge=1,
        le=3650,
        description="Days for which a conversation is kept after its last question; then it is deleted.",
    )
    api_per_minute: int = Field(
        default=60,
        ge=1,
        le=1_000_000,
        description="Questions a minute that one address may ask of the API without a site's token. Sites have "
        "budgets of their own.",
    )
    api_per_day: int = Field(
        default=5_000,
        ge=1,
        le=100_000_000,
        description="Questions a day that one address may ask of the API without a site's token.",
    )
    trusted_proxies: Hops = Field(
        default="",
        description="Proxies whose word on a visitor's address, scheme and host is believed. Each address stands for "
        "one hop. What others forward is ignored.",
    )
    root_path: RootPath = Field(
        default="",
        description="Path below which a proxy shows the server, such as `/assistant`, whether or not the proxy takes "
        "it away.",
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
        environment = os.environ if environ is None else environ
        file = _read_env_file(env_file)
        found = _ours(file, f"in {env_file}") | _ours(environment, "in the environment")
        for variable, (_, where) in found.items():
            if variable not in variables():
                raise SettingsError(_unknown(variable, where))
        # Compose files and CI write NAME= for a variable that they leave unset.
        found = {name: given for name, given in found.items() if given[0]}
        if key := environment.get(OPENAI_KEY) or file.get(OPENAI_KEY):
            found = dict(_openai_keys(found, key)) | found
        values: dict[str, object] = {variables()[name]: value for name, (value, _) in found.items()}
        values |= {name: value for name, value in overrides.items() if value is not None}
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            variable = variable_of(name)
            if overrides.get(name) is not None:
                given = f"--{name.replace('_', '-')} {values[name]}"
            elif accepts(cls.model_fields[name])[0] is SecretStr or "@" in str(values[name]):
                # Neither keys nor passwords within addresses may reach a screen or a log.
                given = f"{variable} ({found[variable][1]})"
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
    kind, metadata = accepts(field)
    if get_origin(kind) is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(kind))
    if words := next((one.words for one in metadata if isinstance(one, _Accepted)), None):
        return words
    if kind is bool:
        return "`true` or `false`"
    if kind is date:
        return "a day as YYYY-MM-DD"
    if isinstance(kind, type) and issubclass(kind, Path):
        return "a path"
    if kind is int:
        return "a whole number" + _bounds(metadata)
    return "a text that is not empty"


def accepts(field: FieldInfo) -> tuple[Any, list[Any]]:
    """The type of a field, without `None` where it may be left out, and what else is asked of it."""
    kind: Any = field.annotation
    metadata = list(field.metadata)
    if get_origin(kind) in (Union, UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
    if get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        metadata += more
    return kind, metadata


def _bounds(metadata: list[Any]) -> str:
    low = next((bound.ge for bound in metadata if isinstance(bound, annotated_types.Ge)), None)
    high = next((bound.le for bound in metadata if isinstance(bound, annotated_types.Le)), None)
    return f" from {low} to {high}"


def _ours(values: Mapping[str, str], where: str) -> dict[str, tuple[str, str]]:
    # Any letter case is looked at, so that internbot_port is refused with a hint instead of having no effect.
    return {name: (value, where) for name, value in values.items() if name.upper().startswith(PREFIX)}


def _openai_keys(found: Mapping[str, tuple[str, str]], key: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """OpenAI's own key for what OpenAI serves; a server with an address of its own must not be shown it."""
    for model, use in (("CHAT_MODEL", "CHAT"), ("EMBEDDINGS", "EMBEDDINGS")):
        named, _ = found.get(PREFIX + model, ("", ""))
        if named.startswith("openai:") and f"{PREFIX}{use}_BASE_URL" not in found:
            yield f"{PREFIX}{use}_KEY", (key, f"from {OPENAI_KEY}")


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
