from __future__ import annotations

import pytest

from internbot.review.meanings import meaning_of
from review.near_misses import BY_HAND, exchanged
from review.paraphrases import SEEN, UNSEEN


def same(one: str, other: str) -> bool:
    first, second = meaning_of(one), meaning_of(other)
    assert first.same_as(second) == second.same_as(first), (one, other)
    return first.same_as(second)


@pytest.mark.parametrize("pairs", [SEEN, UNSEEN], ids=["seen", "unseen"])
def test_four_of_five_paraphrases_mean_the_same(pairs: tuple[tuple[str, str], ...]) -> None:
    missed = [pair for pair in pairs if not same(*pair)]
    assert len(missed) <= len(pairs) / 5, missed


def test_no_near_miss_means_the_same() -> None:
    pairs = [*BY_HAND, *exchanged()]
    assert len(BY_HAND) >= 100
    assert len(set(pairs)) >= 400
    assert [pair for pair in pairs if same(*pair)] == []


def test_a_question_means_the_same_as_itself_however_it_is_typed() -> None:
    for question in {question for pair in (*SEEN, *UNSEEN) for question in pair}:
        assert same(question, question)
        assert same(question, f"  {question.rstrip('?.')}  ")
        assert same(question, question[0].lower() + question[1:])


def test_all_questions_of_the_sets_are_kept_apart() -> None:
    firsts = sorted({one for one, _ in (*SEEN, *UNSEEN)})
    wrong = [(one, other) for n, one in enumerate(firsts) for other in firsts[:n] if same(one, other)]
    assert wrong == []


@pytest.mark.parametrize("nothing", ["", "?", "what is it?", "and you?", "how?"])
def test_a_question_without_words_of_its_own_means_the_same_as_no_other(nothing: str) -> None:
    assert not same(nothing, nothing)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Can I take one course?", "Can I take courses?"),
        ("How long are internships in May?", "How long may internships be?"),
        ("Do internships start in may?", "May internships start?"),
    ],
)
def test_numbers_and_months_are_told_from_the_small_words_that_they_look_like(one: str, other: str) -> None:
    assert not same(one, other)
