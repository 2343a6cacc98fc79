"""How long filters, counts, facets and questions take over many records, and how many are written in a second.

    python benchmarks/listings_speed.py [--records 50000] [--rounds 30]

The records are generated: a few large companies and many small ones, cities as uneven, some fields mostly unknown, with
prose for some. Each filter is answered with its counts and the first ten records.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from internbot.index.catalog import open_engine
from internbot.listings.filters import ListingFilter, ListingQuery, PayRange, PlaceChoice
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.query import QueryReader
from internbot.listings.record import Listing, Place, Salary, Term
from internbot.listings.store import ListingStore

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = (
    "Alder",
    "Birch",
    "Cedar",
    "Dorn",
    "Elm",
    "Fir",
    "Gale",
    "Holm",
    "Iris",
    "Juno",
    "Kite",
    "Lark",
    "Moss",
    "Oak",
)
SECOND = (
    "Labs",
    "Systems",
    "Robotics",
    "Bank",
    "Health",
    "Foods",
    "Media",
    "Energy",
    "Motors",
    "Group",
    "Games",
    "Air",
)
CITIES = (
    ("Seattle", "US-WA", "US"), ("New York City", "US-NY", "US"), ("San Francisco", "US-CA", "US"),
    ("Austin", "US-TX", "US"), ("Toronto", "CA-ON", "CA"), ("London", "GB-ENG", "GB"), ("Bengaluru", "IN-KA", "IN"),
    *((f"Smallville {n}", f"US-{state}", "US") for n, state in enumerate(["OH", "IN", "GA", "CO", "MI", "IL"] * 130)),
)  # fmt: skip
FIELDS = ("Software Engineering", "Data Science", "Hardware", "Product Management", "Marketing", "Finance", "Research",
          "Machine Learning", "Mechanical Engineering", "UX Design", "Supply Chain", "Human Resources")  # fmt: skip
KINDS = ("Intern", "Internship", "Co-op", "Engineer", "Analyst", "Intern, Summer 2026")
SKILLS = ("Python", "Java", "C++", "SQL", "Excel", "React", "Verilog", "Figma", "Go", "MATLAB")

QUESTIONS = (
    "Which internships in Seattle are still open?",
    "How many software internships are there in Canada?",
    "paid machine learning internships that sponsor visas",
    "internships at Alder Robotics that close before April",
    "intership in seatle for summer 2026",
    "remote data science internships paying at least $40 an hour",
    "How do I write a cover letter for an internship?",
)


def made(
    at: int, chance: random.Random, companies: list[str], weights: list[float], words: list[str]
) -> Listing:
    least = chance.randrange(15, 60)
    team = "" if chance.random() < 0.6 else f" - Team {chance.randrange(4_000)}"
    cities = chance.choices(
        CITIES, weights=[1 / (1 + n) for n in range(len(CITIES))], k=chance.choice((1, 1, 1, 2, 3))
    )
    return Listing(
        id=str(at),
        title=f"{chance.choice(FIELDS)} {chance.choice(KINDS)}{team}",
        company=chance.choices(companies, weights)[0],
        locations=tuple(Place(text=f"{c}, {r}", city=c, region=r, country=n, zone="UTC")
            for c, r, n in dict.fromkeys(cities)),
        remote=chance.choice(("yes", "no", "hybrid", "unknown", "unknown", "unknown")),
        employment_type=chance.choice(("internship",) * 6 + ("full_time", "unknown")),
        term=(Term(season=chance.choice(("summer", "fall", "winter")), year=chance.choice((2025, 2026, 2027))),),
        degree_levels=tuple(chance.sample(("bachelor", "master", "phd"), chance.choice((0, 1, 2)))),
        experience_years=chance.choice((None, None, 0, 1, 2, 3, 5)),
        skills=tuple(chance.sample(SKILLS, chance.choice((0, 0, 2, 3)))),
        description=" ".join(chance.choices(words, k=80)) if chance.random() < 0.4 else None,
        posted_at=date(2026, 3, 1) - timedelta(days=chance.randrange(500)),
        expires_at=date(2026, 3, 1) + timedelta(days=chance.randrange(-100, 100)) if chance.random() < 0.3 else None,
        active=chance.choice(("open", "open", "closed", "unknown")),
        sponsorship=chance.choice(("yes", "no", "citizens_only", "unknown", "unknown", "unknown")),
        salary=Salary(min=least, max=least + 10, currency=chance.choice(("USD",) * 5 + ("CAD",)), per="hour")
        if chance.random() < 0.4
        else None,
    )  # fmt: skip


def queries() -> dict[str, ListingQuery]:
    seattle = PlaceChoice(label="Seattle", city="Seattle")
    america = PlaceChoice(label="United States", countries=("US",))
    filters = {
        "all": ListingFilter(),
        "kind": ListingFilter(employment_types=("internship",)),
        "country": ListingFilter(places=(america,)),
        "not a country": ListingFilter(not_places=(america,)),
        "city, open": ListingFilter(places=(seattle,), status=("open",)),
        "company": ListingFilter(companies=("Alder Labs",)),
        "field of work": ListingFilter(disciplines=("software", "data")),
        "pay": ListingFilter(pay=PayRange(least=6_000, per="month")),
        "title of half of all": ListingFilter(titles=("intern",)),
        "title, a few": ListingFilter(titles=("software engineering",), not_titles=("team",)),
        "skill": ListingFilter(skills=("python or java",)),
        "word of the prose": ListingFilter(words=("word7",)),
        "ten conditions": ListingFilter(
            places=(america,), status=("open", "unknown"), employment_types=("internship",), remote=("yes", "hybrid"),
            disciplines=("software",), degrees=("bachelor",), sponsorship=("yes", "unknown"), paid=True,
            skills=("python",), stated=("deadline",),
        ),
        "nothing, so the nearest": ListingFilter(companies=("Nobody",), status=("open",), remote=("yes",)),
    }  # fmt: skip
    found = {name: ListingQuery(filter=wanted) for name, wanted in filters.items()}
    return found | {
        "all, newest first": ListingQuery().ordered("newest"),
        "all, best paid": ListingQuery(limit=10).ordered("best-paid"),
        "all, closing soonest": ListingQuery().ordered("closing-soonest"),
        "by city": ListingQuery(group_by="city", mode="group_by"),
        "by company": ListingQuery(group_by="company", mode="group_by"),
    }


def timed(name: str, work: Callable[[], Any], rounds: int) -> float:
    spent, computed = [], []
    for _ in range(rounds):
        began, busy = time.perf_counter(), time.thread_time()
        work()
        spent.append(time.perf_counter() - began)
        computed.append(time.thread_time() - busy)
    spent.sort()
    computed.sort()
    late = min(rounds - 1, int(rounds * 0.95))
    told = (
        1000 * value for value in (spent[rounds // 2], spent[late], computed[rounds // 2], computed[late])
    )
    print("{:30} p50 {:6.1f} ms   p95 {:6.1f} ms   CPU p50 {:6.1f} ms   p95 {:6.1f} ms".format(name, *told))
    return spent[late]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    chance = random.Random(7)
    companies = [f"{a} {b}" for a in FIRST for b in SECOND] + [f"Workshop {n}" for n in range(2_500)]
    weights = [1 / (1 + n) for n in range(len(companies))]
    words = [f"word{n}" for n in range(4_000)]
    records = [made(at, chance, companies, weights, words) for at in range(options.records)]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'listings.db'}")
        store = ListingStore(engine)
        measure(store, engine, records, options.rounds)
        engine.dispose()


def measure(store: ListingStore, engine: Any, records: list[Listing], rounds: int) -> None:
    for what, many in (("written", records), ("written again", records[: len(records) // 5])):
        began = time.perf_counter()
        for at in range(0, len(many), 500):
            with engine.begin() as connection:
                store.put_many(connection, [(f"list#{one.id}", one, {}) for one in many[at : at + 500]])
        print(f"{what:30} {len(many) / (time.perf_counter() - began):8,.0f} records a second")
    for what in ("first filter after a start", "filter after a change"):
        began = time.perf_counter()
        store.find(ListingFilter(), NOW, first=10)
        store.vocabulary()
        print(f"{what:30} {1000 * (time.perf_counter() - began):8,.0f} ms, with the vocabulary")
        with engine.begin() as connection:
            store.put_many(connection, [("list#1", records[1], {}), ("new", records[2], {})])
    worst = [
        timed(name, partial(store.find, query, NOW, first=10), rounds) for name, query in queries().items()
    ]
    timed("facets of all", lambda: store.facets(ListingFilter(), NOW), rounds)
    timed("facets of open internships", lambda: store.facets(queries()["kind"].filter, NOW), rounds)
    reader = QueryReader(Gazetteer())
    for question in QUESTIONS:
        timed(question[:30], partial(_read, reader, store, question), rounds)
    print(f"the slowest filter's p95 is {1000 * max(worst):.1f} ms; it is to be below 20")


def _read(reader: QueryReader, store: ListingStore, question: str) -> None:
    reader.read(question, store.vocabulary(), NOW.date())


if __name__ == "__main__":
    main()
