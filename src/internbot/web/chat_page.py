"""What the controls of the chat page do: from a press or a question to new states of the page's parts."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import gradio as gr

from internbot.answering.wording import holdings
from internbot.assistant import Overview
from internbot.errors import InternbotError
from internbot.web.batches import batches
from internbot.web.dates import in_words
from internbot.web.rendering import Draft, Rendering
from internbot.web.services import Services
from internbot.web.sessions import Session, Sessions, Turn, question_from

CHIPS = 4
_UNEXPECTED = (
    "The assistant could not finish this answer, because of a fault of its own. Your question is kept: "
    "choose “Ask again”. If it happens twice, tell the person who runs this page."
)

View = list[Any]
"""New states of what changes: knowledge line, welcome, starters, chat, follow-ups, tools, question box."""

log = logging.getLogger(__name__)


class ChatPage:
    """Answers what the page's controls ask for. Conversations are kept here, never taken from the browser."""

    def __init__(self, services: Services) -> None:
        self._assistant = services.assistant
        self._clock = services.assistant.clock
        self._dialogue = services.dialogue
        self._executor = services.executor
        self._sessions = Sessions()

    def opened(self, request: gr.Request) -> View:
        """The page as it is when it opens."""
        return self._view(self._session(request))

    def asked(self, question: str, request: gr.Request) -> View:
        """A question was sent, or a suggested one chosen; `answered` has to follow."""
        session = self._session(request)
        text = question_from(question)
        if text:
            session.ask(text).draft = self._searching()
        return self._view(session, clear_box=True)

    def asked_again(self, request: gr.Request) -> View:
        """The last question is to be answered anew; `answered` has to follow."""
        session = self._session(request)
        turn = session.ask_again()
        if turn is not None:
            turn.draft = self._searching()
        return self._view(session)

    async def answered(self, request: gr.Request) -> AsyncIterator[View]:
        """Writes the answer of the open turn, as it comes."""
        session = self._session(request)
        turn = session.turns[-1] if session.turns else None
        if turn is None or not turn.open:
            yield self._view(session)
            return
        start = partial(
            self._dialogue.converse,
            turn.question,
            conversation=session.id,
            visitor=session.id,
            history=session.history(),
        )
        events = batches(start, executor=self._executor)
        try:
            async for batch in events:
                if not turn.open:
                    break
                for event in batch:
                    turn.draft = turn.draft.after(event)
                if turn.draft.answer is not None:
                    turn.answer = turn.draft.answer
                    break
                yield self._progress(session)
            else:
                turn.problem = _UNEXPECTED
        except InternbotError as error:
            turn.problem = str(error)
        except Exception:
            log.exception("answering failed")
            turn.problem = _UNEXPECTED
        finally:
            await events.aclose()
        yield self._view(session)

    def stopped(self, request: gr.Request) -> View:
        """The reader wants no more of this answer."""
        session = self._session(request)
        session.stop()
        return self._view(session)

    def cleared(self, request: gr.Request) -> View:
        """The reader wants to begin anew."""
        session = self._session(request)
        session.clear()
        return self._view(session)

    def _session(self, request: gr.Request) -> Session:
        name = request.session_hash
        return self._sessions.of(name) if isinstance(name, str) and 0 < len(name) <= 64 else Session()

    def _searching(self) -> Draft:
        overview = self._assistant.overview()
        return Draft(status=f"Searching {holdings(overview.articles, overview.listings)}")

    def _messages(self, session: Session) -> list[Any]:
        today = self._clock().date()
        messages: list[Any] = []
        for turn in session.turns:
            rendering = Rendering(turn.number, today)
            messages.append({"role": "user", "content": rendering.question(turn.question)})
            messages.append({"role": "assistant", "content": _message(rendering, turn)})
        return messages

    def _progress(self, session: Session) -> View:
        """Only the chat is new while an answer is being written: the reader may be typing."""
        chat = gr.Chatbot(value=self._messages(session))
        return [gr.skip()] * (2 + CHIPS) + [chat] + [gr.skip()] * (CHIPS + 2)

    def _view(self, session: Session, *, clear_box: bool = False) -> View:
        overview = self._assistant.overview()
        last = session.turns[-1] if session.turns else None
        writing = last is not None and last.open
        suggestions = last.answer.suggestions if last is not None and last.answer is not None else ()
        box: dict[str, Any] = {"submit_btn": not writing and "Ask", "stop_btn": writing and "Stop"}
        if clear_box:
            box["value"] = ""
        return [
            knowledge_line(overview),
            gr.Column(visible=last is None),
            *_chips(overview.starters),
            gr.Chatbot(value=self._messages(session), visible=last is not None),
            *_chips(suggestions),
            gr.Row(visible=last is not None),
            gr.Textbox(**box),
        ]


def knowledge_line(overview: Overview) -> str:
    """What there is to answer from, and how fresh it is; Markdown without any foreign text."""
    if not overview.articles and not overview.listings:
        return "There is nothing to answer from yet. Add articles or listings to the knowledge folder."
    checked = f", checked {in_words(overview.checked_on)}" if overview.checked_on else ""
    browse = " · [Browse the listings](/listings)" if overview.listings else ""
    return f"{holdings(overview.articles, overview.listings)}{checked}{browse}"


def _chips(questions: tuple[str, ...]) -> list[gr.Button]:
    shown = [question_from(question) for question in questions[:CHIPS]]
    shown = [question for question in shown if question]
    return [
        gr.Button(value=shown[position] if position < len(shown) else "", visible=position < len(shown))
        for position in range(CHIPS)
    ]


def _message(rendering: Rendering, turn: Turn) -> str:
    if turn.rendered is not None:
        return turn.rendered
    if turn.open:
        return rendering.working(turn.draft)
    if turn.answer is not None:
        turn.rendered = rendering.finished(turn.answer)
    elif turn.problem is not None:
        turn.rendered = rendering.failed(turn.problem)
    else:
        turn.rendered = rendering.stopped(turn.draft)
    return turn.rendered
