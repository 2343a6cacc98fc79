from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from internbot.sources.documents import Document, Failure
from internbot.sources.markdown import title_from_name

ReadOne = Callable[[str, bytes | str], Document]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


def test_structure_is_kept_and_markup_is_not(read_one: ReadOne) -> None:
    document = read_one(
        "guide.md",
        "# The *guide*\n\nRead [the rules](https://example.org) and `pay`.\nThen ![logo](x.png) apply.\n\n"
        "## Steps\n\n1. Write a CV\n2. Send it\n   - to us\n   - early\n\n> Be **kind**.\n\n```\nx = 1\n```\n",
    )
    assert document.title == "The guide"
    assert kinds(document) == [
        ("heading", "The guide"),
        ("paragraph", "Read the rules and pay. Then apply."),
        ("heading", "Steps"),
        ("item", "1. Write a CV"),
        ("item", "2. Send it"),
        ("item", "- to us"),
        ("item", "- early"),
        ("quotation", "Be kind."),
        ("code", "x = 1"),
    ]
    assert [block.level for block in document.blocks if block.kind == "item"] == [0, 0, 1, 1]
    assert document.blocks[3].path == ("The guide", "Steps")


def test_each_table_row_names_its_columns(read_one: ReadOne) -> None:
    document = read_one("t.md", "| Level | Pay |\n|---|---|\n| Intern | $50 |\n| PhD |  |\n")
    assert kinds(document) == [("row", "Level: Intern; Pay: $50"), ("row", "Level: PhD")]


def test_front_matter_gives_title_date_licence_and_page(read_one: ReadOne) -> None:
    document = read_one(
        "a.md",
        "---\ntitle: Pay\ndate: 2025-02-03\nlicense: CC0\nurl: https://example.org/pay\norder: 3\n---\nIt is paid.\n",
    )
    assert (document.title, document.published, document.license_note) == ("Pay", date(2025, 2, 3), "CC0")
    assert document.url == "https://example.org/pay"
    assert document.metadata["order"] == "3"
    assert document.text == "It is paid."


def test_a_file_without_dates_has_none(read_one: ReadOne) -> None:
    assert read_one("2024-05-06-post.md", "In May 2024 we said so.").published is None


def test_a_file_may_ask_to_be_left_out(read: Callable[..., list[object]]) -> None:
    assert read("README.md", "---\ninternbot: ignore\n---\nHow to add files.") == []


def test_broken_front_matter_costs_no_text(read: Callable[..., list[Document | Failure]]) -> None:
    failure, document = read("a.md", "---\ntitle: [x\n---\nIt is paid.")
    assert isinstance(failure, Failure)
    assert isinstance(document, Document)
    assert document.text == "It is paid."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("import Ad from './Ad';\n\nPaid.\n\n<Ad />\n\nWell.", "Paid.\n\nWell."),
        ("export const x = {\n  a: 1,\n};\n\nPaid.", "Paid."),
        (":::tip Good to know\n\nIt is paid.\n\n:::\n", "Good to know\n\nIt is paid."),
        (":::note\nIt is paid.\n:::\nEnd.", "It is paid.\n\nEnd."),
        ('!!! note "Pay"\n    It is paid.\n\nEnd.', "Pay\n\nIt is paid.\n\nEnd."),
        ("It is paid. It begins on {{ start }}.\n", "It is paid."),
        ("- Be 18 by {{ start }}\n- Be kind\n", "- Be kind"),
        ("{% include x.html %}\nPaid.", "Paid."),
        ("Paid. <!-- not really --> Well.", "Paid. Well."),
        ("<head>\n  <title>No</title>\n</head>\n\nPaid.", "Paid."),
        ('<a className="button" href="https://x.org" style={{color: "red"}}>Book now</a>\n\nPaid.', "Paid."),
        ("{/* a remark */}\nPaid.", "Paid."),
        ("## Pay {#pay}\n\nPaid.\n{: .note }\n", "Pay\n\nPaid."),
        ("Paid[^1].\n\nWell.", "Paid.\n\nWell."),
        ("It ends ~~May 1~~ May 8.", "It ends May 8."),
        ("> [!NOTE]\n> Paid.", "Paid."),
        ("- [x] Write\n- [ ] Send", "- Write\n- Send"),
        ("See [[pay|the pay page]] :rocket: now", "See the pay page now"),
        ("<details><summary>Is it paid?</summary>\n\nYes.\n\n</details>", "Is it paid?\n\nYes."),
        ("Email [us](mailto:[no address]) soon.", "Email us soon."),
    ],
)
def test_what_only_a_site_generator_reads_is_left_out(read_one: ReadOne, source: str, text: str) -> None:
    assert read_one("a.md", source).text == text


def test_a_table_of_contents_and_its_heading_are_left_out(read_one: ReadOne) -> None:
    document = read_one(
        "a.md",
        "# A\n\n## Contents\n\n- [Pay](#pay)\n  - [When](#when)\n\n## Pay\n\nPaid.\n\n[back to top](#a)\n",
    )
    assert document.text == "A\n\nPay\n\nPaid."


def test_a_line_in_bold_heads_what_follows(read_one: ReadOne) -> None:
    document = read_one("a.md", "## Program\n\n**1. Payments**\n\nTwice.\n\n**It is paid. Really.**\n")
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 2),
        ("heading", 3),
        ("paragraph", 0),
        ("paragraph", 0),
    ]
    assert document.blocks[2].path == ("Program", "1. Payments")


def test_a_question_in_bold_heads_the_answer_in_the_same_paragraph(read_one: ReadOne) -> None:
    document = read_one(
        "faq.md",
        "# FAQ\n\n**I missed the deadline! Can I still apply?** Yes, until May.\n\n**Is it paid?**\nIt is.\n\n"
        "It **is not?** so.\n\n- **Why?** Because.\n",
    )
    assert kinds(document) == [
        ("heading", "FAQ"),
        ("heading", "I missed the deadline! Can I still apply?"),
        ("paragraph", "Yes, until May."),
        ("heading", "Is it paid?"),
        ("paragraph", "It is."),
        ("paragraph", "It is not? so."),
        ("item", "- Why? Because."),
    ]


def test_code_keeps_its_marks_but_no_placeholders(read_one: ReadOne) -> None:
    document = read_one("a.md", "```html\n<b>{{ x }}</b>\n<i>:::</i>\n```\n")
    assert kinds(document) == [("code", "<i>:::</i>")]


def test_html_tables_inside_are_rows_too(read_one: ReadOne) -> None:
    source = "Pay:\n\n<table>\n<tr><th>Level</th><th>Pay</th></tr>\n\n<tr><td>Intern</td><td>$50</td></tr>\n</table>\n"
    assert read_one("a.md", source).text == "Pay:\n\nLevel: Intern; Pay: $50"


def test_the_title_comes_from_the_first_heading_else_from_the_name(read_one: ReadOne) -> None:
    assert read_one("a.md", "Intro.\n\n# Pay\n\nPaid.").title == "Pay"
    assert read_one("guides/pay-and-perks.md", "Paid.").title == "pay and perks"
    assert title_from_name("https://example.org/a/first_steps/") == "first steps"


def test_nothing_but_marks_is_no_text(failure_of: Callable[[str, str], str]) -> None:
    assert failure_of("a.md", "---\ntitle: x\n---\n<!-- later -->") == "holds no text"


def test_a_very_long_file_is_read_whole(read_one: ReadOne) -> None:
    source = "".join(f"## Part {n}\n\nSentence number {n} stands here.\n\n" for n in range(15_000))
    assert len(read_one("a.md", source).blocks) == 30_000
