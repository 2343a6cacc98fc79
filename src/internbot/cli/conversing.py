"""What `internbot conversations` does; loaded only when it is done, because the database takes its time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict

from internbot.cli.databases import clock, database
from internbot.cli.terminal import Output, print_json
from internbot.conversations.exports import Held, Whose, exported, found, held, nothing
from internbot.errors import InvalidRequest, NotFound
from internbot.review.accounts import Accounts
from internbot.review.erasure import Erased, Erasure

BY = "the command line"
"""Who the audit trail says it was."""


def listed(conversation: str | None, visitor: str | None, first: int, *, as_json: bool) -> None:
    """List conversations."""
    whose = None if conversation is None and visitor is None else _whose(conversation, visitor)
    with database() as engine:
        _print(held(engine, whose, most=first), as_json=as_json)


def found_by(named: str, *, as_json: bool) -> None:
    """List all conversations of the visitor that an id leads to."""
    with database() as engine:
        _print(held(engine, found(engine, named)), as_json=as_json)


def export(conversation: str | None, visitor: str | None) -> None:
    """Print all that is kept, a line of JSON for each question."""
    whose = _whose(conversation, visitor)
    with database() as engine:
        for one in exported(engine, whose):
            print_json(one, indent=None)
        Accounts(engine, clock()).note(BY, "exported", f"{whose.kind} {whose.id}")


def delete(conversation: str | None, visitor: str | None, *, sure: bool) -> None:
    """Delete all that is kept, after asking."""
    whose = _whose(conversation, visitor)
    with database() as engine:
        known = held(engine, whose, most=10_000)
        if not known:
            raise NotFound(nothing(whose))
        questions = sum(one.turns for one in known)
        if not sure:
            if not sys.stdin.isatty():
                raise InvalidRequest("nothing was deleted: without a terminal, say --yes")
            print(f"{_counted(len(known), 'conversation')} with {_counted(questions, 'question')} of the "
                  f"{whose.kind} {whose.id} will be deleted for good.")  # fmt: skip
            if input("Type yes to go on: ").strip().lower() != "yes":
                print("nothing was deleted")
                return
        erased = Erasure(engine, clock()).forget(whose)
        Accounts(engine, clock()).note(BY, "deleted", f"{whose.kind} {whose.id}", told(erased))
    print(f"deleted: {told(erased)}")
    for line in stays(erased):
        print(line)


def told(erased: Erased) -> str:
    """What was deleted, in one line."""
    counts = asdict(erased)
    words = (
        ("conversations", "conversation"), ("questions", "question"), ("feedback", "opinion"), ("links", "shared link"),
        ("verdicts", "verdict"), ("alarms", "alarm"),
    )  # fmt: skip
    return ", ".join(
        _counted(counts[name], word)
        for name, word in words
        if counts[name] or name in ("conversations", "questions")
    )


def stays(erased: Erased) -> Sequence[str]:
    """What to look at that stays."""
    if not erased.approved:
        return ()
    numbers = ", ".join(str(number) for number in erased.approved)
    return (
        f"approved answer {numbers} stays, and no longer says who asked or how; if its question names somebody, "
        "withdraw it at /review/approved",
    )


def _whose(conversation: str | None, visitor: str | None) -> Whose:
    if (conversation is None) == (visitor is None):
        raise InvalidRequest(
            "name one of --conversation ID and --visitor ID; `conversations find` finds the id"
        )
    return (
        Whose("conversation", conversation) if conversation is not None else Whose("visitor", visitor or "")
    )


def _print(known: Sequence[Held], *, as_json: bool) -> None:
    if as_json:
        for one in known:
            print_json(
                asdict(one) | {"began": one.began.isoformat(), "last": one.last.isoformat()}, indent=None
            )
        return
    output = Output()
    if not known:
        output.line("no conversation is kept")
        return
    rows = []
    for one in known:
        last = f"{one.last:%Y-%m-%d %H:%M}"
        rows.append((one.conversation, one.visitor or "-", one.site or "", last, str(one.turns), one.first))
    output.table(("conversation", "visitor", "site", "last", "questions", "first question"), rows)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
