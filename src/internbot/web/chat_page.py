"""What the controls of the chat page do: from a press or a question to new states of the page's parts."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import gradio as gr

from internbot.errors import InternbotError, NotFound
from internbot.overviews import Overview
from internbot.questions.page_context import PageContext
from internbot.web.batches import batches
from internbot.web.chat_visitors import COOKIE, cookie_visitor
from internbot.web.page_words import ENGLISH, Words, preferred, words_of
from internbot.web.rendering import Draft, Rendering
from internbot.web.services import Services
from internbot.web.sessions import Session, Sessions, Turn, question_from

CHIPS = 4
_CONVERSATION = re.compile("[0-9a-f]{32}")

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
        self._services = services
        self._sessions = Sessions()

    def opened(self, request: gr.Request) -> View:
        """The page as it is when it opens: what its address names of conversation (`c`) and language (`lang`)."""
        session = self._session(request)
        asked = _parameters(request)
        session.language = preferred(asked.get("lang"), _header(request, "accept-language"))
        conversation = asked.get("c", "")
        if not session.turns and session.visitor and _CONVERSATION.fullmatch(conversation):
            try:
                turns = self._dialogue.store().turns(conversation, session.visitor)
            except NotFound:
                turns = []
            if turns:
                session.take_up(conversation, turns)
        words = words_of(session.language)
        return [
            *self._view(session),
            f"# {words('title')}",
            words("promise"),
            gr.Button(value=words("again")),
            gr.Button(value=words("new")),
        ]

    def asked(self, question: str, request: gr.Request) -> View:
        """A question was sent, or a suggested one chosen; `answered` has to follow."""
        session = self._session(request)
        text = question_from(question)
        if text:
            session.ask(text).draft = self._searching(session)
        return self._view(session, clear_box=True)

    def asked_again(self, request: gr.Request) -> View:
        """The last question is to be answered anew; `answered` has to follow."""
        session = self._session(request)
        turn = session.ask_again()
        if turn is not None:
            turn.draft = self._searching(session)
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
            visitor=session.visitor or session.id,
            history=session.history(),
            context=PageContext(language=session.language),
        )
        events = batches(start, executor=self._executor)
        fault = words_of(session.language)("fault")
        try:
            self._services.limits.take(self._services.budgets, "", _address(request))
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
                turn.problem = fault
        except InternbotError as error:
            turn.problem = str(error)
        except Exception:
            log.exception("answering failed")
            turn.problem = fault
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
        session = self._sessions.of(name) if isinstance(name, str) and 0 < len(name) <= 64 else Session()
        if session.visitor is None:
            session.visitor = cookie_visitor(self._services.tokens, _cookie(request))
        return session

    def _searching(self, session: Session) -> Draft:
        overview = self._assistant.overview()
        words = words_of(session.language)
        there = words.holdings(overview.articles, overview.listings)
        return Draft(status=f"{words('searching')} {there}" if words.english else words("searching"))

    def _messages(self, session: Session) -> list[Any]:
        today = self._clock().date()
        messages: list[Any] = []
        for turn in session.turns:
            rendering = Rendering(turn.number, today, self._services.root_path, words_of(session.language))
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
        words = words_of(session.language)
        box: dict[str, Any] = {
            "submit_btn": not writing and words("send_question"),
            "stop_btn": writing and words("stop"),
            "label": words("your_question"),
            "placeholder": words("placeholder"),
        }
        if clear_box:
            box["value"] = ""
        return [
            knowledge_line(overview, words, self._services.root_path),
            gr.Column(visible=last is None),
            *(_chips(self._assistant.starters()) if last is None else [gr.skip()] * CHIPS),
            gr.Chatbot(value=self._messages(session), visible=last is not None),
            *_chips(suggestions),
            gr.Row(visible=last is not None),
            gr.Textbox(**box),
        ]


def knowledge_line(overview: Overview, words: Words | None = None, root: str = "") -> str:
    """What there is to answer from, and how fresh it is; Markdown without any foreign text."""
    said = words or words_of(ENGLISH)
    if not overview.articles and not overview.listings:
        return said("nothing")
    checked = f", {said('checked', day=said.day(overview.checked_on))}" if overview.checked_on else ""
    browse = f" · [{said('browse')}]({root}/listings)" if overview.listings else ""
    return f"{said.holdings(overview.articles, overview.listings)}{checked}{browse}"


def _parameters(request: gr.Request) -> dict[str, str]:
    """Those of the page's address; a request that Gradio made up itself has none."""
    asked = getattr(request, "request", None)
    return dict(asked.query_params) if asked is not None else {}


def _header(request: gr.Request, name: str) -> str:
    asked = getattr(request, "request", None)
    return str(asked.headers.get(name, "")) if asked is not None else ""


def _cookie(request: gr.Request) -> str | None:
    asked = getattr(request, "request", None)
    return asked.cookies.get(COOKIE) if asked is not None else None


def _address(request: gr.Request) -> str:
    asked = getattr(request, "request", None)
    return asked.client.host if asked is not None and asked.client is not None else "unknown"


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
