"""A server on a real socket, over records of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import uvicorn
import yaml

from internbot.assistant import Assistant
from internbot.settings import Settings
from internbot.web.app import build
from internbot.web.services import open_services

OSLO = {"text": "Oslo, Norway", "city": "Oslo", "country": "NO"}
LIMA = {"text": "Lima, Peru", "city": "Lima", "country": "PE"}
RECORDS: list[dict[str, Any]] = [
    {
        "id": "maps",
        "title": "Maps intern",
        "company": "Orchid",
        "locations": [OSLO],
        "employment_type": "internship",
        "term": [{"season": "summer", "year": 2027}],
        "expires_at": "2026-12-24",
        "active": "open",
        "salary": {"min": 30, "currency": "EUR", "per": "hour"},
        "sponsorship": "yes",
        "skills": ["cartography"],
        "responsibilities": ["Draw the harbour", "Measure the quay"],
        "source_url": "https://orchid.example/maps",
    },
    {
        "id": "tea",
        "title": "Tea taster",
        "company": "Heron",
        "locations": [OSLO, LIMA],
        "remote": "hybrid",
        "sponsorship": "no",
    },
    {
        "id": "boats",
        "title": "Boat engineer",
        "company": "Heron",
        "locations": [LIMA],
        "employment_type": "full_time",
        "expires_at": "2026-01-15",
        "active": "open",
    },
    *(
        {
            "id": f"river-{number}",
            "title": f"River intern {number}",
            "company": "Rill",
            "locations": [LIMA],
            "employment_type": "internship",
            "active": "open",
            "posted_at": f"2026-10-{number:02d}",
        }
        for number in range(1, 29)
    ),
]
"""31 records: 29 open, one undated, one past its deadline."""


@contextmanager
def listing_site(folder: Path, records: list[dict[str, Any]]) -> Iterator[tuple[str, Assistant]]:
    """The address of the server, and the assistant behind it."""
    knowledge = folder / "knowledge"
    knowledge.mkdir(parents=True)
    (knowledge / "records.yaml").write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
    settings = Settings(data=folder / "data", knowledge=knowledge, today=date(2026, 11, 22))
    with (
        Assistant.open(settings, write=True) as assistant,
        open_services(settings, assistant) as services,
    ):
        report = assistant.ingest([str(knowledge)])
        assert not report.failed, report.failed
        server = uvicorn.Server(uvicorn.Config(build(services), port=0, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                thread.join(0.05)
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", assistant
        finally:
            server.should_exit = True
            thread.join()
