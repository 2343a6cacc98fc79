"""Which chat model an installation uses, if any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from internbot.chat_models.base import ChatModel
from internbot.clock import Clock
from internbot.settings import Settings


def chat_model(
    settings: Settings, folder: Path, count: Callable[[str], int], clock: Clock
) -> ChatModel | None:
    """The chat model that the settings name; None where they name none. Nothing is asked of it yet.

    Args:
        settings: of the installation.
        folder: the data folder, where the day's tokens are counted.
        count: number of tokens of a text.
        clock: says which day it is for that; the machine's, since a pretended day would never end.
    """
    if settings.chat_model is None:
        return None
    # LangChain's client of OpenAI takes a second to load, which those without a chat model need not wait for.
    from internbot.chat_models.guarded import GuardedChatModel  # noqa: PLC0415

    return GuardedChatModel.of(settings, folder, count, clock)
