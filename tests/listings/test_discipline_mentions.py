from __future__ import annotations

from datetime import date

import pytest

from internbot.listings.query import QueryReader
from internbot.listings.vocabulary import NO_RECORDS

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("question", "expected", "left_out"),
    [
        ("software internships", {"software"}, set()),
        ("jobs in finance, law or marketing", {"finance", "legal", "marketing"}, set()),
        ("AI and data roles", {"machine_learning", "data"}, set()),
        ("internships but not in sales", set(), {"sales"}),
        ("roles that are not software or hardware", set(), {"software", "hardware"}),
        ("environmental science internships", set(), set()),
        ("what about hardware?", {"hardware"}, set()),
        ("do they use software to track internships?", set(), set()),
    ],
)
def test_fields_that_describe_postings(
    reader: QueryReader, question: str, expected: set[str], left_out: set[str]
) -> None:
    from_question = reader.read(question, NO_RECORDS, DAY).query.filter
    assert set(from_question.disciplines) == expected
    assert set(from_question.not_disciplines) == left_out
