from internbot.verification.names import initials_of, names, opening_names, same_name
from internbot.verification.words import read


def test_runs_of_capitals_are_names_but_not_the_first_word_of_a_sentence() -> None:
    found = names(read("Students met Ana Duarte of NASA in New York. Later she joined McGill."))
    assert [name.text for name in found] == ["Ana Duarte", "NASA", "New York", "McGill"]


def test_a_first_word_is_a_name_where_the_evidence_writes_it_so() -> None:
    evidence = read("The lab in Wellington hosts interns. They met Jamie there.")
    assert [name.text for name in opening_names(read("Wellington hosts interns."), evidence)] == [
        "Wellington"
    ]
    assert opening_names(read("Interns met there."), evidence) == ()


def test_a_place_and_its_people_are_one_name() -> None:
    one, other = read("Spain").tokens[0], read("Spanish").tokens[0]
    assert same_name(one, other)
    assert not same_name(one, read("Sweden").tokens[0])


def test_initials_with_and_without_small_words() -> None:
    made = initials_of(read("Google Summer of Code"))
    assert {"gsoc", "gsc"} <= made
