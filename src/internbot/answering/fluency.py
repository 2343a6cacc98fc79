"""All that a chat model does for the answers, made together: it writes, sums up, rewrites questions, translates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from internbot.answering.chain import AnswerChain
from internbot.answering.gate import Checks
from internbot.answering.listing_summaries import ListingSummaries
from internbot.answering.streaming import Current, GatedWriter
from internbot.answering.translation import Translator
from internbot.chat_models.base import ChatModel
from internbot.questions.rewriting import Rewriting
from internbot.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Fluency:
    """The parts that ask a chat model.

    Attributes:
        model: the one that they share.
        writer: writes answers from passages.
        summaries: says results over the records.
        rewriting: makes questions stand alone, in English.
    """

    model: ChatModel
    writer: GatedWriter
    summaries: ListingSummaries
    rewriting: Rewriting

    @classmethod
    def of(cls, model: ChatModel, verifier: Checks, tokens: Tokens, current: Current) -> Self:
        """The parts around a model.

        Args:
            model: that is asked.
            verifier: proves what it writes.
            tokens: counts for the budget of a prompt.
            current: of documents, the hashes of their texts now.

        Raises:
            SettingsError: a prompt is missing or its variables do not fit.
        """
        chain = AnswerChain(model, tokens.count)
        writer = GatedWriter(chain, verifier, Translator(model, verifier), current)
        return cls(model, writer, ListingSummaries(model), Rewriting(model, tokens.cut))
