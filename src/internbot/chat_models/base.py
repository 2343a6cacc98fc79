"""What every chat model offers: a stream of pieces of text as a LangChain Runnable, and one kind of error."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.language_models import LanguageModelInput
from langchain_core.messages import AIMessageChunk
from langchain_core.runnables import Runnable, RunnableConfig


class ChatModel(Runnable[LanguageModelInput, AIMessageChunk]):
    """Writes an answer to messages, piece by piece.

    As a Runnable it stands in a chain (`prompt | model | parser`); `model.bind(max_tokens=80)` asks for less text.
    Methods may be called from several threads.

    Attributes:
        name: as the settings name it, for example `openai:gpt-4.1-mini`; `model` of an answer.
        context_tokens: room for prompt and answer together, in the model's own tokens.
        max_tokens: longest answer, where a call asks for no less.
    """

    name: str
    context_tokens: int
    max_tokens: int

    @abstractmethod
    def stream(
        self,
        input: LanguageModelInput,
        config: RunnableConfig | None = None,
        *,
        max_tokens: int | None = None,
        sent: Callable[[], None] | None = None,
        **kwargs: Any,
    ) -> Iterator[AIMessageChunk]:
        """Pieces of the answer as they come; the last one has `usage_metadata`. Closing it stops the request.

        An answer that reached its limit of tokens ends without an error, and with `length` as `finish_reason` in the
        `response_metadata` of a piece.

        Args:
            max_tokens: of this answer, where it is to be shorter than the model's own limit.
            sent: called, in another thread, when a request has left and the model's own time begins; again where the
                request is made again. It must return at once and raise nothing.

        Raises:
            ChatModelError: the model gave no answer, or broke off: what came before is not whole.
        """

    def invoke(
        self,
        input: LanguageModelInput,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> AIMessageChunk:
        """The whole answer at once; arguments and errors as for `stream`."""
        pieces = self.stream(input, config, **kwargs)
        whole = next(pieces)
        for piece in pieces:
            whole += piece
        return whole

    def close(self) -> None:
        """Stop what still runs and let go of connections; afterwards the model can no longer be asked."""
