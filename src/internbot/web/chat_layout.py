"""The chat page as Gradio blocks: its parts, and which control calls what."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
from fastapi import FastAPI

from internbot import __version__
from internbot.web.chat_page import CHIPS, ChatPage
from internbot.web.page_words import ENGLISH, words_of
from internbot.web.security import CHAT_PREFIX
from internbot.web.sessions import MAX_QUESTION

TITLE = "Internship assistant"
_AT_ONCE = 40
_HEAD = """
<meta name="description" content="Ask about internships; every answer quotes its source.">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="{root}/static/tokens.css?v={version}">
<link rel="stylesheet" href="{root}/static/source.css?v={version}">
<link rel="stylesheet" href="{root}/static/chat.css?v={version}">
<script src="{root}/static/language.js?v={version}"></script>
<script src="{root}/static/cite.js?v={version}" defer></script>
<script src="{root}/static/conversations.js?v={version}" defer></script>
"""


def mount_chat(app: FastAPI, page: ChatPage, root: str = "") -> None:
    """Adds the chat page to `app` under `CHAT_PREFIX`; `root` is the path that the server is shown at."""

    # After each answer, Gradio would summarize the last 10,000 of them for a page that is not served.
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")
    os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "100")

    def mount() -> None:
        gr.mount_gradio_app(
            app,
            _blocks(page),
            CHAT_PREFIX,
            footer_links=[],
            run_history=False,
            show_error=False,
            theme=_theme(),
            head=_HEAD.format(root=root, version=__version__),
        )

    async def mount_in_loop() -> None:
        mount()

    # Outside a running event loop, Gradio makes one for each of its locks and closes none of them.
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(mount_in_loop())
    else:
        mount()


def _blocks(page: ChatPage) -> gr.Blocks:
    words = words_of(ENGLISH)
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        with gr.Column(elem_id="masthead"):
            name = gr.Markdown(f"# {TITLE}", elem_id="name")
            knowledge = gr.Markdown(elem_id="knowledge")
        with gr.Column(elem_id="welcome") as welcome:
            promise = gr.Markdown(words("promise"), elem_id="promise")
            with gr.Row(elem_id="starters"):
                starters = [gr.Button(visible=False, elem_classes="starter") for _ in range(CHIPS)]
        chat = gr.Chatbot(
            elem_id="chat",
            visible=False,
            show_label=False,
            label="Conversation",
            container=False,
            height=None,
            layout="panel",
            buttons=[],
            autoscroll=False,
            feedback_options=None,
            latex_delimiters=[],
            reasoning_tags=[],
            group_consecutive_messages=False,
        )
        with gr.Row(elem_id="follow-ups"):
            follow_ups = [gr.Button(visible=False, elem_classes="chip") for _ in range(CHIPS)]
        with gr.Column(elem_id="composer"):
            box = gr.Textbox(
                elem_id="question",
                label=words("your_question"),
                show_label=False,
                container=False,
                placeholder=words("placeholder"),
                max_length=MAX_QUESTION,
                max_lines=6,
                submit_btn=words("send_question"),
                autofocus=True,
            )
            with gr.Row(elem_id="tools", visible=False) as tools:
                again = gr.Button(words("again"), elem_classes="tool")
                anew = gr.Button(words("new"), elem_id="anew", elem_classes="tool")

        fixed = [name, promise, again, anew]
        changing = [knowledge, welcome, *starters, chat, *follow_ups, tools, box]

        def at_once(
            trigger: Callable[..., Any],
            handler: Callable[..., Any],
            inputs: Any = None,
            cancels: Any = None,
            also: Sequence[Any] = (),
        ) -> Any:
            return trigger(
                handler,
                inputs,
                [*changing, *also],
                cancels=cancels,
                queue=False,
                show_progress="hidden",
                api_visibility="private",
            )

        begun = [at_once(box.submit, page.asked, box), at_once(again.click, page.asked_again)]
        begun += [at_once(chip.click, page.asked, chip) for chip in (*starters, *follow_ups)]
        answering = [
            event.then(
                page.answered,
                None,
                changing,
                show_progress="hidden",
                api_visibility="private",
                concurrency_limit=_AT_ONCE,
                concurrency_id="answers",
                trigger_mode="multiple",
            )
            for event in begun
        ]
        at_once(box.stop, page.stopped, cancels=answering)
        at_once(anew.click, page.cleared, cancels=answering)
        at_once(blocks.load, page.opened, also=fixed)
    # Read by queue(): mounting has no parameter for it.
    blocks.max_threads = 64
    blocks.queue(default_concurrency_limit=_AT_ONCE, max_size=200, api_open=False)
    return blocks


def _theme() -> gr.themes.Base:
    """Gradio's own colours, all taken from `static/tokens.css`, which knows light and dark."""
    colours = {
        "body_background_fill": "paper",
        "body_text_color": "ink",
        "body_text_color_subdued": "quiet",
        "background_fill_primary": "surface",
        "background_fill_secondary": "paper",
        "block_background_fill": "paper",
        "block_label_text_color": "quiet",
        "border_color_primary": "line",
        "border_color_accent": "accent",
        "color_accent_soft": "surface",
        "input_background_fill": "surface",
        "input_border_color": "control",
        "input_border_color_focus": "accent",
        "input_placeholder_color": "quiet",
        "link_text_color": "accent",
        "link_text_color_active": "accent",
        "link_text_color_hover": "accent",
        "link_text_color_visited": "accent",
        "button_primary_background_fill": "accent",
        "button_primary_text_color": "on-accent",
        "button_secondary_background_fill": "surface",
        "button_secondary_background_fill_hover": "surface",
        "button_secondary_border_color": "control",
        "button_secondary_text_color": "ink",
    }
    values = {}
    for name, token in colours.items():
        values[name] = f"var(--{token})"
        values[f"{name}_dark"] = f"var(--{token})"
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]).set(
        **values
    )
