"""Asks past questions again, here or in the running server, and compares what comes with what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from internbot.answering.answers import Answer, Message
from internbot.cli.engines import Engine
from internbot.embeddings.minilm import MiniLM
from internbot.review.replays import MeansSame, Replay, Sources, compare
from internbot.settings import Settings
from internbot.verification.verifier import Verifier

Again = Callable[[Answer, Sequence[Message]], tuple[Answer, Replay]]
"""A past answer and what was said before it -> today's answer, and how the two compare."""


def again(work: Engine, settings: Settings, *, approved: bool) -> Again:
    """What asks again.

    Args:
        work: does the answering.
        settings: of the installation.
        approved: whether approved answers may be served.
    """
    means_same = _sameness(settings)

    def asked(then: Answer, history: Sequence[Message]) -> tuple[Answer, Replay]:
        said = [one.model_dump() for one in history]
        request = {"question": then.question, "history": said, "approved": approved}
        now = Answer.model_validate(work.call("ask", request))
        documents = sorted({one.document for one in then.citations})
        found = work.call("cited", {"documents": documents})
        text = cache(lambda document: str(work.call("show", {"document": document})["text"]))
        return now, compare(then, now, Sources(found["hashes"], found["closed"], text), means_same)

    return asked


def _sameness(settings: Settings) -> MeansSame:
    """Two sentences say the same where each proves the other."""
    # Loaded only where a chat model words what was said: quotes are compared by their letters.
    verifier = cache(lambda: Verifier(MiniLM(settings.threads)))

    def means_same(then: str, now: str) -> bool:
        checked = verifier()
        return checked.verify(then, now).supported and checked.verify(now, then).supported

    return means_same
