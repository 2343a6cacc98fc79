"""What `internbot replay` does; loaded only when it is done, because the database takes its time."""

from __future__ import annotations

from dataclasses import asdict

from internbot.answering.answers import Answer
from internbot.cli.engines import engine
from internbot.cli.terminal import Output, print_json
from internbot.clock import system_clock
from internbot.conversations.store import ConversationStore
from internbot.data_folder import prepare
from internbot.database.opening import address, open_database
from internbot.errors import NotFound
from internbot.handoff import Json
from internbot.review.replays import Replay, compare
from internbot.settings import Settings


def replay(turn: str, *, as_json: bool) -> None:
    """Ask the question of a past answer again: what would be said today, and what changed since."""
    settings = Settings.load()
    if settings.database is None:
        prepare(settings.data)
    database = open_database(address(settings))
    try:
        store = ConversationStore(database, system_clock)
        kept = store.turn(turn)
        earlier = [one for one in store.turns(kept.conversation, kept.visitor) if one.number < kept.number]
    finally:
        database.dispose()
    history = [
        message
        for one in earlier
        for message in (
            {"role": "user", "content": one.question},
            {"role": "assistant", "content": one.answer.text},
        )
    ]
    documents = {one.document for one in kept.answer.citations}
    request: Json = {"question": kept.question, "history": history}
    with engine(settings) as work:
        now = Answer.model_validate(work.call("ask", request))
        hashes = {}
        for document in documents:
            try:
                hashes[document] = str(work.call("show", {"document": document})["sha256"])
            except NotFound:
                continue
    found = compare(kept.answer, now, hashes)
    if as_json:
        print_json(
            {
                "then": kept.answer.model_dump(mode="json"),
                "now": now.model_dump(mode="json"),
                "replay": asdict(found),
            }
        )
        return
    _print(kept.question, found)


def _print(question: str, found: Replay) -> None:
    output = Output()
    output.line(question, style="bold")
    output.line("The same would be said today." if found.same else "Today, something else would be said.")
    for text in found.gone:
        output.line(f"- {text}")
    for text in found.new:
        output.line(f"+ {text}")
    for document, state in found.sources.items():
        if state != "unchanged":
            output.line(f"{document} {'is gone' if state == 'gone' else 'has changed'} since")
    if found.changed:
        output.line(f"Also different: {', '.join(found.changed)}", style="dim")
