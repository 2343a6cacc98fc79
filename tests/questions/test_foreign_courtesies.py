from __future__ import annotations

import pytest

from internbot.questions.foreign_courtesies import ForeignCourtesy, foreign_courtesy


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Hallo!", "greeting", "de"), ("guten Tag 👋", "greeting", "de"), ("¡Hola, buenos días!", "greeting", "es"),
        ("Bonjour", "greeting", "fr"), ("ciao", "greeting", "it"), ("Olá, bom dia", "greeting", "pt"),
        ("नमस्ते", "greeting", "hi"), ("你好！", "greeting", "zh"), ("مرحبا", "greeting", "ar"),
        ("Vielen Dank!", "thanks", "de"), ("Hallo, danke", "thanks", "de"), ("muchas gracias", "thanks", "es"),
        ("Merci beaucoup !", "thanks", "fr"), ("grazie mille", "thanks", "it"), ("Obrigada.", "thanks", "pt"),
        ("धन्यवाद", "thanks", "hi"), ("谢谢。", "thanks", "zh"), ("شكرا", "thanks", "ar"),
    ],
)  # fmt: skip
def test_courtesy_tells_its_language(text: str, kind: str, language: str) -> None:
    found = foreign_courtesy(text)
    assert found is not None
    assert (found.kind, found.language) == (kind, language)


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "thanks",
        "Hallo, was ist ein Praktikum?",
        "Merci internships",
        "Ola Källenius",
        "Danke schön pay?",
        "",
    ],
)
def test_a_question_is_none(text: str) -> None:
    assert foreign_courtesy(text) is None


def test_thanks_after_a_greeting_are_thanks() -> None:
    assert foreign_courtesy("Hola. Gracias.") == ForeignCourtesy("thanks", "es")
