from __future__ import annotations

from cli.commands import Command


def test_a_site_is_added_changed_listed_and_removed(command: Command) -> None:
    out, _ = command.run("sites", "list")
    assert "No site may embed" in out
    command.run("sites", "add", "careers", "--origin", "https://Careers.example.org/", "--title", "Ask us")
    command.run("sites", "add", "careers", "--visitor-minute", "3", "--starter", "What is OPT?")
    (site,) = command.json("sites", "list")
    assert site["origins"] == ["https://careers.example.org"]
    assert (site["appearance"]["title"], site["appearance"]["starters"]) == ("Ask us", ["What is OPT?"])
    assert (site["budgets"]["visitor_minute"], site["budgets"]["site_minute"]) == (3, 120)
    command.run("sites", "remove", "careers")
    assert command.json("sites", "list") == []


def test_what_is_wrong_is_told_by_its_option(command: Command) -> None:
    assert "--origin" in command.refusal("sites", "add", "careers")
    assert "https://*.example.org" in command.refusal("sites", "add", "careers", "--origin", "example.org")
    good = ("sites", "add", "careers", "--origin", "https://example.org")
    assert "--colour" in command.refusal(*good, "--colour", "red")
    assert "--position" in command.refusal(*good, "--position", "top")
    assert "careers" in command.refusal("sites", "remove", "careers")
