"""The sentence that says what something is."""

import pytest

from answering.passages_made import judgement, stored
from internbot.answering.definitions import defining
from internbot.answering.signs import PassageSigns
from internbot.index.keywords import analyzer


def said(subject: str, text: str) -> str | None:
    read = judgement(stored(text)).candidates
    passages = [PassageSigns.of(one, analyzer().analyze) for one in read]
    found = defining(subject, read, passages)
    return None if found is None else passages[found[0]].units[found[1]].text


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("Orchid", "We like Orchid. Orchid is a school of bakers.", "Orchid is a school of bakers."),
        ("orchid", "Orchid pays well. Orchid (OR) stands for bread.", "Orchid (OR) stands for bread."),
        (
            "Green Door",
            "Bring a hat. The Green Door program is a stay of ten weeks.",
            "The Green Door program is a stay of ten weeks.",
        ),
        (
            "taster",
            "Many come. A taster explains why bread is good. A taster eats it.",
            "A taster explains why bread is good.",
        ),
        ("Orchid", "Some people say that Orchid is a school.", None),
        ("Orchid", "Orchid is not only a school.", None),
        ("the way in which a baker of Orchid bakes", "Bread is baked.", None),
        ("C++ (new", "C++ (new is a name. Bread is baked.", "C++ (new is a name."),
    ],
)
def test_it_begins_with_the_subject(subject: str, text: str, expected: str | None) -> None:
    assert said(subject, text) == expected
