"""Settings: frozen, each described; from `INTERNBOT_*` environment variables and `.env`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All settings of one installation."""

    model_config = SettingsConfigDict(env_prefix="INTERNBOT_", env_file=".env", frozen=True, extra="ignore")

    data: Path = Field(Path(".internbot"), description="folder of state: the index, the catalog, the lock file")
    knowledge: Path = Field(Path("knowledge"), description="folder of articles and listings that `serve` keeps in step")
    today: date | None = Field(None, description="pretend that today is this day (YYYY-MM-DD); for tests and demos")
    host: str = Field("127.0.0.1", description="address that `serve` listens on")
    port: int = Field(7860, ge=0, le=65535, description="port that `serve` listens on; 0 picks a free one")
    embeddings: Literal["minilm"] = Field("minilm", description="embedding model; `minilm` comes with the package")
    threads: int = Field(2, ge=1, le=64, description="threads of the embedding model")
    max_file_mb: int = Field(50, ge=1, le=2048, description="largest file that is read, in MiB")
    chunk_tokens: int = Field(200, ge=50, le=400, description="largest chunk, in cl100k tokens")
