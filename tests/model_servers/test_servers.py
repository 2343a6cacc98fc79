from __future__ import annotations

import pytest

from internbot.model_servers.servers import OPENAI, Server
from internbot.settings import Settings


def test_what_the_settings_name() -> None:
    assert Server.of_chat(Settings()) is None
    assert Server.of_embeddings(Settings()) is None
    settings = Settings(
        chat_model="openai:org/model:7b", chat_base_url="http://10.0.0.1:8000/v1", embeddings="openai:small"
    )
    chat, embeddings = Server.of_chat(settings), Server.of_embeddings(settings)
    assert chat is not None
    assert embeddings is not None
    assert (chat.name, chat.host, chat.official) == ("openai:org/model:7b", "10.0.0.1:8000", False)
    assert (embeddings.address, embeddings.official) == (OPENAI, True)
    assert [chat.setting(what) for what in ("model", "base_url", "key")] == [
        "INTERNBOT_CHAT_MODEL",
        "INTERNBOT_CHAT_BASE_URL",
        "INTERNBOT_CHAT_KEY",
    ]
    assert embeddings.setting("model") == "INTERNBOT_EMBEDDINGS"


@pytest.mark.parametrize(
    ("address", "proxied"),
    [
        ("http://127.0.0.1:1/v1", False),
        ("http://[::1]:1/v1", False),
        ("http://localhost:11434/v1", False),
        ("http://localhost.example.com/v1", True),
        (OPENAI, True),
    ],
)
def test_a_proxy_is_used_for_other_machines_only(
    monkeypatch: pytest.MonkeyPatch, address: str, proxied: bool
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    client = Server("chat", "m", address).client(1, 1)
    assert client.trust_env is proxied
    assert client.follow_redirects is False
