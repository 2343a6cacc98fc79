"""What came of one answer so far: its text, its tokens, how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field

from langchain_core.messages import AIMessageChunk
from langchain_core.messages.ai import UsageMetadata

from internbot.model_servers.failures import Unusable


@dataclass(slots=True)
class Received:
    """What happened so far within one answer.

    Attributes:
        prompt_tokens: our own count of what is sent.
        earlier_read: tokens that attempts which failed had read, and
        earlier_written: that they had written.
        asked: whether a request is under way, or done.
        written: what came of it.
        tokens: our own count of that.
        usage: the server's count of both.
        finish: why the server says that the answer ended; None before it does.
        model: the model's name in the server's words.
        came: whether any piece came.
    """

    prompt_tokens: int
    earlier_read: int = 0
    earlier_written: int = 0
    asked: bool = False
    written: list[str] = field(default_factory=list)
    tokens: int = 0
    usage: UsageMetadata | None = None
    finish: str | None = None
    model: str | None = None
    came: bool = False

    def whole(self) -> UsageMetadata:
        """The server's count where it gave one, else our own."""
        if self.usage is not None:
            return self.usage
        return UsageMetadata(
            input_tokens=self.prompt_tokens,
            output_tokens=self.tokens,
            total_tokens=self.prompt_tokens + self.tokens,
        )

    def read(self) -> int:
        """Tokens that the model read, in all attempts."""
        return self.earlier_read + (self.whole()["input_tokens"] if self.asked else 0)

    def wrote(self) -> int:
        """Tokens that it wrote, in all attempts."""
        return self.earlier_written + (self.whole()["output_tokens"] if self.asked else 0)

    def spent(self) -> int:
        """Tokens that are to be paid for."""
        return self.read() + self.wrote()

    def failed(self, billed: bool) -> None:
        """The attempt failed; `billed` where the model may have read the prompt."""
        if billed or self.tokens:
            self.earlier_read, self.earlier_written = self.read(), self.wrote()
        self.asked, self.came = False, False
        self.tokens, self.usage, self.finish = 0, None, None
        self.written.clear()

    def take(self, piece: AIMessageChunk) -> str:
        """The text of a piece, after noting what else it says."""
        self.came = True
        self.finish = piece.response_metadata.get("finish_reason") or self.finish
        self.model = piece.response_metadata.get("model_name") or self.model
        usage = piece.usage_metadata
        # Some servers send zeros where they do not count.
        if usage and usage["input_tokens"] > 0 and usage["output_tokens"] >= 0:
            read, written = usage["input_tokens"], usage["output_tokens"]
            self.usage = UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)
        return str(piece.text)

    def check(self) -> None:
        """Whether the answer is whole.

        Raises:
            Unusable: it is not.
        """
        answer = "".join(self.written)
        if self.finish == "content_filter":
            raise Unusable("content_filter")
        if not self.came:
            raise Unusable("garbage", "no event of a chat completion came")
        if self.finish is None:
            raise Unusable("cut", "the end of the answer is missing")
        if not answer.strip():
            raise Unusable("empty", "its tokens were used up before" if self.finish == "length" else "")

    def last(self, model: str) -> AIMessageChunk:
        """The piece that ends an answer of `model`, where the server did not name it."""
        return AIMessageChunk(
            content="",
            usage_metadata=self.whole(),
            response_metadata={
                "finish_reason": self.finish,
                "model_name": self.model or model,
                "usage": "server" if self.usage else "estimate",
            },
            chunk_position="last",
        )
