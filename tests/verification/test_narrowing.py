import pytest

from internbot.embeddings.minilm import MiniLM
from internbot.verification.verifier import Verifier

PASSAGE = (
    "Northwind was founded in 1990. Interns are paid 31 dollars an hour. They live in Oslo. "
    "The deadline is March 1."
)


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(MiniLM(1))


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Interns earn 31 dollars an hour.", "Interns are paid 31 dollars an hour."),
        ("The deadline is on March 1.", "The deadline is March 1."),
        (
            "Interns are paid 31 dollars an hour and live in Oslo.",
            "Interns are paid 31 dollars an hour. They live in Oslo.",
        ),
    ],
)
def test_a_claim_is_narrowed_to_the_sentences_that_say_it(verifier: Verifier, claim: str, words: str) -> None:
    assert verifier.narrow(claim, PASSAGE).of(PASSAGE) == words


def test_an_empty_passage_is_narrowed_to_nothing(verifier: Verifier) -> None:
    assert verifier.narrow("Interns are paid.", "").of("") == ""
