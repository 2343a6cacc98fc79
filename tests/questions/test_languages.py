from __future__ import annotations

import pytest

from internbot.questions.languages import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("¿Cuándo debo solicitar unas prácticas?", "es"),
        ("Wann soll ich mich für ein Praktikum bewerben?", "de"),
        ("Comment trouver un stage en été ?", "fr"),
        ("Come posso trovare uno stage?", "it"),
        ("Como faço para encontrar um estágio?", "pt"),
        ("इंटर्नशिप क्या है?", "hi"),
        ("什么是实习？", "zh"),
        ("ما هو التدريب؟", "ar"),
        ("What is an internship?", "en"),
        ("Sapienza Università di Roma internships", "en"),
        ("Donato Crisostomi", "en"),
        ("What does 实习 mean in English?", "en"),
        ("internships in São Paulo", "en"),
        ("", "en"),
        ("1234 ?", "en"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("text", "page", "code"),
    [
        ("Gehalt im Praktikum?", "de", "de"),
        ("salario de Microsoft", "es", "es"),
        ("Praktikum Gehalt", "de", "en"),  # Not a word that tells.
        ("google internships seattle", "de", "en"),
        ("Is pay in Berlin good?", "de", "en"),
        ("Wann soll ich mich für ein Praktikum bewerben?", "fr", "de"),
        ("salario de Microsoft", "en", "en"),
        ("salario de Microsoft", "ko", "en"),
    ],
)
def test_the_page_decides_where_a_few_words_hardly_tell(text: str, page: str, code: str) -> None:
    assert language_of(text, page) == code
