from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from internbot.sources.documents import Document

ReadOne = Callable[[str, bytes | str], Document]
SENTENCES = (
    "The program lasts twelve weeks and every intern is paid a monthly stipend. Mentors meet their interns once "
    "a week and answer questions in between. "
)
PAGE = f"""<!doctype html><html><head><title>Internships | Acme careers</title>
<meta property="article:published_time" content="2024-05-06T10:00:00Z"><meta name="description" content="All about it">
<link rel="canonical" href="https://example.org/internships">
<script type="application/ld+json">{{"@graph": [{{"@type": "JobPosting", "title": "Intern"}}]}}</script></head><body>
<header><a href="/">Acme</a></header><nav><ul><li><a href="/jobs">Jobs</a></li></ul></nav>
<div class="breadcrumbs"><a href="/">Home</a> / Careers</div>
<main><article><h1>Internships</h1><p>{SENTENCES}</p><h2>Pay</h2><p>{SENTENCES}</p>
<table><tr><th>Level<th>Pay</tr><tr><td>Intern<td>$50</tr></table>
<ul><li>Bring a CV</li><li>Bring a letter<ul><li>of one page</li></ul></li></ul>
<div class="related-content"><h3>Related content</h3><p><a href="/x">How she became a scientist</a></p></div>
<p>{SENTENCES}</p></article></main>
<aside>Subscribe to our newsletter</aside><footer>© Acme <a rel="license" href="https://example.org/cc0">CC0</a></footer>
</body></html>"""


def test_the_article_is_read_with_its_structure_and_without_furniture(read_one: ReadOne) -> None:
    document = read_one("page.html", PAGE)
    shapes = [(block.kind, block.span.of(document.text)) for block in document.blocks]
    paragraph = ("paragraph", SENTENCES.strip())
    assert shapes == [
        ("heading", "Internships"),
        paragraph,
        ("heading", "Pay"),
        paragraph,
        ("row", "Level: Intern; Pay: $50"),
        ("item", "- Bring a CV"),
        ("item", "- Bring a letter"),
        ("item", "- of one page"),
        paragraph,
    ]


def test_what_the_page_says_about_itself_is_kept(read_one: ReadOne) -> None:
    document = read_one("page.html", PAGE)
    assert document.title == "Internships"
    assert document.id == "page.html"
    assert document.url == "https://example.org/internships"
    assert document.published == date(2024, 5, 6)
    assert document.license_note == "CC0 (https://example.org/cc0)"
    assert document.metadata["description"] == "All about it"
    assert json.loads(document.metadata["jsonld"]) == [{"@type": "JobPosting", "title": "Intern"}]


def test_a_date_in_the_text_is_no_date_of_the_page(read_one: ReadOne) -> None:
    page = f"<html><body><p>First published in March 2013. {SENTENCES * 3}</p></body></html>"
    assert read_one("2019/05/06/page.html", page).published is None


def test_the_extractor_dropping_headings_costs_none(read_one: ReadOne) -> None:
    page = f'<body><h2>Title</h2><div><h4 class="header">Skills</h4><p>{SENTENCES * 2}</p></div></body>'
    assert [b.span.of(read_one("p.html", page).text) for b in read_one("p.html", page).blocks][:2] == [
        "Title",
        "Skills",
    ]


def test_a_page_too_short_for_an_extractor_is_read_whole(read_one: ReadOne) -> None:
    assert read_one("p.html", "<p>Paid.</p>").text == "Paid."


def test_text_without_markup_between_headings_is_kept_in_paragraphs(read_one: ReadOne) -> None:
    page = f"<html><body><h2>Intern</h2>\n{SENTENCES}\n\n{SENTENCES * 2}</body></html>"
    assert [block.kind for block in read_one("p.html", page).blocks] == ["heading", "paragraph", "paragraph"]


def test_template_titles_and_placeholders_are_understood(read_one: ReadOne) -> None:
    page = (
        '{% extends "base.html" %}\n{% block title %}Pay | Acme{% endblock %}\n{% block content %}\n'
        f"<p><a href=\"{{% url 'docs' %}}\">← back to the docs</a></p><p>{SENTENCES}</p>"
        "<p>It begins on {{ start }}. It is paid.</p>\n{% endblock %}"
    )
    document = read_one("p.html", page)
    assert document.title == "Pay | Acme"
    assert document.text == f"{SENTENCES.strip()}\n\nIt is paid."


def test_a_declared_encoding_is_used(read_one: ReadOne) -> None:
    page = (
        '<html><head><meta charset="iso-8859-2"></head><body><p>Praca w Łodzi, żółw i miś.</p></body></html>'
    )
    assert read_one("p.html", page.encode("iso-8859-2")).text == "Praca w Łodzi, żółw i miś."


def test_a_page_under_a_text_name_is_read_as_a_page(read_one: ReadOne) -> None:
    assert read_one("page.txt", "<!DOCTYPE html><html><body><p>Paid.</p></body></html>").text == "Paid."


def test_a_page_that_scripts_fill_is_told(failure_of: Callable[[str, str], str]) -> None:
    assert "scripts" in failure_of(
        "p.html", "<html><body><div id=root></div><script>go()</script></body></html>"
    )
