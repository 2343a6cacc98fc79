"""Keyword search: what is put is found, what is dropped is not, misspelt words find their like."""

from pathlib import Path

import pytest

from internbot.index.keywords import KeywordEntry, KeywordIndex

ENTRIES = (
    KeywordEntry(1, "Pay", "Interns in Seattle earn money."),
    KeywordEntry(2, "Donato's story", "Donato Crisostomi interned in Turin."),
    KeywordEntry(7, "Languages", "The team writes C++ and C# in Seattle."),
)


@pytest.fixture
def keywords(tmp_path: Path) -> KeywordIndex:
    index = KeywordIndex(tmp_path / "keywords", writable=True)
    index.put(ENTRIES)
    index.commit()
    return index


def found(index: KeywordIndex, text: str) -> list[int]:
    return [chunk for chunk, _ in index.search([(term, 1.0) for term in index.terms(text)], 10)]


def test_words_are_found_in_any_form_and_in_headings(keywords: KeywordIndex) -> None:
    assert found(keywords, "internship, interning, INTERNS") == found(keywords, "intern")
    assert set(found(keywords, "stories")) == {2}
    assert set(found(keywords, "seattle")) == {1, 7}
    assert found(keywords, "nothing here") == []
    assert found(keywords, "") == []


def test_signs_that_make_a_word_are_kept(keywords: KeywordIndex) -> None:
    assert keywords.terms("C++, C# and C") == ["c++", "c#", "and", "c"]
    assert found(keywords, "c++") == [7]


def test_a_heavier_term_counts_more(keywords: KeywordIndex) -> None:
    def first(turin: float, seattle: float) -> int:
        return keywords.search([("turin", turin), ("seattl", seattle)], 1)[0][0]

    assert first(1.0, 0.01) == 2
    assert first(0.01, 1.0) in (1, 7)


def test_scores_of_certain_chunks_are_those_of_the_search(keywords: KeywordIndex) -> None:
    everything = dict(keywords.search([("seattl", 1.0)], 10))
    assert keywords.scores([("seattl", 1.0)], [7, 2]) == pytest.approx({7: everything[7]})
    assert keywords.scores([("seattl", 1.0)], []) == {}


def test_a_chunk_is_replaced_and_dropped(keywords: KeywordIndex) -> None:
    keywords.put([KeywordEntry(1, "Pay", "Nothing about that city.")])
    keywords.drop([7, 99])
    keywords.commit()
    assert found(keywords, "seattle") == []
    assert len(keywords) == 2


def test_only_what_was_committed_is_there_for_a_reader(keywords: KeywordIndex, tmp_path: Path) -> None:
    keywords.put([KeywordEntry(9, "", "Zanzibar")])
    assert found(KeywordIndex(tmp_path / "keywords", writable=False), "zanzibar") == []
    keywords.commit()
    assert found(KeywordIndex(tmp_path / "keywords", writable=False), "zanzibar") == [9]


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("donatto in seatle", {"donatto": "donato", "seatle": "seattle"}),
        ("Crisostmi", {"crisostmi": "crisostomi"}),
        ("intern interned interning", {}),
        ("xyzzy", {}),
        ("TURIM", {}),
        ("2026 c++ of", {}),
    ],
)
def test_words_that_no_chunk_holds_are_corrected(
    keywords: KeywordIndex, text: str, corrected: dict[str, str]
) -> None:
    assert keywords.corrections(text, lambda _: False) == corrected


def test_an_acronym_is_put_into_the_number_that_chunks_hold(keywords: KeywordIndex) -> None:
    keywords.put(
        [KeywordEntry(5, "", "An RSU vests over years."), KeywordEntry(6, "", "Most ATSs read a PDF.")]
    )
    keywords.commit()
    assert keywords.corrections("What are RSUs?", lambda _: False) == {"rsus": "rsu"}
    assert keywords.corrections("Which ATS reads PDFs or TXTs?", lambda _: False) == {
        "ats": "atss",
        "pdfs": "pdf",
    }
    assert keywords.corrections("an RSU", lambda _: False) == {}


def test_a_letter_and_a_number_get_the_hyphen_that_chunks_have(keywords: KeywordIndex) -> None:
    keywords.put([KeywordEntry(5, "", "The Z-1 pass lasts one year, the Y2 pass two.")])
    keywords.commit()
    assert keywords.corrections("Is a Z1 or a Y2 pass longer than an X3?", lambda _: False) == {"z1": "Z-1"}


def test_a_word_that_is_spelt_rightly_is_left_alone(keywords: KeywordIndex) -> None:
    assert keywords.corrections("a term of money", lambda _: False) == {"term": "team"}
    assert keywords.corrections("a term of money", {"term"}.__contains__) == {}


def test_another_spelling_is_no_slip(keywords: KeywordIndex) -> None:
    keywords.put([KeywordEntry(7, "", "The organization sends a check.")])
    keywords.commit()
    assert keywords.corrections("Which organisation sent the cheque?", lambda _: True) == {
        "organisation": "organization",
        "cheque": "check",
    }
