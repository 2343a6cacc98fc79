import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from internbot.verification.recent import Recent


def test_what_was_longest_not_used_is_let_go() -> None:
    kept = Recent[int](2)
    kept.put("one", 1)
    kept.put("two", 2)
    assert kept.get("one") == 1
    kept.put("three", 3)
    assert (kept.get("one"), kept.get("two"), kept.get("three")) == (1, None, 3)


def test_what_another_thread_is_making_is_waited_for() -> None:
    kept = Recent[int](2)
    begun, done = threading.Event(), threading.Event()
    made: list[str] = []

    def slow() -> int:
        made.append("slow")
        begun.set()
        assert done.wait(30)
        return 1

    def other() -> int:
        made.append("other")
        return 2

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.made, "one", slow)
        assert begun.wait(30)
        second = pool.submit(kept.made, "one", other)
        assert kept.made("two", other) == 2
        done.set()
        assert (first.result(30), second.result(30)) == (1, 1)
    assert made == ["slow", "other"]


def test_what_could_not_be_made_is_made_by_the_next() -> None:
    kept = Recent[int](2)

    def fails() -> int:
        raise OSError

    with pytest.raises(OSError):
        kept.made("one", fails)
    assert kept.made("one", lambda: 1) == kept.get("one") == 1
