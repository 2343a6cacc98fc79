"""Prompts: Markdown files whose variables are checked when they are loaded, each known by its content's hash."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from langchain_core.prompts import ChatPromptTemplate

from internbot.errors import SettingsError

_ROLES = {"System": "system", "User": "human"}
_ROLE = re.compile(rf"^## ({'|'.join(_ROLES)})[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as it is sent.

    Attributes:
        name: of its file, without the ending.
        template: of LangChain; takes the prompt's variables, which may hold any text, braces too.
        sha256: hex digest of the file (UTF-8), kept with what was made with it.
    """

    name: str
    template: ChatPromptTemplate
    sha256: str

    @classmethod
    def load(cls, name: str, variables: Collection[str], folder: Path | None = None) -> Prompt:
        """Read `name`.md: a note to its editors, then a part `## System`, then a part `## User`.

        Args:
            name: of the file, without its ending.
            variables: those that will be given; the file must use each of them and no other.
            folder: where it lies; None for the prompts that come with internbot.

        Raises:
            SettingsError: the file is missing, has no such parts, or does not use just these variables.
        """
        path = (folder or prompts_folder()) / f"{name}.md"
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"the prompt {path} cannot be read: {error}") from error
        pieces = _ROLE.split(text)
        messages = [
            (_ROLES[role], body.strip()) for role, body in zip(pieces[1::2], pieces[2::2], strict=True)
        ]
        if [role for role, _ in messages] != list(_ROLES.values()):
            raise SettingsError(f"the prompt {path} must have one part ## System and then one part ## User")
        try:
            template = ChatPromptTemplate.from_messages(messages)
        except ValueError as error:
            raise SettingsError(f"the prompt {path} has a brace that closes nothing: {error}") from error
        for missing in sorted(set(variables) - set(template.input_variables)):
            raise SettingsError(f"the prompt {path} does not use {{{missing}}}")
        for unknown in sorted(set(template.input_variables) - set(variables)):
            raise SettingsError(
                f"the prompt {path} uses {{{unknown}}}; there are only {', '.join(sorted(variables))}"
            )
        return cls(name, template, hashlib.sha256(text.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Boundary:
    """Marks that enclose data in a prompt. A document cannot write them: they are made anew for each prompt."""

    word: str

    @classmethod
    def new(cls) -> Boundary:
        """One that nobody can guess (64 random bits)."""
        return cls(secrets.token_hex(8))

    @property
    def opening(self) -> str:
        """Stands above the data."""
        return f"<<<data {self.word}>>>"

    @property
    def closing(self) -> str:
        """Stands below it."""
        return f"<<<end {self.word}>>>"


def prompts_folder() -> Path:
    """The prompts inside the installed package, or, in a checkout of the repository, those at its top.

    Raises:
        SettingsError: the installation is incomplete.
    """
    package = Path(__file__).parent
    for folder in (package / "prompts", package.parent.parent / "prompts"):
        if folder.is_dir():
            return folder
    raise SettingsError("the folder prompts is missing from this installation of internbot: install it again")
