from concurrent.futures import ThreadPoolExecutor

import pytest

from internbot.answering.answers import Sentence
from internbot.web.rendering import Draft
from internbot.web.sessions import MAX_QUESTION, Session, Sessions, question_from
from web.answers import answer


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("  When do\n\ninterns\tstart? ", "When do interns start?"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("x" * 9000, "x" * MAX_QUESTION),
        ("क\u200dष 👩\u200d🔬", "क\u200dष 👩\u200d🔬"),
        ("", ""),
        (None, ""),
        (["x"], ""),
        ({"text": "x"}, ""),
    ],
)
def test_a_question_is_one_line_within_the_limit(sent: object, expected: str) -> None:
    assert question_from(sent) == expected


def test_what_was_said_is_the_history_of_the_next_question() -> None:
    session = Session()
    session.ask("When?").answer = answer("In May. [1]")
    session.ask("Where?").problem = "The model is away."
    session.ask("How long?")
    said = [(message.role, message.content) for message in session.history()]
    assert said == [("user", "When?"), ("assistant", "In May. [1]")]


def test_history_is_bounded() -> None:
    session = Session()
    for number in range(100):
        session.ask(f"{number} " + "q" * MAX_QUESTION).answer = answer("x" * 50_000)
    session.ask("last")
    assert len(session.turns) == 30
    assert len(session.history()) == 16
    assert all(len(message.content) <= 4000 for message in session.history())
    assert session.turns[-1].number == 101


def test_a_stopped_answer_is_remembered_as_far_as_it_went() -> None:
    session = Session()
    sentence = Sentence(text="In May.", support="supported")
    session.ask("When?").draft = Draft(sentences=(sentence,))
    session.stop()
    assert session.turns[0].stopped
    session.ask("Where?")
    assert [message.content for message in session.history()] == ["When?", "In May."]


def test_asking_again_replaces_the_last_turn() -> None:
    session = Session()
    first = session.ask("When?")
    again = session.ask_again()
    assert first.stopped
    assert again is not None
    assert [turn.question for turn in session.turns] == ["When?"]
    assert again.number == 2
    session.clear()
    assert session.ask_again() is None


def test_a_new_conversation_has_another_name() -> None:
    session = Session()
    before = session.id
    turn = session.ask("When?")
    session.clear()
    assert turn.stopped
    assert session.turns == []
    assert session.id != before


def test_the_session_longest_unused_makes_room() -> None:
    sessions = Sessions(limit=2)
    first, second = sessions.of("a"), sessions.of("b")
    assert sessions.of("a") is first
    sessions.of("c")
    assert sessions.of("a") is first
    assert sessions.of("b") is not second


def test_one_name_has_one_session_in_all_threads() -> None:
    sessions = Sessions()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: sessions.of("a"), range(200)))
    assert all(each is found[0] for each in found)
