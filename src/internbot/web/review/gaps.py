"""What could not be answered: listed, and filled with an article that is drafted from what the sources do say."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from starlette.responses import Response

from internbot.answering.answers import Answer
from internbot.errors import InternbotError, InvalidRequest, NotFound
from internbot.review.gap_drafts import GapDraft, draft, written_text
from internbot.review.gaps import Gap, knowledge_file
from internbot.web.links import source_path
from internbot.web.review.guarding import field as posted
from internbot.web.review.guarding import me
from internbot.web.review.pages import Desk

_MOST = 40
_LONGEST = 30_000


@dataclass(slots=True)
class _Filled:
    """Which gaps the sources answer by now; asked again only after they changed."""

    desk: Desk
    version: int = -1
    known: dict[str, bool] = field(default_factory=dict)

    def __call__(self, question: str) -> bool:
        version = self.desk.assistant.index_version()
        if version != self.version:
            self.version, self.known = version, {}
        if question not in self.known:
            self.known[question] = self.desk.assistant.quoted(question).status == "answered"
        return self.known[question]


def add_gaps(app: FastAPI, desk: Desk) -> None:
    """Adds `/gaps`, `/gaps/{turn}` with its draft, and what writes an article."""
    reviews = desk.reviews
    filled = _Filled(desk)

    @app.get("/gaps")
    def gaps(request: Request) -> Response:
        while reviews.queue.take_in():
            pass
        found = reviews.gaps.find()[:_MOST]
        # One that was only disliked was answered from the beginning.
        shown = [(gap, bool(gap.declined) and filled(gap.question)) for gap in found]
        shown.sort(key=lambda one: one[1])
        return desk.show(request, "gaps", gaps=shown)

    @app.get("/gaps/{turn}")
    def gap(request: Request, turn: str, added: str = "") -> Response:
        found = _gap(desk, turn)
        if found is None:
            return desk.show(request, "problem", 404, what="There is no such gap", why=_GONE)
        again = desk.assistant.quoted(found.question) if added else None
        return _page(desk, request, turn, found, added=added[:200], again=again)

    @app.post("/gaps/{turn}/written")
    def written(request: Request, turn: str) -> Response:
        found = _gap(desk, turn)
        if found is None:
            return desk.show(request, "problem", 404, what="There is no such gap", why=_GONE)
        try:
            told = desk.assistant.written(found.question)
        except InternbotError as error:
            return _page(desk, request, turn, found, 422, problem=str(error))
        text = written_text(told.telling.sentences, told.telling.citations)
        if told.error is not None:
            return _page(desk, request, turn, found, 502, problem=told.error.notice.rstrip("."))
        if not text:
            problem = "the chat model wrote nothing that a source proves"
            return _page(desk, request, turn, found, problem=problem)
        return _page(desk, request, turn, found, text=text, dropped=len(told.dropped))

    @app.post("/gaps/{turn}/knowledge")
    def knowledge(request: Request, turn: str) -> Response:
        found = _gap(desk, turn)
        if found is None:
            return desk.show(request, "problem", 404, what="There is no such gap", why=_GONE)
        account = me(request).account
        text = next(iter(request.state.form.get("text", [])), "").replace("\r\n", "\n")[:_LONGEST]
        try:
            if not desk.settings.knowledge.is_dir():
                raise InvalidRequest(
                    "there is no folder of knowledge of your own to write into: set INTERNBOT_KNOWLEDGE"
                )
            if text.split() in (one.split() for one in request.state.form.get("drafted", [])):
                raise InvalidRequest(
                    "the draft only repeats what the sources say already: write down what is missing"
                )
            today = reviews.clock().date()
            path = knowledge_file(
                desk.settings.knowledge, posted(request, "title"), text, account.name, today
            )
            desk.assistant.ingest([str(desk.settings.knowledge.absolute())])
        except InternbotError as error:
            title = posted(request, "title")
            return _page(desk, request, turn, found, 422, problem=str(error), text=text, title=title)
        reviews.accounts.note(account.name, "added knowledge", path.name)
        return desk.go(f"/gaps/{turn}?{urlencode({'added': path.name})}")


_GONE = "It may have been deleted with its conversation."


def _gap(desk: Desk, turn: str) -> Gap | None:
    while desk.reviews.queue.take_in():
        pass
    return next((one for one in desk.reviews.gaps.find() if turn in one.turns), None)


def _page(
    desk: Desk,
    request: Request,
    turn: str,
    gap: Gap,
    status: int = 200,
    *,
    problem: str = "",
    added: str = "",
    text: str | None = None,
    title: str = "",
    dropped: int = 0,
    again: Answer | None = None,
) -> Response:
    made: GapDraft | None = None
    try:
        _, _, judgement = desk.assistant.evidence(gap.question)
        made = draft(gap.question, judgement, desk.assistant.holds)
    except (InvalidRequest, NotFound) as error:
        problem = problem or str(error)
    cited = bool(again) and any(one.document.endswith(added) for one in again.citations) if again else False
    drafted = made.text if made else ""
    return desk.show(
        request, "gap", status, gap=gap, turn=turn, draft=made, text=drafted if text is None else text, drafted=drafted,
        title=title or gap.question.rstrip(" ?"), problem=problem, added=added, again=again, cited=cited,
        dropped=dropped, writes=desk.assistant.writes, writable=desk.settings.knowledge.is_dir(),
        folder=desk.settings.knowledge, source=source_path,
    )  # fmt: skip
