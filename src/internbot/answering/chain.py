"""The chain of a chat model in LangChain: evidence, prompt, model, sentences as they are written.

What comes out of it is not checked: `streaming` passes it through the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessageChunk
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from internbot.answering.drafts import Draft, SentenceStream
from internbot.answering.evidence_packing import Packed, pack
from internbot.answering.gate import NOTHING
from internbot.answering.quoting import Quote
from internbot.answering.relevance import Judgement
from internbot.chat_models.base import ChatModel
from internbot.prompts import Boundary, Prompt

MOST_EVIDENCE = 3_000
"""Tokens of passages in a prompt, where the model has room for that much."""
_MARGIN = 1.2
"""Other models cut a text into up to so many times the tokens of our table."""
_VARIABLES = ("passages", "question", "opening", "closing", "nothing")
_CUT_OFF = "length"


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A question with what was retrieved for it.

    Attributes:
        question: in English, standing alone.
        judgement: the ranked passages.
        quotes: what the quoting answer says; their passages come first.
    """

    question: str
    judgement: Judgement
    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the chain takes."""

    question: str
    packed: Packed


class AnswerChain:
    """Has a chat model write an answer from passages.

    The retriever stands before the chain and not in it, because a question that the evidence does not answer is
    declined between the two, without asking the model.
    """

    def __init__(self, model: ChatModel, count: Callable[[str], int]) -> None:
        """Load the prompt.

        Args:
            model: that writes.
            count: number of tokens of a text.

        Raises:
            SettingsError: the prompt is missing or its variables do not fit.
        """
        self.prompt = Prompt.load("answer", _VARIABLES)
        self.model = model
        self._count = count
        self._asking = RunnableLambda(_variables) | self.prompt.template
        self._prompt_tokens = count(str(self.prompt.template))

    def packed(self, retrieved: Retrieved) -> Packed:
        """The passages that fit into the model's context beside the prompt and the answer."""
        room = self.model.context_tokens - self.model.max_tokens
        taken = self._prompt_tokens + self._count(retrieved.question)
        budget = min(MOST_EVIDENCE, int(room / _MARGIN) - taken)
        return pack(retrieved.judgement, retrieved.quotes, self._count, budget, Boundary.new())

    def stream(
        self,
        question: str,
        packed: Packed,
        *,
        sent: Callable[[], None] | None = None,
        under_way: Callable[[str], None] | None = None,
        foreseen: Callable[[Draft], None] | None = None,
    ) -> Generator[Draft]:
        """The sentences of the answer, each when it is written to its end; closing it stops the model.

        Args:
            question: in English, standing alone.
            packed: the passages.
            sent: as for `ChatModel.stream`.
            under_way: told what there is of the sentence under way; it must return at once.
            foreseen: told what the sentence under way will be if it ends where it seems to, which it need not do;
                it runs while the next piece is waited for.

        Raises:
            ChatModelError: there is no answer, or the model broke off; sentences that came before are whole.
        """
        chain: Runnable[Asked, Draft] = (
            self._asking | self.model.bind(sent=sent) | DraftParser(under_way, foreseen)
        )
        yield from chain.stream(Asked(question, packed))


def _variables(asked: Asked) -> dict[str, str]:
    boundary = asked.packed.boundary
    return {
        "passages": asked.packed.text,
        "question": asked.question,
        "opening": boundary.opening,
        "closing": boundary.closing,
        "nothing": NOTHING,
    }


class DraftParser(Runnable[AIMessageChunk, Draft]):
    """The sentences of what a model writes; the last one is not whole where the model ran out of tokens.

    No RunnableGenerator: when that is closed it first reads its input to the end, so that the model would write on.

    Args:
        under_way, foreseen: as for `AnswerChain.stream`.
    """

    def __init__(
        self,
        under_way: Callable[[str], None] | None = None,
        foreseen: Callable[[Draft], None] | None = None,
    ) -> None:
        self._under_way = under_way
        self._foreseen = foreseen

    def invoke(
        self,
        input: AIMessageChunk,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Draft:
        """The first sentence of a whole answer.

        Raises:
            StopIteration: it has none.
        """
        return next(self.transform(iter([input]), config, **kwargs))

    def transform(
        self,
        input: Iterator[AIMessageChunk],
        config: RunnableConfig | None = None,  # noqa: ARG002 - nothing is traced
        **kwargs: Any,  # noqa: ARG002
    ) -> Iterator[Draft]:
        """The sentences, each when it is sure to be whole."""
        stream = SentenceStream()
        whole = True
        last: Draft | None = None
        for chunk in input:
            if chunk.response_metadata.get("finish_reason") == _CUT_OFF:
                whole = False
            yield from stream.feed(chunk.text)
            if stream.full:
                whole = False
                break
            if self._under_way is not None:
                self._under_way(stream.under_way)
            if self._foreseen is not None and (draft := stream.foreseen()) not in (None, last):
                self._foreseen(last := draft)
        yield from stream.end(whole=whole)
