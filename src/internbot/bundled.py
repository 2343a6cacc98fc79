"""Folders that come with internbot: `prompts` and the starter `knowledge`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from internbot.errors import SettingsError
from internbot.settings import Settings


def bundled(name: Literal["prompts", "knowledge"]) -> Path:
    """The folder inside the installed package, or, in a checkout of the repository, the one at its top.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).parent
    for folder in (package / name, package.parent.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name} is missing from this installation of internbot")


def knowledge_folder(settings: Settings) -> Path:
    """The folder of knowledge to serve: the one that is named or there, else internbot's own.

    Raises:
        SettingsError: a folder was named that does not exist.
    """
    if settings.knowledge.is_dir():
        return settings.knowledge
    if settings.named("knowledge"):
        raise SettingsError(
            f"INTERNBOT_KNOWLEDGE names {settings.knowledge}, which is no folder: make it, or name another"
        )
    return bundled("knowledge")
