from __future__ import annotations

import threading

import pytest

from internbot.model_servers.circuit import CircuitBreaker, Resting


@pytest.fixture
def now() -> list[float]:
    return [100.0]


@pytest.fixture
def breaker(now: list[float]) -> CircuitBreaker:
    return CircuitBreaker(lambda: now[0], failures=3, first_rest=10, longest_rest=35)


def test_it_rests_after_so_many_failures_in_a_row(breaker: CircuitBreaker) -> None:
    for _ in range(2):
        assert breaker.enter() is None
        breaker.failed()
    breaker.succeeded()
    for _ in range(3):
        assert breaker.enter() is None
        breaker.failed()
    assert breaker.enter() == Resting(10)


def test_after_a_rest_one_may_try_and_the_others_wait(breaker: CircuitBreaker, now: list[float]) -> None:
    for _ in range(3):
        breaker.failed()
    now[0] += 10
    let_in: list[bool] = []
    threads = [threading.Thread(target=lambda: let_in.append(breaker.enter() is None)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(let_in) == [False] * 7 + [True]
    breaker.succeeded()
    assert breaker.enter() is None


def test_rests_double_up_to_a_limit_and_start_anew_after_a_success(
    breaker: CircuitBreaker, now: list[float]
) -> None:
    for _ in range(3):
        breaker.failed()
    rests = []
    for _ in range(4):
        resting = breaker.enter()
        assert resting is not None
        rests.append(resting.seconds)
        now[0] += resting.seconds
        assert breaker.enter() is None
        breaker.failed()
    assert rests == [10, 20, 35, 35]
    now[0] += 35
    assert breaker.enter() is None
    breaker.succeeded()
    for _ in range(3):
        breaker.failed()
    assert breaker.enter() == Resting(10)


def test_a_trial_that_was_given_up_lets_the_next_one_try(breaker: CircuitBreaker, now: list[float]) -> None:
    for _ in range(3):
        breaker.failed()
    now[0] += 10
    assert breaker.enter() is None
    assert breaker.enter() is not None
    breaker.left()
    assert breaker.enter() is None


def test_what_the_server_asks_for_counts_at_once_but_not_for_ever(breaker: CircuitBreaker) -> None:
    breaker.failed(retry_after=20)
    assert breaker.enter() == Resting(20)
    breaker.failed(retry_after=1e9)
    assert breaker.enter() == Resting(35)
