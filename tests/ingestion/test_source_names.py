from __future__ import annotations

from pathlib import Path

import pytest

from internbot.errors import SourceError
from internbot.ingestion.source_names import SourceName

SCHEMES = ("greenhouse", "lever")


def test_a_web_address_is_written_one_way() -> None:
    name = SourceName.of("HTTPS://Jobs.Example.com:443/feed.xml#top", SCHEMES)
    assert (name.kind, name.uri, name.name) == (
        "web",
        "https://jobs.example.com/feed.xml",
        "jobs.example.com",
    )


def test_a_board_by_name_and_by_address() -> None:
    name = SourceName.of("Greenhouse:acme", SCHEMES)
    assert (name.kind, name.uri, name.scheme, name.location) == (
        "board", "greenhouse:acme", "greenhouse", "acme",
    )  # fmt: skip
    name = SourceName.of("lever:https://API.lever.co/v0/postings/acme", SCHEMES)
    assert name.uri == "lever:https://api.lever.co/v0/postings/acme"


def test_what_exists_on_this_machine_is_a_path_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("greenhouse:acme").write_text("a file")
    assert SourceName.of("greenhouse:acme", SCHEMES).kind == "path"
    assert SourceName.of("nowhere", SCHEMES).kind == "path"
    assert SourceName.of("C:/windows", SCHEMES).kind == "path"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("grenhouse:acme", "greenhouse:, http:, https:, lever:"),
        ("file:///etc/passwd", "file: is no known kind"),
        ("ftp://example.com/x", "ftp: is no known kind"),
        ("greenhouse:", "the board's name is missing"),
        ("https://", "names no host"),
        ("https://me:secret@example.com/", "password"),
    ],
)
def test_what_is_no_source_is_told_with_what_would_be(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        SourceName.of(text, SCHEMES)
