"""What `internbot review` does; loaded only when it is done, because the database takes its time."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence

from internbot.answering.answers import Answer
from internbot.cli.databases import clock, database
from internbot.cli.terminal import Output, print_json
from internbot.conversations.store import ConversationStore
from internbot.errors import InvalidRequest
from internbot.review.accounts import Account, Accounts, Role
from internbot.review.approved import AnswerShelf
from internbot.review.queue import ReviewQueue, Wanted
from internbot.review.verdicts import JUDGEMENTS, Judgement, Verdict, Verdicts


def following(by: str, *, as_json: bool) -> None:
    """Show the answer that needs a look most."""
    with database() as engine:
        account = Accounts(engine, clock()).named(by)
        queue = ReviewQueue(engine, clock())
        while queue.take_in():
            pass
        queue.weigh()
        entry = queue.next(account, Wanted())
        if entry is None:
            print("nothing is left to look at")
            return
        turn = ConversationStore(engine, clock()).turn(entry.turn)
    if as_json:
        print_json(
            {"turn": entry.turn, "reasons": entry.reasons, "answer": turn.answer.model_dump(mode="json")}
        )
        return
    _print(entry.turn, entry.reasons, turn.answer)


def verdict(
    turn: str,
    judgement: str,
    by: str,
    sentence: Sequence[str],
    citation: Sequence[str],
    note: str | None,
) -> None:
    """Say what you think of an answer."""
    said = [Verdict("answer", 0, _judgement(judgement), note)]
    said += [Verdict("sentence", *_part(one)) for one in sentence]
    said += [Verdict("citation", *_part(one)) for one in citation]
    with database() as engine:
        accounts = Accounts(engine, clock())
        state = Verdicts(engine, clock()).say(turn, accounts.named(by), said)
        accounts.note(by, "judged", turn, state)
    print("kept; a second reviewer is asked" if state == "second" else "kept")


def approve(turn: str, by: str) -> None:
    """Approve an answer: it is served where the question means the same and no source changed."""
    with database() as engine:
        accounts = Accounts(engine, clock())
        account: Account = accounts.named(by)
        kept = ConversationStore(engine, clock()).turn(turn)
        number = AnswerShelf(engine, clock()).approve(kept.answer, account.name, turn=turn)
        Verdicts(engine, clock()).say(turn, account, [Verdict("answer", 0, "right", "approved")])
        accounts.note(account.name, "approved", turn, f"approved answer {number}")
    print(f"approved answer {number}; a running server serves it within seconds")


def export() -> None:
    """Print verdicts and approved answers as JSON."""
    with database() as engine:
        said = Verdicts(engine, clock()).all()
        approved = AnswerShelf(engine, clock()).all()
    print_json(
        {
            "verdicts": [
                {"turn": one.turn, "by": one.by, "at": one.at.isoformat(), "part": one.verdict.part,
                 "number": one.verdict.number, "verdict": one.verdict.judgement, "note": one.verdict.note}
                for one in said
            ],
            "approved": [
                {"id": one.id, "questions": one.questions, "by": one.by, "at": one.at.isoformat(), "turn": one.turn,
                 "answer": one.answer.model_dump(mode="json")}
                for one in approved
            ],
        }
    )  # fmt: skip


def add_reviewer(name: str, role: Role) -> None:
    """Make an account; the password is asked for, or read from stdin where that is no terminal."""
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with database() as engine:
        Accounts(engine, clock()).add(name, password, role, "the command line")
    print(f"{name} may sign in at /review")


def _judgement(text: str) -> Judgement:
    if text not in JUDGEMENTS:
        raise InvalidRequest(f"a verdict is one of {', '.join(JUDGEMENTS)}")
    return text


def _part(text: str) -> tuple[int, Judgement]:
    number, _, judgement = text.partition("=")
    if not number.isdecimal():
        raise InvalidRequest("write NUMBER=VERDICT, such as 2=wrong")
    return int(number), _judgement(judgement)


def _print(turn: str, reasons: tuple[str, ...], answer: Answer) -> None:
    output = Output()
    output.line(answer.standalone_question, style="bold")
    output.line(f"{turn}  {', '.join(reasons)}", style="dim")
    cited = {one.number: one for one in answer.citations}
    for number, sentence in enumerate(answer.sentences, start=1):
        output.line()
        output.line(f"{number}. {sentence.text}")
        for one in (cited[at] for at in sentence.citations if at in cited):
            output.line(f"    [{one.number}] {one.title}: “{' '.join(one.quote.split())}”", style="dim")
