"""Conversations of the chat page, kept in the server so that a browser cannot forge what was said before."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from internbot.answering.answers import Answer, Message
from internbot.conversations.store import Turn as KeptTurn
from internbot.web.page_words import ENGLISH
from internbot.web.rendering import Draft

MAX_QUESTION = 2000
_MAX_SESSIONS = 500
_MAX_TURNS = 30
_HISTORY_TURNS = 8
_MAX_REMEMBERED = 4000


@dataclass(slots=True)
class Turn:
    """One question and what became of it: a draft, until there is an answer, an explanation, or a stop.

    Attributes:
        rendered: HTML of the message, once it no longer changes.
    """

    number: int
    question: str
    draft: Draft = field(default_factory=Draft)
    answer: Answer | None = None
    problem: str | None = None
    stopped: bool = False
    rendered: str | None = None

    @property
    def open(self) -> bool:
        """Whether the answer is still to come."""
        return self.answer is None and self.problem is None and not self.stopped


@dataclass(slots=True)
class Session:
    """The conversation of one open page.

    Attributes:
        visitor: whose conversation it is; its own id where the browser keeps no cookie, so that nobody reads it again.
        language: that the page speaks.
    """

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    visitor: str | None = None
    language: str = ENGLISH
    turns: list[Turn] = field(default_factory=list)
    asked: int = 0

    def ask(self, question: str) -> Turn:
        """Begin a turn; one that was still open counts as stopped."""
        self.stop()
        self.asked += 1
        turn = Turn(self.asked, question)
        self.turns = [*self.turns[-(_MAX_TURNS - 1) :], turn]
        return turn

    def ask_again(self) -> Turn | None:
        """Begin the last turn anew, in its place; None where there is none."""
        if not self.turns:
            return None
        self.stop()
        question = self.turns.pop().question
        return self.ask(question)

    def stop(self) -> None:
        """End the open turn, if there is one, with what it has said so far."""
        if self.turns and self.turns[-1].open:
            self.turns[-1].stopped = True

    def clear(self) -> None:
        """Forget everything; what comes is another conversation."""
        self.stop()
        self.turns = []
        self.id = uuid.uuid4().hex

    def take_up(self, conversation: str, turns: Sequence[KeptTurn]) -> None:
        """Go on with a conversation that was kept."""
        self.stop()
        self.id = conversation
        self.turns = [
            Turn(number, turn.question, answer=turn.answer)
            for number, turn in enumerate(turns[-_MAX_TURNS:], start=1)
        ]
        self.asked = len(self.turns)

    def history(self) -> Sequence[Message]:
        """What was said before the last question, oldest first, each message cut to a bounded length."""
        messages: list[Message] = []
        for turn in self.turns[-(_HISTORY_TURNS + 1) : -1]:
            text = turn.answer.text if turn.answer is not None else turn.draft.text
            if text:
                messages.append(Message(role="user", content=turn.question[:_MAX_REMEMBERED]))
                messages.append(Message(role="assistant", content=text[:_MAX_REMEMBERED]))
        return messages


class Sessions:
    """The most recent sessions, by the name that the page's client gave itself; for several threads."""

    def __init__(self, limit: int = _MAX_SESSIONS) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def of(self, name: str) -> Session:
        """The session of that name, made where there is none; the one longest unused makes room for it."""
        with self._lock:
            session = self._sessions.pop(name, None) or Session()
            self._sessions[name] = session
            while len(self._sessions) > self._limit:
                self._sessions.popitem(last=False)
            return session


def question_from(value: object) -> str:
    """What a browser sent as a question: one line of text within the limit, or empty where it is none."""
    if not isinstance(value, str):
        return ""
    # Joiners are not printable, but words of several languages and many emoji are written with them.
    printable = "".join(
        character if character.isprintable() or character in "\u200c\u200d" else " "
        for character in value[: 4 * MAX_QUESTION]
    )
    return " ".join(printable.split())[:MAX_QUESTION]
