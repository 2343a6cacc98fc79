"""Folders that come with internbot: `prompts` and the starter `knowledge`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


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
