from __future__ import annotations

from internbot.questions.relational_nouns import offerers, offerings, participants, relational_nouns


def test_properties_parts_and_people_of_programs() -> None:
    assert {"deadline", "mentor", "internship", "student"} <= relational_nouns()
    assert offerings() | participants() <= relational_nouns()
    assert not relational_nouns() & (offerers() | {"resume", "letter"})
