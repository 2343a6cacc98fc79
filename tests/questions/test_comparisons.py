"""Which two things a question compares."""

import pytest

from internbot.questions.comparisons import compared


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("What's the difference between CPT and OPT, who approves each of them?", ("CPT", "OPT")),
        ("difference between a resume and a CV", ("resume", "CV")),
        ("How does an internship differ from a co-op?", ("internship", "co-op")),
        ("Compare stock options with RSUs.", ("stock options", "RSUs")),
        ("Pathways vs Blue Book", ("Pathways", "Blue Book")),
        ("What is CPT?", None),
        ("Is there a difference in pay?", None),
        ("difference between CPT and cpt", None),
        ("difference between what I was told by my first manager last week and pay", None),
    ],
)
def test_compared(question: str, things: tuple[str, str] | None) -> None:
    assert compared(question) == things
