import re
from dataclasses import replace
from datetime import UTC, date, datetime

from internbot.answering.answers import SourceLink
from internbot.conversations.store import Turn
from internbot.web.exports.conversations import conversation_markdown
from web.answers import answer, citation


def turn(number: int, question: str, quote: str) -> Turn:
    told = answer(
        "They start in May. [1]",
        citations=(citation(1, quote, title="Lab *news*", published=date(2023, 3, 4)),),
    )
    return Turn(
        id=str(number),
        conversation="c",
        number=number,
        asked=datetime(2026, 11, 22, 9, tzinfo=UTC),
        question=question,
        answer=told,
    )


def test_questions_answers_and_quotes_are_in_order() -> None:
    text = conversation_markdown([turn(1, "When?", "Interns start\nin May."), turn(2, "Where?", "Here.")])
    assert text.startswith(
        "# Internship questions of 22 November 2026\n\n## When?\n\nThey start in May. [1]\n\n"
    )
    assert (
        "\\[1\\] Lab \\*news\\*, published 4 March 2023, checked 22 November 2026, <https://example.org/summer>:"
        in text
    )
    assert "> Interns start\n> in May." in text
    assert text.index("## When?") < text.index("## Where?")


def test_what_a_decline_quotes_is_kept() -> None:
    near = SourceLink(
        document="a.md",
        title="Pay",
        url="https://example.org/pay",
        quote="No *rent*.",
        start=0,
        end=10,
        sha256="0",
    )
    one = turn(1, "Rent?", "x")
    declined = one.answer.model_copy(update={"citations": (), "nearest": (near,)})
    text = conversation_markdown([replace(one, answer=declined)])
    assert text.endswith("Pay, <https://example.org/pay>:\n\n> No \\*rent\\*.\n")


def test_no_text_becomes_markup() -> None:
    text = conversation_markdown([turn(1, "# <script> [x](javascript:1)\n# two", "<img src=x>\n# big")])
    assert re.findall(r"(?<!\\)<(?!https://example)", text) == []
    assert "\n# two" not in text
    assert "\n> # big" not in text
