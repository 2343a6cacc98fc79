from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from cli.commands import Command

ROLES = """
- {id: one, title: Software Engineering Intern, company: Northwind, locations: ["Seattle, WA"], active: open,
   employment_type: internship, term: [Summer 2030], posted_at: 2026-01-02,
   salary: {min: 40, max: 50, currency: USD, per: hour}}
- {id: two, title: "=cmd() Intern", company: Contoso, locations: ["Toronto, ON, Canada"], active: open,
   employment_type: internship, salary: {min: 30, currency: CAD, per: hour}}
- {id: three, title: Gardener, company: Contoso, locations: ["Seattle, WA"], active: closed}
"""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Command:
    made = Command(tmp_path_factory.mktemp("listed"))
    folder: Path = made.folder / "roles"
    folder.mkdir()
    (folder / "roles.yaml").write_text(ROLES)
    made.run("ingest", str(folder))
    return made


def test_a_table_with_complete_counts(listed: Command) -> None:
    out, _ = listed.run("listings", "--where", "place=Seattle", "--limit", "1")
    assert out.startswith("2 match: 1 open, 1 closed\n")
    assert "Software Engineering Intern" in out
    assert "Gardener" not in out
    assert "first 1 of 2" in out


def test_a_question_in_plain_words(listed: Command) -> None:
    out, _ = listed.run("listings", "--where", "open internships in Canada with charming colleagues")
    assert out.startswith("1 matches: 1 open\n")
    assert "charming" in out


def test_the_result_as_json(listed: Command) -> None:
    result = listed.json("listings", "--where", "type=internship", "--sort", "best-paid")
    assert (result["total"], result["open"], result["undated"], result["closed"]) == (2, 2, 0, 0)
    assert result["where"] == "type=internship"
    assert [item["company"] for item in result["items"]] == ["Contoso", "Northwind"] or result[
        "currency"
    ] == "USD"
    assert sum(result["not_compared"].values()) == 1
    assert result["items"][0]["record"]["title"] == result["items"][0]["title"]
    assert {item["record"]["last_seen_at"] for item in result["items"]} == {result["checked_on"]}


def test_what_nothing_meets_shows_the_nearest(listed: Command) -> None:
    result = listed.json("listings", "--where", "internships at Contoso in Seattle")
    assert (result["total"], result["items"]) == (0, [])
    assert result["lifted"] == ["employment_types"]
    assert [item["title"] for item in result["nearest"]["items"]] == ["Gardener"]


def test_the_records_as_csv(listed: Command) -> None:
    out, _ = listed.run("listings", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["company"] for row in rows} == {"Northwind", "Contoso"}
    assert {row["title"] for row in rows} == {"Software Engineering Intern", "'=cmd() Intern", "Gardener"}


def test_the_groups_of_a_question(listed: Command) -> None:
    assert listed.json("listings", "--where", "how many jobs per company?")["groups"] == {
        "Contoso": 2,
        "Northwind": 1,
    }


def test_an_unknown_field_is_named_with_the_choices(listed: Command) -> None:
    line = listed.refusal("listings", "--where", "colour=red")
    assert "colour" in line
    assert "sponsorship" in line


def test_an_unknown_order_is_wrong_usage(listed: Command) -> None:
    _, err = listed.run("listings", "--sort", "shiny", code=2)
    assert "best-paid" in err


def test_a_running_server_is_asked(listed: Command) -> None:
    with listed.start("serve", "--port", "0") as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert listed.json("listings", "--where", "company=Northwind")["total"] == 1
