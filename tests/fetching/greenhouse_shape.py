"""What Greenhouse answers for a board, with invented postings."""

from __future__ import annotations

from internbot.settings import Settings

PATH = "/v1/boards/orchid/jobs"
ASKED = f"{PATH}?content=true&pay_transparency=true"


def board_of(*numbers: int, title: str = "Software Intern") -> dict[str, object]:
    """The answer for a board that holds postings of these numbers."""
    return {"jobs": [_posting(number, title) for number in numbers], "meta": {"total": len(numbers)}}


def _posting(number: int, title: str) -> dict[str, object]:
    return {
        "id": number,
        "internal_job_id": number + 5000,
        "title": f"{title} {number}",
        "absolute_url": f"https://boards.greenhouse.io/orchid/jobs/{number}",
        "company_name": "Orchid",
        "location": {"name": "Lisbon, Portugal"},
        "first_published": "2026-10-01T09:00:00-04:00",
        "updated_at": "2026-11-01T09:00:00-04:00",
        "content": f"&lt;p&gt;Interns of team {number} water {number} ferns a day.&lt;/p&gt;",
    }


def network_settings(**values: object) -> Settings:
    """Settings with which a server of this machine may be asked, and as quickly as it answers."""
    given = {"fetch_allow": "127.0.0.1", "fetch_per_minute": 100_000, "fetch_seconds": 5} | values
    return Settings.model_validate(given)
