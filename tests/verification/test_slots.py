import numpy as np

from internbot.verification.slots import Slots, stem_matches
from internbot.verification.words import read


def slots(claim: str, evidence: str) -> Slots:
    mine, theirs = read(claim), read(evidence)
    weights = np.array([float(token.content) for token in mine.tokens])
    return Slots.of(mine, theirs, weights, stem_matches(mine, theirs))


def test_a_word_is_best_supported_where_its_neighbours_stand() -> None:
    made = slots("Tom built the parser.", "Ana led the team. Tom built the parser. Eva wrote the tests.")
    support = made.support(0, 0)
    words = [token.folded for token in made.evidence.tokens]
    assert words[int(support.argmax())] in {"tom", "built", "parser", "the"}
    assert support[words.index("tom")] > 2 * support[words.index("eva")]


def test_a_claim_of_one_word_is_supported_everywhere() -> None:
    assert slots("Tom", "Tom built it.").support(0, 0).tolist() == [1.0, 1.0, 1.0]


def test_nothing_supports_what_the_evidence_does_not_speak_of() -> None:
    assert slots("Tom built parsers", "Bread is baked").support(0, 0).max() == 0
