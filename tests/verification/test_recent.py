from internbot.verification.recent import Recent


def test_what_was_longest_not_used_is_let_go() -> None:
    kept = Recent[int](2)
    kept.put("one", 1)
    kept.put("two", 2)
    assert kept.get("one") == 1
    kept.put("three", 3)
    assert (kept.get("one"), kept.get("two"), kept.get("three")) == (1, None, 3)
