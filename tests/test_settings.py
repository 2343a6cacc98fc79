from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from internbot.errors import SettingsError
from internbot.settings import Settings, accepted, variables


def load(
    environ: dict[str, str] | None = None, env_file: Path | None = None, **overrides: object
) -> Settings:
    return Settings.load(environ or {}, env_file, **overrides)


def test_made_directly_it_reads_nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("INTERNBOT_THREADS=3\n")
    monkeypatch.setenv("INTERNBOT_PORT", "1234")
    assert Settings().port == 7860
    assert (Settings.load().port, Settings.load().threads) == (1234, 3)


def test_the_environment_wins_over_the_file_and_an_option_over_both(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# ours\nexport INTERNBOT_PORT=1\nINTERNBOT_HOST='0.0.0.0'\nOPENAI_API_KEY=other\n")
    assert load({}, file).port == 1
    assert load({"INTERNBOT_PORT": "2"}, file).port == 2
    assert load({"INTERNBOT_PORT": "2"}, file, port=3).port == 3
    assert load({"INTERNBOT_PORT": "2"}, file, port=None).port == 2
    assert load({}, file).host == "0.0.0.0"


def test_values_are_read_as_what_they_are() -> None:
    found = load({"INTERNBOT_TODAY": "2026-02-28", "INTERNBOT_DATA": "~/bot", "INTERNBOT_DEBUG": "1"})
    assert found.today == date(2026, 2, 28)
    assert found.data == Path.home() / "bot"
    assert found.debug is True


def test_an_empty_value_counts_as_not_set() -> None:
    assert load({"INTERNBOT_TODAY": "", "INTERNBOT_PORT": ""}) == Settings()


def test_what_was_named_is_told_from_a_default() -> None:
    assert load({"INTERNBOT_KNOWLEDGE": "knowledge"}).named("knowledge")
    assert not load().named("knowledge")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("INTERNBOT_PROT", "INTERNBOT_PORT"),
        ("INTERNBOT_DATA_FOLDER", "INTERNBOT_DATA"),
        ("internbot_port", "INTERNBOT_PORT"),
        ("INTERNBOT_CHUNKTOKENS", "INTERNBOT_CHUNK_TOKENS"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_known_one(name: str, near: str, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{name}=1\n")
    with pytest.raises(SettingsError, match=f"^{name} .*did you mean {near}"):
        load({name: "1"})
    with pytest.raises(SettingsError, match=f"^{name} .*{file.name}.*did you mean {near}"):
        load({}, file)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("INTERNBOT_PORT", "eighty", "a whole number from 0 to 65535"),
        ("INTERNBOT_PORT", "65536", "a whole number from 0 to 65535"),
        ("INTERNBOT_THREADS", "0", "a whole number from 1 to 64"),
        ("INTERNBOT_TODAY", "20260228", "a day as YYYY-MM-DD"),
        ("INTERNBOT_TODAY", "2026-02-30", "a day as YYYY-MM-DD"),
        ("INTERNBOT_EMBEDDINGS", "word2vec", "`minilm` or `openai:MODEL`"),
        ("INTERNBOT_CHAT_MODEL", "gpt-4.1-mini", "`openai:MODEL`"),
        (
            "INTERNBOT_CHAT_BASE_URL",
            "localhost:11434",
            "an address such as `http://127.0.0.1:8080/v1`, without a password",
        ),
        ("INTERNBOT_DATA", "~nobody-of-that-name/data", "a path"),
        ("INTERNBOT_DEBUG", "perhaps", "`true` or `false`"),
        ("INTERNBOT_HOST", " ", "a text that is not empty"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line(name: str, value: str, wanted: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load({name: value})
    assert str(caught.value) == f"{name}={value!r} (in the environment) is not accepted: it must be {wanted}"


def test_neither_a_key_nor_a_password_is_repeated_in_an_error() -> None:
    with pytest.raises(SettingsError) as caught:
        load({"INTERNBOT_CHAT_KEY": "sk-my secret"})
    assert str(caught.value).startswith("INTERNBOT_CHAT_KEY (in the environment) is not accepted")
    assert "secret" not in str(caught.value)
    with pytest.raises(SettingsError) as caught:
        load({"INTERNBOT_CHAT_MODEL": "openai:m", "OPENAI_API_KEY": "sk-my secret"})
    assert str(caught.value).startswith("INTERNBOT_CHAT_KEY (from OPENAI_API_KEY) is not accepted")
    assert "secret" not in str(caught.value)
    with pytest.raises(SettingsError) as caught:
        load({"INTERNBOT_EMBEDDINGS_BASE_URL": "http://me:secret@127.0.0.1/v1"})
    assert "secret" not in str(caught.value)


def test_the_key_of_openai_goes_to_openai_alone() -> None:
    key = {"OPENAI_API_KEY": "sk-1"}
    model = {"INTERNBOT_CHAT_MODEL": "openai:m", "INTERNBOT_EMBEDDINGS": "openai:e"}
    elsewhere = {"INTERNBOT_CHAT_BASE_URL": "http://127.0.0.1:1/v1/"}
    found = load(key | model | elsewhere)
    assert found.chat_base_url == "http://127.0.0.1:1/v1"
    assert found.chat_key is None
    assert found.embeddings_key is not None
    assert found.embeddings_key.get_secret_value() == "sk-1"
    assert "sk-1" not in repr(found)
    assert load(key) == Settings()


def test_a_key_of_ones_own_wins_over_that_of_openai(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("OPENAI_API_KEY=sk-file\n")
    named = {"INTERNBOT_CHAT_MODEL": "openai:m"}
    keys = [load(named | more, file).chat_key for more in ({}, {"INTERNBOT_CHAT_KEY": "own"})]
    assert [key.get_secret_value() for key in keys if key] == ["sk-file", "own"]


def test_a_wrong_option_is_refused_by_the_option() -> None:
    with pytest.raises(SettingsError, match=r"^--port -1 is not accepted: it must be a whole number"):
        load(port=-1)


def test_a_line_that_is_no_setting_is_refused_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("INTERNBOT_PORT=1\n\nthis is no setting = 'x\n")
    with pytest.raises(SettingsError, match="line 3"):
        load({}, file)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        load({}, file)


@given(st.dictionaries(st.sampled_from(sorted(variables())), st.text(max_size=20)))
def test_any_value_is_accepted_or_refused_in_one_line(environ: dict[str, str]) -> None:
    refusal = None
    try:
        load(environ)
    except SettingsError as error:
        refusal = str(error)
    assert refusal is None or any(refusal.startswith(name) for name in environ)
    assert refusal is None or len(refusal.splitlines()) == 1


def test_settings_are_frozen_and_know_no_other_names() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1
    with pytest.raises(ValidationError, match="extra"):
        Settings(prot=1)  # type: ignore[call-arg]


def test_every_setting_is_described_with_what_it_accepts() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert accepted(field), name
