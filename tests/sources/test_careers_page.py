from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from internbot.sources.documents import Document, Failure

Read = Callable[..., list[Document | Failure]]

QUOTE = "Ask questions early and often, because nobody expects an intern to know the whole system by heart."
BODY = (
    "The team met every morning, talked about the day before, and planned what each of them would try next."
)
PAGE = f"""A woman stands beside a large robot arm in a bright laboratory hall
Ada Example, a student in Rome, returned for a second internship this spring.

“I found my people here”

Ada Example tells how a summer at Acme led to another.

{BODY}

Acme research internships
This year’s class works on robots, maps and language.

Finding her way

{BODY.replace("met", "ate")}

Related content
How a hackathon changed the course of another student’s career.

She says it best herself. “{QUOTE} And have fun,” she said.

{QUOTE}
Ada Example

Going back

{BODY.replace("met", "sang")} It is a lesson for all of us.

Research areas

Related content

"""
POSTING = (
    "Do you like robots? We are looking for a Robotics Scientist to build them. "
    + "You will learn a great deal. " * 20
)


def page(*postings: tuple[str, str]) -> str:
    return PAGE + "".join(f"{place}\n{text}\n" for place, text in postings)


def documents(found: list[Document | Failure]) -> list[Document]:
    assert all(isinstance(each, Document) for each in found)
    return [each for each in found if isinstance(each, Document)]


def test_the_article_is_read_without_its_furniture(read: Read) -> None:
    article = documents(
        read("page.txt", page(("US, WA, Seattle", POSTING), ("IT, RM, Rome", POSTING + "x")))
    )[0]
    assert article.id == "page.txt"
    assert article.kind == "article"
    assert article.title == "“I found my people here”"
    assert article.published is None
    assert [(block.kind, block.span.of(article.text)[:40]) for block in article.blocks] == [
        ("heading", "“I found my people here”"),
        ("paragraph", "Ada Example tells how a summer at Acme l"),
        ("paragraph", "The team met every morning, talked about"),
        ("heading", "Finding her way"),
        ("paragraph", "The team ate every morning, talked about"),
        ("paragraph", "She says it best herself. “Ask questions"),
        ("heading", "Going back"),
        ("paragraph", "The team sang every morning, talked abou"),
    ]


def test_postings_are_documents_with_ids_that_stay(read: Read) -> None:
    near = POSTING.replace("great", "good")
    first = documents(
        read(
            "page.txt",
            page(("US, WA, Seattle", POSTING), ("US, WA, Seattle", near), ("IT, RM, Rome", POSTING)),
        )
    )
    second = documents(
        read(
            "page.txt",
            page(("IT, RM, Rome", POSTING), ("US, WA, Seattle", near), ("US, WA, Seattle", POSTING)),
        )
    )
    listings = [each for each in first if each.kind == "listing"]
    assert len({each.id for each in listings}) == 3
    assert {each.id for each in first} == {each.id for each in second}
    assert all(each.title == "Robotics Scientist" for each in listings)
    assert [each.metadata["location"] for each in listings] == [
        "US, WA, Seattle",
        "US, WA, Seattle",
        "IT, RM, Rome",
    ]
    assert listings[2].id.startswith("page.txt#it-rm-rome-")
    assert listings[0].raw == f"US, WA, Seattle\n{POSTING.strip()}".encode()


def test_an_exact_repetition_is_read_once(read: Read) -> None:
    found = documents(read("page.txt", page(*[("IT, RM, Rome", POSTING)] * 3)))
    assert [each.kind for each in found] == ["article", "listing"]


def test_an_article_whose_headings_stand_close_keeps_them(read: Read) -> None:
    story = f"Acme stories\n\nHow it began\n{BODY}\n\nHow it went on\n{BODY} Really.\n\n"
    source = f"{story}Rome, Italy\n{POSTING}\nParis, France\n{POSTING}\n"
    article = documents(read("page.txt", source))[0]
    assert article.text.count("The team met") == 2
    assert "How it began" in article.text


def test_a_text_with_a_single_place_is_no_careers_page(read: Read) -> None:
    (found,) = documents(read("page.txt", f"{BODY}\n\nRome, Italy\n{POSTING}\n"))
    assert found.text.startswith(BODY)


def test_the_saved_page_is_read_as_a_person_would(read: Read, shared_data: Path) -> None:
    (file,) = (shared_data / "seed").glob("*.txt")
    article, *listings = documents(read(file.name, file.read_bytes()))
    assert article.kind == "article"
    assert len(listings) == 10
    assert len({each.id for each in listings}) == 10
    whole = " ".join(article.text.split())
    for furniture in (
        "Related content",
        "Research areas",
        "is seen sitting",
        "He parlayed",
        "middle mile",
        "See Amazon",
    ):
        assert furniture.lower() not in whole.lower()
    assert whole.count("want you to be who you are, not a copy of others") == 1
    assert [b.span.of(article.text) for b in article.blocks if b.kind == "heading"][1:] == [
        "Forging his own path",
        "Thinking big",
        "Going back to Amazon",
    ]
    source = "".join(file.read_text(encoding="utf-8").split())
    for listing in listings:
        assert "".join(listing.text.split()) in source
