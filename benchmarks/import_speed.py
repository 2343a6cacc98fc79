"""How fast postings come in: rows of a list without prose, and postings with prose.

    python benchmarks/import_speed.py [--rows 50000] [--postings 200]

The postings are generated. A row a second counts everything: reading, places, records, catalog, transactions. Of
postings with prose it prints when all of them were found by their records, and when the last text was embedded.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

from internbot.assistant import Assistant
from internbot.ingestion.reports import Progress
from internbot.settings import Settings

CITIES = (
    "Seattle, WA", "New York, NY", "San Francisco, CA", "Austin, TX", "Boston, MA", "London, UK", "Denver, CO",
    "Toronto, ON, Canada", "Remote in USA", "Chicago, IL", "Berlin, Germany", "Bangalore, India",
)  # fmt: skip
FIELDS = (
    "Software Engineer",
    "Data Science",
    "Machine Learning",
    "Hardware",
    "Product",
    "Security",
    "Design",
)
SPONSORSHIP = ("Other", "Offers Sponsorship", "Does Not Offer Sponsorship")


def listed(count: int, rng: random.Random) -> str:
    """A community list as JSON."""
    return json.dumps(
        [
            {
                "id": f"row-{number}",
                "company_name": f"Company {rng.randrange(6000)}",
                "title": f"{rng.choice(FIELDS)} Intern, Team {rng.randrange(4000)}",
                "locations": rng.sample(CITIES, rng.randrange(1, 4)),
                "terms": ["Summer 2027"],
                "active": rng.random() < 0.3,
                "is_visible": True,
                "sponsorship": rng.choice(SPONSORSHIP),
                "date_posted": 1_750_000_000 + number * 60,
                "date_updated": 1_760_000_000 + number,
                "url": f"https://jobs.example.com/{number}",
                "company_url": "",
                "source": "generated",
            }
            for number in range(count)
        ]
    )


def postings(count: int, rng: random.Random) -> str:
    """Records of our own format with some 300 words of prose each."""
    words = [f"word{number}" for number in range(3000)]
    records = [
        {
            "id": f"posting-{number}",
            "title": f"{rng.choice(FIELDS)} Intern {number}",
            "company": f"Company {number % 40}",
            "locations": [rng.choice(CITIES)],
            "description": " ".join(f"{' '.join(rng.choices(words, k=14)).capitalize()}." for _ in range(20)),
        }
        for number in range(count)
    ]
    return json.dumps(records)  # JSON is YAML


def main() -> None:
    """Prints the two measurements."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=50_000)
    arguments.add_argument("--postings", type=int, default=200)
    given = arguments.parse_args()
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        rows, prose, warm = (Path(folder) / name for name in ("rows.json", "prose.yaml", "warm.json"))
        rows.write_text(listed(given.rows, rng))
        prose.write_text(postings(given.postings, rng))
        warm.write_text(listed(50, rng).replace("row-", "warm-"))
        settings = Settings(data=Path(folder) / "data", knowledge=Path(folder) / "knowledge")
        with Assistant.open(settings, write=True) as assistant:
            assistant.ingest([str(warm)])  # loads the gazetteer
            print(measured(assistant, rows, "rows without prose"))
            print(measured(assistant, rows, "the same again, unchanged"))
            print(measured(assistant, prose, "postings with prose"))


def measured(assistant: Assistant, path: Path, what: str) -> str:
    """One line on an import."""
    began, used = time.perf_counter(), time.process_time()
    found: list[float] = []

    def told(step: Progress) -> None:
        if step.stage == "embedding" and not found:
            found.append(time.perf_counter() - began)

    report = assistant.ingest([str(path)], progress=told)
    count = len(report.added) + len(report.unchanged)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    line = f"{what}: {count} in {seconds:.1f} s, {count / seconds:,.0f} a second"
    line += f" ({processor:.1f} s of processor time)"
    return line + (f"; all found by their records after {found[0]:.1f} s" if found else "")


if __name__ == "__main__":
    main()
