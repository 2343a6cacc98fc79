"""A conversation goes on: what was said before is read, the answer streams, and the turn is kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from internbot.answering.answers import Answer, Event, Message
from internbot.conversations.recording import Recorder
from internbot.conversations.store import ConversationStore
from internbot.questions.page_context import PageContext


class Stream(Protocol):
    """What answers a question step by step."""

    def __call__(
        self,
        question: str,
        history: Sequence[Message] = (),
        *,
        conversation: str | None = None,
        context: PageContext | None = None,
    ) -> Iterator[Event]:
        """Events, the last of which carries the whole answer."""


class Dialogue:
    """Answers within conversations that are kept."""

    def __init__(
        self, stream: Stream, store: ConversationStore, recorder: Recorder, index_version: Callable[[], int]
    ) -> None:
        self._store = store
        self._stream = stream
        self._recorder = recorder
        self._index_version = index_version

    def store(self) -> ConversationStore:
        """What is kept, after what was answered so far is: a visitor may come back faster than a busy disk writes."""
        self._recorder.settle()
        return self._store

    def converse(
        self,
        question: str,
        *,
        conversation: str | None = None,
        visitor: str | None = None,
        site: str | None = None,
        history: Sequence[Message] | None = None,
        context: PageContext | None = None,
    ) -> Iterator[Event]:
        """Answer a question; the last event's answer names its conversation and its turn.

        Args:
            question: as it was typed.
            conversation: id of one that goes on; a new one begins where there is none.
            visitor: whose conversation it is; None for one that nobody can read again.
            site: name of the site that the question came from.
            history: what was said before, where the caller keeps it; else it is read from what was kept.
            context: what the page that the question comes from shows.

        Raises:
            NotFound: there is no such conversation of this visitor.
            InvalidRequest: the question is empty or too long.
        """
        if history is None:
            history = self.store().history(conversation, visitor) if conversation else ()
        name = conversation or uuid.uuid4().hex
        version = self._index_version()
        for event in self._stream(question, history, conversation=name, context=context):
            if isinstance(event.data, Answer):
                turn = uuid.uuid4().hex
                answer = event.data.model_copy(update={"conversation": name, "turn": turn})
                self._recorder.record(
                    lambda answer=answer, turn=turn: self._store.append(  # type: ignore[misc]
                        turn,
                        name,
                        answer,
                        visitor=visitor,
                        site=site,
                        prompt=answer.prompt,
                        index_version=version,
                    )
                )
                yield Event(kind="done", data=answer)
            else:
                yield event

    def close(self) -> None:
        """Finish what is being written."""
        self._recorder.close()
