"""The starter knowledge that comes with internbot."""

from __future__ import annotations

from pathlib import Path

from internbot.errors import SettingsError
from internbot.settings import Settings


def starter_knowledge() -> Path:
    """The folder inside the installed package, or, in a checkout of the repository, the one at its top.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).parent
    for folder in (package / "knowledge", package.parent.parent / "knowledge"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the folder knowledge is missing from this installation of internbot")


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
    return starter_knowledge()
