from __future__ import annotations

import pytest

from internbot.conversations.masking import mask, mask_all, personal


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to ann.o'neil+jobs@mail.example.co.uk now", "write to [e-mail address] now"),
        ("call me at (650) 253-0000", "call me at [phone number]"),
        ("call +49 30 901820 or +33 1 42 68 53 00", "call [phone number] or [phone number]"),
        ("my number is +91 98450 12345", "my number is [phone number]"),
        ("card 4111 1111 1111 1111", "card [card number]"),
        ("pay to DE89 3704 0044 0532 0130 00 please", "pay to [account number] please"),
        ("ssn 078-05-1120", "ssn [social security number]"),
    ],
)
def test_personal_data_is_replaced_by_what_it_is(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "internships in summer 2027 that pay $9,700 to $19,000",
        "which close between 2026-12-01 and 2027-01-15?",
        "job 2758441 at Example Corp, requisition R-0012345",
        "at least 3 years, 40 hours a week for 10-12 weeks",
        "what is F-1 OPT, and form I-983?",
        "@example on social media",
    ],
)
def test_what_is_no_personal_data_stays(text: str) -> None:
    assert mask(text) == text


def test_what_was_found_in_the_question_is_masked_wherever_it_is_repeated() -> None:
    found = personal("I am ann@example.com")
    told = {
        "question": "I am ann@example.com",
        "more": ["ann@example.com", 3, None],
        "x": {"y": "bob@example.com"},
    }
    assert mask_all(told, found) == {
        "question": "I am [e-mail address]",
        "more": ["[e-mail address]", 3, None],
        "x": {"y": "bob@example.com"},
    }
