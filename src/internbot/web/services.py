"""What the web pages and the API work with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from internbot.assistant import Assistant
from internbot.conversations.dialogue import Dialogue
from internbot.conversations.recording import Recorder
from internbot.conversations.store import ConversationStore
from internbot.database.opening import address, open_database
from internbot.review.reviews import Keeper, Reviews
from internbot.settings import Settings
from internbot.sites.limits import Limits
from internbot.sites.site import Budgets
from internbot.sites.store import SiteStore
from internbot.sites.visitors import VisitorTokens, signing_key

_WAITING_AT_ONCE = 32
"""Answers that a chat model may be writing at once: their threads wait for its server."""
_QUOTING_BESIDE_CORES = 2
"""Threads beside one a core without a chat model: some wait for the disk that keeps their turn.

More give no more answers a second, and keep the thread that sends from its work: with 14, fifty who ask at once wait
ten times as long for the first word.
"""
_UNBOUNDED = 100_000_000


@dataclass(frozen=True, slots=True)
class Services:
    """The parts behind the web application.

    Attributes:
        budgets: of those who ask without a site.
        executor: runs the answering, which blocks.
        reviews: the queue of reviewers and what they decide.
        settings: of the installation.
        trusted_proxies: addresses and networks whose word on where a request comes from is believed.
        root_path: path that the server is shown at; empty at the root of a host.
    """

    assistant: Assistant
    dialogue: Dialogue
    sites: SiteStore
    tokens: VisitorTokens
    limits: Limits
    budgets: Budgets
    executor: Executor
    reviews: Reviews
    settings: Settings
    trusted_proxies: str = ""
    root_path: str = ""


@contextmanager
def open_services(settings: Settings, assistant: Assistant) -> Iterator[Services]:
    """Open the database and put the parts together; on leaving, what is being written is finished.

    Raises:
        SettingsError: the database cannot be opened.
    """
    engine = open_database(address(settings))
    store = ConversationStore(engine, assistant.clock)
    dialogue = Dialogue(assistant.stream, store, Recorder(), assistant.index_version)
    executor = ThreadPoolExecutor(_answers_at_once(settings), thread_name_prefix="answer")
    reviews = Reviews.of(engine, assistant.clock, assistant)
    assistant.approved = reviews.approved
    keeper = Keeper(reviews, assistant.index_version, settings.keep_days)
    try:
        tokens = VisitorTokens(signing_key(settings.data))
        budgets = Budgets(
            visitor_minute=settings.api_per_minute,
            visitor_day=settings.api_per_day,
            site_minute=_UNBOUNDED,
            site_day=_UNBOUNDED,
        )
        with keeper:
            yield Services(
                assistant,
                dialogue,
                SiteStore(engine),
                tokens,
                Limits(),
                budgets,
                executor,
                reviews,
                settings,
                settings.trusted_proxies,
                settings.root_path,
            )
    finally:
        assistant.approved = None
        executor.shutdown(wait=False, cancel_futures=True)
        dialogue.close()
        engine.dispose()


def _answers_at_once(settings: Settings) -> int:
    return _WAITING_AT_ONCE if settings.chat_model else (os.cpu_count() or 1) + _QUOTING_BESIDE_CORES
