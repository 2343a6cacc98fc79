"""What a reviewer sees beside single answers: alarms, approved answers, numbers, retrieval."""

from __future__ import annotations

import csv
import io

import sqlalchemy as sa
from fastapi import FastAPI, Request
from starlette.responses import Response

from internbot.answering.answerability import ANSWERED_FROM
from internbot.errors import InternbotError
from internbot.prices import Prices
from internbot.review import tables
from internbot.review.numbers import Numbers, columns, numbers, rows
from internbot.review.staleness import words
from internbot.web.review.guarding import field, me
from internbot.web.review.pages import Desk
from internbot.web.review.plots import bars, lines

_DAYS = 30
_MOST_ALARMS = 200


def add_overviews(app: FastAPI, desk: Desk) -> None:
    """Adds `/alarms`, `/approved`, `/numbers` and `/retrieval`."""
    _add_approved(app, desk)
    _add_numbers(app, desk)

    @app.get("/retrieval")
    def retrieval(request: Request, q: str = "") -> Response:
        if not q.strip():
            return desk.show(request, "retrieval", question="", found=None, problem="")
        try:
            asked, evidence, judgement = desk.assistant.evidence(q[:2000])
        except InternbotError as error:
            return desk.show(request, "retrieval", 422, question=q, found=None, problem=str(error))
        where = desk.assistant.records.filter_text(asked.listings.filter) if asked.listings else ""
        answer = desk.assistant.answer(q[:2000])
        said = " ".join(one.text for one in answer.sentences)
        judged = {id(one): number for number, one in enumerate(judgement.candidates)}
        passages = []
        for place, one in enumerate(evidence.candidates[:12], start=1):
            scores = judgement.sentences[judged[id(one)]] if id(one) in judged else None
            units = []
            for number, unit in enumerate(one.chunk.units):
                text = one.chunk.unit_text(unit)
                kept = bool(text.strip()) and " ".join(text.split()) in " ".join(said.split())
                score = float(scores[number]) if scores is not None else None
                units.append(
                    {
                        "text": text,
                        "score": score,
                        "kept": kept,
                        "why": _why(unit.kind, score, kept=kept, answered=judgement.answers),
                    }
                )
            passages.append({"place": place, "one": one, "title": one.chunk.document.title, "units": units})
        by_words = sorted((one for one in evidence.candidates if one.bm25 > 0), key=lambda one: -one.bm25)[
            :10
        ]
        by_meaning = sorted(evidence.candidates, key=lambda one: -one.cosine)[:10]
        return desk.show(
            request, "retrieval", question=q, problem="", found=evidence, asked=asked, where=where,
            judgement=judgement, passages=passages, by_words=by_words, by_meaning=by_meaning, answer=answer,
            threshold=ANSWERED_FROM,
        )  # fmt: skip


def _why(kind: str, score: float | None, *, kept: bool, answered: bool) -> str:
    if kept:
        return "said in the answer"
    if score is None:
        return "not among the passages that were judged"
    if kind in ("heading", "code"):
        return "a heading cannot be said"
    if not answered:
        return "the evidence as a whole is too weak"
    return "others are likelier, or say the same"


def _add_approved(app: FastAPI, desk: Desk) -> None:
    reviews = desk.reviews

    @app.get("/alarms")
    def alarms(request: Request) -> Response:
        reviews.staleness.look()
        held = {one.id: one for one in reviews.approved.all()}
        shown = [(one, words(one, held)) for one in reviews.staleness.open()[:_MOST_ALARMS]]
        items = tables.items
        query = sa.select(items.c.turn, items.c.question).where(
            items.c.turn.in_([one.turn for one, _ in shown if one.turn])
        )
        with reviews.engine.connect() as connection:
            questions = {row.turn: row.question for row in connection.execute(query)}
        return desk.show(request, "alarms", alarms=shown, questions=questions)

    @app.post("/alarms/settle")
    def settle(request: Request) -> Response:
        reviews.staleness.settle(int(field(request, "alarm") or 0))
        return desk.go("/alarms")

    @app.get("/approved")
    def approved(request: Request) -> Response:
        held = [(one, reviews.approved.unfit(one)) for one in reviews.approved.all()]
        return desk.show(request, "approved", approved=held, problem="")

    @app.post("/approved/withdraw")
    def withdraw(request: Request) -> Response:
        number = int(field(request, "approved") or 0)
        try:
            reviews.approved.withdraw(number)
        except InternbotError as error:
            return desk.show(request, "problem", 404, what="Nothing was withdrawn", why=str(error))
        reviews.accounts.note(me(request).account.name, "withdrew", f"approved answer {number}")
        return desk.go("/approved")

    @app.post("/approved/phrasing")
    def phrasing(request: Request) -> Response:
        try:
            reviews.approved.add_phrasing(
                int(field(request, "approved") or 0), field(request, "question")[:500]
            )
        except InternbotError as error:
            return desk.show(request, "problem", 422, what="The question was not added", why=str(error))
        return desk.go("/approved")


def _add_numbers(app: FastAPI, desk: Desk) -> None:
    prices = Prices.of(desk.settings.chat_prices) if desk.settings.chat_prices else None

    def found(request: Request) -> Numbers:
        desk.reviews.queue.take_in()
        asked = request.query_params.get("days", "")
        days = (
            min(366, max(1, int(asked)))
            if asked.isascii() and asked.isdecimal() and len(asked) < 4
            else _DAYS
        )
        site = request.query_params.get("site") or None
        return numbers(desk.reviews.engine, desk.reviews.clock(), days, site)

    @app.get("/numbers")
    def shown(request: Request) -> Response:
        held = found(request)
        days = [one.day for one in held.days]
        site = request.query_params.get("site") or ""
        read, written = sum(one.read for one in held.days), sum(one.written for one in held.days)
        return desk.show(
            request, "numbers", held=held, plots=_plots(held, prices), days=len(days), site=site,
            sites=desk.reviews.queue.sites(), columns=columns(prices), rows=rows(held, prices), read=read,
            written=written, cost=prices.amount(prices.cost(read, written)) if prices else None,
        )  # fmt: skip

    @app.get("/numbers.csv")
    def table(request: Request) -> Response:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(columns(prices))
        writer.writerows(rows(found(request), prices))
        headers = {"Content-Disposition": 'attachment; filename="numbers.csv"'}
        return Response(out.getvalue(), headers=headers, media_type="text/csv; charset=utf-8")


def _plots(held: Numbers, prices: Prices | None) -> list[str]:
    days = [one.day for one in held.days]
    by_status = {
        "answered": [one.answered for one in held.days],
        "declined": [one.declined for one in held.days],
        "other": [one.asked - one.answered - one.declined for one in held.days],
    }
    verdicts = {"right": [one.right for one in held.days], "not right": [one.not_right for one in held.days]}
    thumbs = {"up": [one.liked for one in held.days], "down": [one.disliked for one in held.days]}
    tokens = {"read": [one.read for one in held.days], "written": [one.written for one in held.days]}
    drawn = [
        bars("Questions a day", days, by_status),
        bars("Verdicts a day", days, verdicts),
        bars("Thumbs a day", days, thumbs),
        lines("Milliseconds to the first sentence (median)", days, [one.wait for one in held.days]),
        bars("Tokens of the chat model a day", days, tokens),
    ]
    if prices is not None:
        costs = [prices.cost(one.read, one.written) for one in held.days]
        drawn.append(
            bars(f"Cost of the chat model a day, in {prices.currency}", days, {prices.currency: costs})
        )
    return drawn
