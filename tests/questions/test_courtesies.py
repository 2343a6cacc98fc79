from __future__ import annotations

import pytest

from internbot.questions.courtesies import courtesy_of


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("hi", "greeting"), ("Hello there!", "greeting"), ("good morning 👋", "greeting"), ("bye", "greeting"),
        ("hey, how are you?", "greeting"), ("thanks!", "thanks"), ("ok thank you so much for your help", "thanks"),
        ("great", "thanks"), ("Hi! Thanks!", "thanks"), ("What can you do?", "about"), ("who are you", "about"),
        ("help", "about"), ("hello, what can you help me with?", "about"),
        ("which things do you know about?", "about"), ("About which topics can I ask?", "about"),
        ("What kinds of questions do you answer?", "about"), ("Tell me what you can do", "about"),
        ("Good day. Who are you, a real person or a bot?", "about"), ("am I talking to a human?", "about"),
    ],
)  # fmt: skip
def test_nothing_else_is_asked(message: str, kind: str) -> None:
    courtesy = courtesy_of(message)
    assert (courtesy.kind, courtesy.rest) == (kind, "")


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        ("hi, what is CPT?", "what is CPT?"),
        ("Thanks! And what about pay?", "And what about pay?"),
        ("What is OPT? Thanks!", "What is OPT?"),
        ("Good internships in Seattle?", "Good internships in Seattle?"),
        ("help me with my CV", "help me with my CV"),
        ("How do you work as an intern?", "How do you work as an intern?"),
        ("Which things do you know about visas?", "Which things do you know about visas?"),
        ("Which topics do interns work on?", "Which topics do interns work on?"),
        ("Hi internbot, which roles are open?", "which roles are open?"),
        ("Highest paid internships", "Highest paid internships"),
        ("Hello, can you help me find an internship?", "can you help me find an internship?"),
        ("thank you letter after an interview?", "thank you letter after an interview?"),
    ],
)
def test_the_question_beside_it_stays(message: str, rest: str) -> None:
    courtesy = courtesy_of(message)
    assert (courtesy.kind, courtesy.rest) == (None, rest)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("thanks a lot, that helped", "thanks"),
        ("Thank you so much, you've been very helpful!", "thanks"),
        ("great, thank you, that's all I wanted to know", "thanks"),
        ("that was exactly what I needed, thanks", "thanks"),
        ("perfect, this helps me a lot", "thanks"),
        ("thanks, what is CPT?", None),
        ("Thank you. Now tell me about visas", None),
        ("How do I write a thank you note?", None),
        ("when should I send thanks", None),
    ],
)
def test_thanks_that_ask_nothing_are_thanks(text: str, kind: str | None) -> None:
    assert courtesy_of(text).kind == kind
