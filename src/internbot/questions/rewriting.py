"""Follow-ups and foreign questions put into one English question by a chat model; rules check it or stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from internbot.chat_models.base import ChatModel
from internbot.errors import ChatModelError
from internbot.prompts import Boundary, Prompt
from internbot.questions.faithful import first_line, is_faithful, is_translated
from internbot.questions.question import Question, Turn

Read = Callable[[str, Sequence[Turn]], Question]
"""Understands a message after a history by rules."""

_TURNS = 6
"""Messages of the conversation that the model sees."""
_TOKENS = 120
"""Tokens of each of them."""
_WRITTEN = 120
"""Tokens that a rewriting may have."""
_MARKER = re.compile(r"\s*\[\d{1,4}\]")


class Rewriting:
    """Has a chat model say what a question asks, where rules alone know less."""

    def __init__(self, model: ChatModel, cut: Callable[[str, int], str]) -> None:
        """Load the prompts.

        Args:
            model: that rewrites.
            cut: the longest beginning of a text with so many tokens.

        Raises:
            SettingsError: a prompt is missing or its variables do not fit.
        """
        self._model = model
        self._cut = cut
        self._standalone = Prompt.load("standalone_question", ("history", "question", "opening", "closing"))
        self._translated = Prompt.load("translated_question", ("question", "opening", "closing"))

    def improved(self, question: Question, history: Sequence[Turn], read: Read) -> Question:
        """A question as rules understood it, with what a model understands better.

        A question in another language is translated and understood again; one after a conversation is made to stand
        alone. Greetings, orders and questions over the records stay as they are.
        """
        if question.hostile or question.kind in ("greeting", "thanks", "about"):
            return question
        message = question.raw
        if question.language != "en":
            english = self._english(message)
            if english is None:
                return question
            message = english
            question = replace(
                read(english, history), raw=question.raw, language=question.language, translated=True
            )
        asked = [turn.content for turn in history if turn.role == "user"]
        if not asked or question.kind not in ("knowledge", "clarify") or question.hostile:
            return question
        alone = self._alone(message, history)
        if alone is None:
            return question
        if question.kind == "knowledge":
            return replace(question, standalone=alone)
        again = read(alone, ())
        if again.kind == "clarify":
            return question
        return replace(again, raw=question.raw, language=question.language, translated=question.translated)

    def _alone(self, message: str, history: Sequence[Turn]) -> str | None:
        last = history[-_TURNS:]
        said = [self._cut(_MARKER.sub("", turn.content), _TOKENS) for turn in last]
        lines = [
            f"{turn.role.capitalize()}: {' '.join(text.split())}"
            for turn, text in zip(last, said, strict=True)
        ]
        written = self._written(self._standalone, question=message, history="\n".join(lines))
        return written if written and is_faithful(written, message, said) else None

    def _english(self, message: str) -> str | None:
        written = self._written(self._translated, question=message)
        return written if written and is_translated(written, message) else None

    def _written(self, prompt: Prompt, **variables: str) -> str | None:
        """One line of the model; None where it fails, since rules can do without."""
        boundary = Boundary.new()
        chain = prompt.template | self._model.bind(max_tokens=_WRITTEN)
        try:
            answer = chain.invoke({**variables, "opening": boundary.opening, "closing": boundary.closing})
        except ChatModelError:
            return None
        return first_line(answer.text)
