"""The queue, and the one screen of an answer: each sentence beside its quote, verdicts, correction, approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from internbot.answering.answers import Answer, Citation
from internbot.conversations.store import Turn
from internbot.errors import InternbotError, InvalidRequest, NotFound
from internbot.review.approved import check
from internbot.review.need import Reason
from internbot.review.queue import State, Wanted
from internbot.review.verdicts import JUDGEMENTS, Judgement, Part, Said, Verdict
from internbot.web.links import source_path
from internbot.web.review.corrections import MOST_SENTENCES, corrected, written
from internbot.web.review.guarding import field, me
from internbot.web.review.pages import PREFIX, Desk

_PAGE = 40
_AROUND = 160
_HITS = 10
_SPARE = 2
"""Empty sentences at the end of the form for a corrected answer."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation as it is shown: the quote with what stands around it in the source now.

    Attributes:
        state: of its source: unchanged, changed or gone.
    """

    citation: Citation
    before: str
    after: str
    state: str
    link: str


def add_answers(app: FastAPI, desk: Desk) -> None:
    """Adds `/`, `/queue`, `/next`, `/answers/{turn}` with what is done there, and `/source`."""
    reviews = desk.reviews

    @app.get("/")
    def home() -> Response:
        return desk.go("/queue")

    @app.get("/queue")
    def queue(request: Request) -> Response:
        reviews.queue.take_in()
        wanted = wanted_of(request.query_params)
        page = max(0, _number(request.query_params.get("page")))
        mine = me(request).account
        entries = reviews.queue.entries(wanted, mine, most=_PAGE, offset=page * _PAGE)
        total = reviews.queue.count(wanted, mine)
        return desk.show(
            request, "queue", entries=entries, total=total, wanted=wanted, page=page,
            pages=-(-total // _PAGE), reasons=get_args(Reason), sites=reviews.queue.sites(), address=_address,
            filters=parameters(wanted),
        )  # fmt: skip

    def onward(request: Request, after: str) -> Response:
        # Straight to the next answer: each redirect on the way would be felt.
        wanted = wanted_of(request.query_params)
        entry = reviews.queue.next(me(request).account, wanted, after or None)
        if entry is None:
            return desk.go(f"/finished?{urlencode(parameters(wanted))}")
        return desk.go(f"/answers/{entry.turn}?{urlencode(parameters(wanted))}")

    @app.get("/next")
    def following(request: Request, after: str = "") -> Response:
        return onward(request, after)

    @app.get("/finished")
    def finished(request: Request) -> Response:
        return desk.show(request, "finished", filters=parameters(wanted_of(request.query_params)))

    def page(request: Request, turn: str, status: int = 200, problem: str = "", form: Any = None) -> Response:
        try:
            kept, entry = reviews.store.turn(turn), reviews.queue.entry(turn)
        except NotFound as error:
            return desk.show(request, "problem", 404, what="There is no such answer", why=str(error))
        reviews.queue.take(turn, me(request).account)
        said = reviews.verdicts.of(turn)
        return desk.show(
            request, "answer", status, problem=problem, entry=entry, turn=kept, answer=kept.answer,
            quoted=_quoted(desk, kept.answer), said=said, mine=_mine(said, me(request).account.name),
            similar=reviews.queue.similar(turn), feedback=reviews.store.feedback(turn),
            alarms=reviews.staleness.open(turn),
            approvable=_approvable(kept.answer), approved=_approved(desk, kept),
            wanted=parameters(wanted_of(request.query_params)), rows=form or _rows(kept.answer),
            sources=_sources(kept.answer), left=reviews.queue.count(Wanted(state="open")),
        )  # fmt: skip

    @app.get("/answers/{turn}")
    def answer(request: Request, turn: str) -> Response:
        return page(request, turn)

    @app.post("/answers/{turn}/verdict")
    def verdict(request: Request, turn: str) -> Response:
        try:
            kept = reviews.store.turn(turn)
            state = reviews.verdicts.say(
                turn, me(request).account, _verdicts(request.state.form, kept.answer)
            )
        except InternbotError as error:
            return page(request, turn, 422, str(error))
        reviews.accounts.note(me(request).account.name, "judged", turn, state)
        return onward(request, turn)

    @app.post("/answers/{turn}/approve")
    def approve(request: Request, turn: str) -> Response:
        account = me(request).account
        try:
            kept = reviews.store.turn(turn)
            number = reviews.approved.approve(kept.answer, account.name, turn=turn)
            reviews.verdicts.say(turn, account, [Verdict("answer", 0, "right", "approved")])
        except InternbotError as error:
            return page(request, turn, 422, str(error))
        reviews.accounts.note(account.name, "approved", turn, f"approved answer {number}")
        return onward(request, turn)

    @app.post("/answers/{turn}/correct")
    def correct(request: Request, turn: str) -> Response:
        account = me(request).account
        try:
            kept = reviews.store.turn(turn)
            sentences = written(request.state.form)
            answer = corrected(kept.answer, sentences, desk.assistant)
            number = reviews.approved.approve(answer, account.name, turn=turn)
            judgement = field(request, "judgement")
            said: Judgement = judgement if judgement in JUDGEMENTS else "wrong"
            reviews.verdicts.say(turn, account, [Verdict("answer", 0, said, "corrected")])
        except InternbotError as error:
            return page(request, turn, 422, str(error), _typed(request.state.form))
        reviews.accounts.note(account.name, "corrected", turn, f"approved answer {number}")
        return onward(request, turn)

    @app.post("/answers/{turn}/release")
    def release(request: Request, turn: str) -> Response:
        reviews.queue.release(turn)
        return onward(request, turn)

    @app.get("/find")
    def find(q: str = "") -> Response:
        try:
            hits = desk.assistant.search(q[:2000], k=_HITS)
        except InternbotError:
            hits = []
        titles = {hit.document: desk.assistant.show(hit.document).title for hit in hits}
        base = f"{desk.root}{PREFIX}/source"
        return JSONResponse(
            [(id_, title, f"{base}?document={quote(id_, safe='/')}") for id_, title in titles.items()]
        )

    @app.get("/source")
    def source(document: str = "") -> Response:
        try:
            stored = desk.assistant.show(document)
        except NotFound:
            return HTMLResponse("There is no such source any more.", 404)
        return HTMLResponse(desk.pages.get_template("review/source.html").render(stored=stored))


def wanted_of(parameters: Mapping[str, str]) -> Wanted:
    """The filter of an address; what is not understood is left out."""
    reason, state = parameters.get("reason"), parameters.get("state", "open")
    status = parameters.get("status")
    return Wanted(
        reason=cast("Reason", reason) if reason in get_args(Reason) else None,
        state=cast("State", state) if state in get_args(State) else None,
        status=status if status in ("answered", "declined", "clarify", "chat") else None,
        site=parameters.get("site") or None,
        words=parameters.get("q", "")[:200],
        mine=parameters.get("mine") == "1",
    )


def parameters(wanted: Wanted) -> dict[str, str]:
    """The same as parameters of an address."""
    found = {
        "reason": wanted.reason, "state": wanted.state or "all", "status": wanted.status, "site": wanted.site,
        "q": wanted.words, "mine": "1" if wanted.mine else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value and (name, value) != ("state", "open")}


def _address(held: Mapping[str, str], **changes: object) -> str:
    given = {**held, **{name: str(value) for name, value in changes.items()}}
    return urlencode({name: value for name, value in given.items() if value not in ("", "None")})


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _quoted(desk: Desk, answer: Answer) -> dict[int, Quoted]:
    found: dict[int, Quoted] = {}
    for one in answer.citations:
        try:
            stored = desk.assistant.show(one.document)
        except NotFound:
            found[one.number] = Quoted(one, "", "", "gone", "")
            continue
        link = desk.root + source_path(one.document, one.start, one.end, one.sha256)
        if stored.sha256 != one.sha256:
            found[one.number] = Quoted(one, "", "", "changed", link)
            continue
        before = stored.text[max(0, one.start - _AROUND) : one.start]
        after = stored.text[one.end : one.end + _AROUND]
        found[one.number] = Quoted(
            one,
            before if one.start <= _AROUND else "… " + before.partition(" ")[2],
            after if one.end + _AROUND >= len(stored.text) else after.rpartition(" ")[0] + " …",
            "unchanged",
            link,
        )
    return found


def _mine(said: Sequence[Said], name: str) -> dict[str, Verdict]:
    own = [one.verdict for one in said if one.by == name]
    return {f"{one.part}-{one.number}": one for one in own}


def _verdicts(form: Mapping[str, Sequence[str]], answer: Answer) -> list[Verdict]:
    """What a form says of the parts that an answer has.

    Raises:
        InvalidRequest: nothing is said of the whole.
    """
    parts: list[tuple[Part, int]] = [("answer", 0)]
    parts += [("sentence", number) for number in range(1, len(answer.sentences) + 1)]
    parts += [("citation", one.number) for one in answer.citations]
    found = []
    for part, number in parts:
        said = next(iter(form.get(f"{part}-{number}", ())), "")
        if said in JUDGEMENTS:
            note = next(iter(form.get("note", ())), "").strip()[:2000] if part == "answer" else ""
            found.append(Verdict(part, number, said, note or None))
    if not found or found[0].part != "answer":
        raise InvalidRequest("say what you think of the whole answer")
    return found


def _approvable(answer: Answer) -> str:
    """Why an answer cannot be approved as it is; empty where it can."""
    try:
        check(answer)
    except InvalidRequest as error:
        return str(error)
    return ""


def _approved(desk: Desk, turn: Turn) -> str:
    """Who approved the answer to this very question, where somebody did."""
    return desk.reviews.approved.by(turn.answer.standalone_question) or ""


def _rows(answer: Answer) -> list[dict[str, str]]:
    """The sentences of an answer as the form for its correction has them, and empty ones after them."""
    cited = {one.number: one for one in answer.citations}
    rows = []
    told = [one for one in answer.sentences if one.support == "supported" and one.citations]
    for sentence in told[: MOST_SENTENCES - _SPARE]:
        one = cited.get(sentence.citations[0])
        rows.append(
            {
                "text": sentence.text,
                "document": one.document if one else "",
                "title": one.title if one else "",
                "quote": one.quote if one else "",
                "start": str(one.start) if one else "",
            }
        )
    empty = {"text": "", "document": "", "title": "", "quote": "", "start": ""}
    return [*rows, *([empty] * _SPARE)]


def _typed(form: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    names = ("text", "document", "quote", "start")
    rows = [
        {name: next(iter(form.get(f"{name}-{number}", ())), "") for name in names} | {"title": ""}
        for number in range(MOST_SENTENCES)
    ]
    kept = [row for row in rows if row["text"].strip() or row["quote"].strip()]
    return [*kept, {"text": "", "document": "", "title": "", "quote": "", "start": ""}][:MOST_SENTENCES]


def _sources(answer: Answer) -> list[tuple[str, str]]:
    """(id, title) of documents that a correction may cite before others are looked for."""
    found = {one.document: one.title for one in answer.citations}
    found |= {one.document: one.title for one in answer.nearest}
    return list(found.items())
