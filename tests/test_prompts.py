"""Prompts are files with checked variables, and come with the wheel."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from internbot.errors import SettingsError
from internbot.prompts import Prompt, prompts_folder

ROOT = Path(__file__).parent.parent
GOOD = "Note with {braces}, which is not sent.\n\n## System\n\nBe brief.\n\n## User\n\nSay {word}.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "say.md").write_text(GOOD)
    return tmp_path


def test_a_prompt_is_sent_with_its_variables_filled_in(folder: Path) -> None:
    prompt = Prompt.load("say", ["word"], folder)
    system, user = prompt.template.invoke({"word": "{word} and {other}"}).to_messages()
    assert (system.type, system.content) == ("system", "Be brief.")
    assert (user.type, user.content) == ("human", "Say {word} and {other}.")
    assert prompt.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "variables", "said"),
    [
        (GOOD, ["word", "tone"], "does not use {tone}"),
        (GOOD, [], "uses {word}"),
        ("## User\n\nSay {word}.", ["word"], "## System"),
        ("## System\n\nHello\n\n## User\n\nSay {word", ["word"], "brace"),
        (GOOD + "\n## User\n\nagain {word}", ["word"], "one part"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    tmp_path: Path, text: str, variables: list[str], said: str
) -> None:
    (tmp_path / "say.md").write_text(text)
    with pytest.raises(SettingsError, match=r"say\.md") as refused:
        Prompt.load("say", variables, tmp_path)
    assert said in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"say\.md"):
        Prompt.load("say", [], tmp_path)


def test_the_wheel_holds_the_prompts_and_finds_them_from_any_folder(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    code = "from internbot.prompts import prompts_folder; print(prompts_folder())"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert Path(found) == tmp_path / "installed" / "internbot" / "prompts"
    shipped = {path.name: path.read_text() for path in Path(found).glob("*.md")}
    assert shipped == {path.name: path.read_text() for path in prompts_folder().glob("*.md")}
    assert "answer.md" in shipped
