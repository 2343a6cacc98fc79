"""What `internbot replay` does; loaded only when it is done, because the database takes its time."""

from __future__ import annotations

from dataclasses import asdict

from internbot.answering.answers import Message
from internbot.cli.asking_again import again
from internbot.cli.engines import engine
from internbot.cli.terminal import Output, print_json
from internbot.clock import system_clock
from internbot.conversations.store import ConversationStore
from internbot.data_folder import prepare
from internbot.database.opening import address, open_database
from internbot.review.replays import Outcome, Replay, changes
from internbot.settings import Settings

_TOLD: dict[Outcome, str] = {
    "same": "The same would be said today.",
    "differs": "All of it would be said today, though not in the same way.",
    "broke": "Today, something else would be said, or a source is not the same.",
}
_SOURCE = {"changed": "has changed", "gone": "is gone", "closed": "is closed"}


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
            Message(role="user", content=one.question),
            Message(role="assistant", content=one.answer.text),
        )
    ]
    with engine(settings, approved=True) as work:
        now, found = again(work, settings, approved=True)(kept.answer, history)
    if as_json:
        then = kept.answer.model_dump(mode="json")
        print_json({"then": then, "now": now.model_dump(mode="json"), "replay": asdict(found)})
        return
    _print(kept.question, found)


def _print(question: str, found: Replay) -> None:
    output = Output()
    output.line(question, style="bold")
    output.line(_TOLD[found.outcome])
    for sign, text in changes(found.sentences):
        output.line(f"{sign} {text}")
    states = {one.document: one.state for one in found.citations if one.state != "unchanged"}
    for document, state in states.items():
        output.line(f"{document} {_SOURCE[state]} since")
    if found.changed:
        output.line(f"Also different: {', '.join(found.changed)}", style="dim")
