"""Lists of internships as tables of a README."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

import pytest

from internbot.listings.feeds.readme_tables import ReadmeTablesReader
from internbot.listings.places import PlaceResolver
from listings.feeds.readings import item, read, real, said

PIPES = """# Summer 2027 Design Internships

Legend: 🛂 means no sponsorship.

| Company | Role | Location | Application | Date Posted |
| ------- | :--- | -------- | :----: | --- |
| **[Quillwork](https://quillwork.example)** | Type Design Intern 🛂 | Oslo, Norway</br>Bergen, Norway | <div align="center"><a href="https://quillwork.example/jobs/1?utm_source=L&ref=L"><img src="https://i.example/a.png" alt="Apply"></a> <a href="https://other.example/p/1"><img src="x"></a></div> | Feb 24 |
| ↳ | Layout Intern 🇺🇸 🔥 | <details><summary>**2 locations**</summary>Austin, TX</br>Denver, CO</details> | [![Apply](https://i.example/b.png)](https://quillwork.example/jobs/2(a)) | Feb 3, 2027 |
 | Hexagon Press | Printing Co-op 🎓 | Remote, Canada | 🔒 | 5d |
 | ↳ | Binding Intern | Toronto, ON / Ottawa, ON| Closed🔒 | 2mo |
| Inkwell | <del>Paper Intern - Fall 2026</del> | Lima, Peru | [Apply](https://inkwell.example/9) | |

More text below the table.

## Off season

| Employer | Position | City | Salary | Posting | Age |
|---|---|---|---|---|---|
| <a href="https://moss.example"><strong>Moss &amp; Co</strong></a> | Dye Intern \\| Winter 2027 | Boston, MA | $25/hr | <a href="https://moss.example/1"><img alt="Apply"/></a> | 0d |
| Fern | Weave Intern | Hybrid - London | | <a href="https://fern.example/1">Apply</a> | 1mo |
"""

MARKED_UP = """# Roles

Some words about the list.

## Fall 2026 Internships

<table>
<thead><tr><th>Company</th><th>Role</th><th>Location</th><th>Application</th></tr></thead>
<tbody>
<tr><td><strong><a href="https://a.example">Arbor</a></strong></td><td>Forestry Intern 🛂</td>
<td>NYC</br>SF</td><td><a href="https://a.example/1"><img src="i.png"></a></td></tr>
<tr><td>↳</td><td>Botany Intern</td><td><details><summary><strong>2 locations</strong></summary>Oslo, Norway<br>Lima, Peru</details></td><td>🔒</td></tr>
</tbody>
</table>
"""


@pytest.fixture
def reader(places: PlaceResolver) -> ReadmeTablesReader:
    return ReadmeTablesReader(places)


def test_pipes(reader: ReadmeTablesReader) -> None:
    postings, articles, failures = read(reader, item(PIPES, "README.md"))
    assert failures == []
    assert [(one.listing.company, one.listing.title) for one in postings] == [
        ("Quillwork", "Type Design Intern"),
        ("Quillwork", "Layout Intern"),
        ("Hexagon Press", "Printing Co-op"),
        ("Hexagon Press", "Binding Intern"),
        ("Inkwell", "Paper Intern - Fall 2026"),
        ("Moss & Co", "Dye Intern | Winter 2027"),
        ("Fern", "Weave Intern"),
    ]
    assert [one.listing.active for one in postings] == [
        "open",
        "open",
        "closed",
        "closed",
        "closed",
        "open",
        "open",
    ]
    assert [one.listing.sponsorship for one in postings][:3] == ["no", "citizens_only", "unknown"]
    assert postings[2].listing.degree_levels == ("master", "phd")
    assert [place.city for place in postings[0].listing.locations] == ["Oslo", "Bergen"]
    assert [place.city for place in postings[1].listing.locations] == ["Austin", "Denver"]
    assert [place.city for place in postings[3].listing.locations] == ["Toronto", "Ottawa"]
    assert postings[2].listing.remote == "yes"
    assert postings[6].listing.remote == "hybrid"
    assert postings[0].listing.apply_url == "https://quillwork.example/jobs/1?utm_source=L&ref=L"
    assert postings[1].listing.apply_url == "https://quillwork.example/jobs/2(a)"
    assert postings[2].listing.apply_url is None
    pay = postings[5].listing.salary
    assert pay is not None
    assert (pay.min, pay.max, pay.currency, pay.per) == (25, 25, "USD", "hour")
    [article] = articles
    assert "More text below the table." in article.text
    assert "Quillwork" not in article.text


def test_days_without_a_year_and_ages_stay_unknown(reader: ReadmeTablesReader) -> None:
    postings, _, _ = read(reader, item(PIPES, "README.md"))
    assert [one.listing.posted_at for one in postings] == [
        None,
        date(2027, 2, 3),
        None,
        None,
        None,
        None,
        None,
    ]


def test_a_file_that_dates_itself_dates_its_rows(reader: ReadmeTablesReader) -> None:
    dated = PIPES.replace("Legend:", "Last updated: February 26, 2027. Legend:")
    postings, _, _ = read(reader, item(dated, "README.md"))
    assert [one.listing.posted_at for one in postings] == [
        date(2027, 2, 24), date(2027, 2, 3), date(2027, 2, 21), None, None, date(2027, 2, 26), None,
    ]  # fmt: skip


def test_terms_of_the_title_win_over_that_of_the_file(reader: ReadmeTablesReader) -> None:
    postings, _, _ = read(reader, item(PIPES, "README.md"))
    assert [str(*one.listing.term) for one in postings[:2]] == ["Summer 2027", "Summer 2027"]
    assert [str(*postings[n].listing.term) for n in (4, 5)] == ["Fall 2026", "Winter 2027"]
    assert said(postings[4], "term") == "Fall 2026"


def test_tables_in_html(reader: ReadmeTablesReader) -> None:
    postings, _, _ = read(reader, item(MARKED_UP, "README.md"))
    first, second = (one.listing for one in postings)
    assert (first.company, first.title, first.sponsorship, first.active) == (
        "Arbor",
        "Forestry Intern",
        "no",
        "open",
    )
    assert [place.city for place in first.locations] == ["New York City", "San Francisco"]
    assert (second.company, second.active) == ("Arbor", "closed")
    assert [place.city for place in second.locations] == ["Oslo", "Lima"]
    assert [str(term) for term in first.term] == ["Fall 2026"]


def test_an_id_stays_when_the_job_closes(reader: ReadmeTablesReader) -> None:
    before = {one.listing.title: one.id for one in read(reader, item(PIPES, "README.md"))[0]}
    closed = PIPES.replace("[![Apply](https://i.example/b.png)](https://quillwork.example/jobs/2(a))", "🔒")
    assert closed != PIPES
    after = {one.listing.title: one.id for one in read(reader, item(closed, "README.md"))[0]}
    assert before == after


def test_jobs_that_differ_only_in_their_address_stay_apart(reader: ReadmeTablesReader) -> None:
    rows = "\n".join(
        f"| Fern | Weave Intern | London | [Apply](https://fern.example/{n}) |" for n in (1, 2, 2)
    )
    table = f"# Internships\n\n| Company | Role | Location | Apply |\n|---|---|---|---|\n{rows}\n"
    postings, _, _ = read(reader, item(table, "README.md"))
    assert len({one.id for one in postings}) == len(postings) == 2


def test_closed_jobs_that_were_posted_on_other_days_stay_apart(reader: ReadmeTablesReader) -> None:
    rows = "\n".join(
        f"Fern | Weave Intern | London | Closed🔒 | {day}" for day in ("May 2, 2026", "Jan 4, 2026")
    )
    table = f"# Internships\n\n| Company | Role | Location | Apply | Date |\n|---|---|---|---|---|\n{rows}\n"
    postings, _, _ = read(reader, item(table, "README.md"))
    assert [one.listing.posted_at for one in postings] == [date(2026, 5, 2), date(2026, 1, 4)]


def test_addresses_stay_as_they_are_written(reader: ReadmeTablesReader) -> None:
    link = "https://fern.example/?type=3&region=5&amp;copy=1"
    table = f"# Internships\n\n| Company | Role | Apply |\n|---|---|---|\n| Fern | Intern A&amp;B | [x]({link}) |\n"
    posting, _ = read(reader, item(table + f"| Moss | Dye Intern | [x]({link}2) |\n", "a.md"))[0]
    assert posting.listing.apply_url == "https://fern.example/?type=3&region=5&copy=1"
    assert posting.listing.title == "Intern A&B"


def test_names_locations_and_notes(reader: ReadmeTablesReader) -> None:
    table = """# Summer 2022 Internships

| Name | Location | Notes |
|---|---|---|
| [Alder](https://alder.example/jobs) | Boston or remote | Garden design internship |
| <del>Birch</del> | | **Closed** |
| [Cedar](https://cedar.example) | Various | [One](https://cedar.example/1), [two](https://cedar.example/2). Will not sponsor visas. |
"""
    postings, _, _ = read(reader, item(table, "2022.md"))
    alder, birch, cedar = (one.listing for one in postings)
    assert (alder.title, alder.company, alder.apply_url) == (
        "Garden design internship", "Alder", "https://alder.example/jobs",
    )  # fmt: skip
    assert (birch.title, birch.company, birch.active) == ("Internship", "Birch", "closed")
    assert cedar.sponsorship == "no"
    assert said(postings[2], "sponsorship") == "Will not sponsor visas."
    assert {str(*one.term) for one in (alder, birch, cedar)} == {"Summer 2022"}


def test_the_year_of_the_list_stands_where_a_title_names_its_season_among_others(
    reader: ReadmeTablesReader,
) -> None:
    rows = "".join(
        f"| {name} | {title} | Oslo, Norway | [Apply](https://{name.lower()}.example/1) |\n"
        for name, title in (
            ("Alder", "Garden Intern (Spring/Summer)"), ("Birch", "Garden Intern - Fall"), ("Cedar", "Garden Intern"),
        )
    )  # fmt: skip
    table = f"# Summer 2022 Internships\n\n| Company | Role | Location | Apply |\n|---|---|---|---|\n{rows}"
    postings, _, _ = read(reader, item(table, "2022.md"))
    assert [[str(term) for term in one.listing.term] for one in postings] == [
        ["Summer 2022"], ["Fall"], ["Summer 2022"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "| Company | Role | Pay |\n|---|---|---|\n| Fern | Weaver | 20 |\n| Moss | Dyer | 30 |\n",
        "| Company | Position | Location |\n|---|---|---|\n| Fern | against | London |\n| Moss | for | Rome |\n",
        "| Name | Location | Notes |\n|---|---|---|\n| [Ann](https://a.example) | Rome | likes tea |\n| Bo | Oslo | - |\n",
        "| Question | Answer |\n|---|---|\n| [Why?](https://a.example) | Because |\n| How? | So |\n",
        "Company | Role\n\nno table at all\n",
    ],
)
def test_an_article_with_a_table_stays_an_article(reader: ReadmeTablesReader, table: str) -> None:
    assert not reader.accepts(item(f"# About careers\n\nWords.\n\n{table}", "guide.md"))


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("jobright-ai__2026-SWE.md", 100),
        ("negarprh__Canada-2026.md", 1365),
        ("owini-fork__SimplifyJobs-Summer2026__README.md", 355),
        ("pittcsc__archived-2022.md", 375),
        ("speedyapply__SWE__intern_usa.md", 145),
    ],
)
def test_real_lists(reader: ReadmeTablesReader, name: str, rows: int) -> None:
    postings, articles, failures = read(reader, real("listings", name))
    assert failures == []
    assert len(articles) == 1
    assert 0.98 * rows <= len(postings) <= 1.02 * rows
    assert sum(one.listing.company is not None for one in postings) >= 0.99 * len(postings)
    assert not any("↳" in one.text or "🔒" in one.text for one in postings)


def test_real_articles_stay_articles(reader: ReadmeTablesReader) -> None:
    for name in (
        "cncf__mentees_README.md",
        "viraptor__README.md",
        "yangshun__contents_understanding-compensation.md",
    ):
        assert not reader.accepts(real("articles", name))
