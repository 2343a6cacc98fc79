"""One model on one server: its address, its key, and a client that calls no other host."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from openai import DEFAULT_CONNECTION_LIMITS, DefaultAsyncHttpxClient, Timeout
from pydantic import SecretStr

from internbot.settings import Settings

OPENAI = "https://api.openai.com/v1"
_NO_KEY = "none"
"""What is sent to a server that wants no key: the client insists on one."""

_KEPT_OPEN = 60.0
"""Seconds that a connection is kept for the next request: readers take longer than the client's own five."""

Use = Literal["chat", "embeddings"]


@dataclass(frozen=True, slots=True)
class Server:
    """A model on a server.

    Attributes:
        use: what the model is used for.
        model: name of the model, as the server knows it.
        address: of the server, with the beginning of the path (`/v1`).
        key: None where none was set.
    """

    use: Use
    model: str
    address: str = OPENAI
    key: SecretStr | None = None

    @classmethod
    def of_chat(cls, settings: Settings) -> Server | None:
        """The server of the chat model; None where there is none."""
        if settings.chat_model is None:
            return None
        _, _, model = settings.chat_model.partition(":")
        return cls("chat", model, settings.chat_base_url or OPENAI, settings.chat_key)

    @classmethod
    def of_embeddings(cls, settings: Settings) -> Server | None:
        """The server of the embedding model; None where it runs in this process."""
        backend, _, model = settings.embeddings.partition(":")
        if backend != "openai":
            return None
        return cls("embeddings", model, settings.embeddings_base_url or OPENAI, settings.embeddings_key)

    @property
    def name(self) -> str:
        """The model as the settings name it: `openai:gpt-4.1-mini`."""
        return f"openai:{self.model}"

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return urlsplit(self.address).netloc

    @property
    def official(self) -> bool:
        """Whether this is OpenAI itself, which always wants a key and knows the newest parameters."""
        return urlsplit(self.address).hostname == urlsplit(OPENAI).hostname

    def setting(self, what: Literal["model", "base_url", "key"]) -> str:
        """The environment variable that says what the model, the address or the key is."""
        if self.use == "embeddings" and what == "model":
            return "INTERNBOT_EMBEDDINGS"
        return f"INTERNBOT_{self.use}_{what}".upper()

    def secret(self) -> str:
        """The key, or what stands in for it where the server wants none."""
        return self.key.get_secret_value() if self.key else _NO_KEY

    def client(self, connect: float, total: float) -> DefaultAsyncHttpxClient:
        """A client of its own; it follows no redirect, which could lead to a host that nobody named.

        Args:
            connect: seconds to wait for a connection.
            total: seconds to wait for anything else.
        """
        usual = DEFAULT_CONNECTION_LIMITS
        return DefaultAsyncHttpxClient(
            follow_redirects=False,
            limits=type(usual)(
                max_connections=usual.max_connections,
                max_keepalive_connections=usual.max_keepalive_connections,
                keepalive_expiry=_KEPT_OPEN,
            ),
            timeout=Timeout(total, connect=connect),
            # A proxy of the environment cannot reach a server on this machine.
            trust_env=not self._on_this_machine,
        )

    @property
    def _on_this_machine(self) -> bool:
        host = urlsplit(self.address).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")
