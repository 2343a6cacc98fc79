"""Questions over real lists and feeds, answered by the product and by a few plain lines over the raw files.

    python benchmarks/listings_compare.py [--data FOLDER] [--verbose]

Prints a table: question, truth, ours, equal. Equal means the same number and the same records (by source, company
and title), and the same groups where a question groups. Reads `../shared/data`; says so and ends where that is absent.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from internbot.assistant import Assistant
from internbot.listings.found import Found
from internbot.settings import Settings
from listings_truth import Job, listed
from listings_truth_feeds import fed

REAL = Path(__file__).parents[1].parent / "shared" / "data"
TODAY = date(2026, 11, 22)
SPRING = date(2024, 3, 15)
FOLDERS = ("listings", "feeds", "postings", "seed")
Names = Counter[tuple[str, str, str]]

CALIFORNIA = (
    r"\bCA\b(?<!, ON, CA)|California|Bay Area|Silicon Valley|\bSF\b|^LA$|(?i:\bsan (francisco|jose|mateo|diego))"
    r"|^Los Angeles|Palo Alto|Santa (Clara|Monica)|^Sunnyvale|Mountain View|Costa Mesa|Irvine|Cupertino|Moutain View"
)
NOT_CALIFORNIA = r"^(Richmond|Toronto|Markham), CA$|Ontario, CA|^CA ON|^Remote, CA"
CANADA = (
    r"Canada|\bCAN\b|Toronto|Montr[eé]al|Vancouver(?!, WA)|Ottawa|Waterloo(?!, IA)|Kitchener|Calgary|Mississauga"
    r"|Ontario$|, Ontario"
    r"|Qu[eé]bec|British Columbia|Nova Scotia|Alberta|, (ON|BC|AB|QC|MB|SK|NS|NB|NL|PE|NF)\b|^CA ON|Markham|Kanata"
    r"|^(MB|ON)$|North York|^Richmond, CA$"
)
TEXAS = r"\bTX\b|Texas|^(Austin|Dallas|Houston|Plano|Round Rock)\b|Dallas-Fort|Fort Worth|Austin USA"
NEW_YORK_CITY = r"NYC|New York City|New York, N|^New York$|New York, United|New York, New York|NY New York"
SAN_FRANCISCO = r"San Francisco(?! Bay)|\bSF\b(?! Bay)"
SEATTLE = r"(?i)\bseattle\b"


@dataclass(frozen=True)
class Question:
    """What is asked on a day, and which postings it means; `grouped` names the groups of each, where it groups."""

    text: str
    means: Callable[[Job], bool]
    today: date = TODAY
    grouped: Callable[[Job], Iterable[str]] | None = None


def intern(job: Job) -> bool:
    """Whether it is an internship."""
    return job.kind == "internship"


def is_open(job: Job, today: date = TODAY) -> bool:
    """Whether it is known to be open on that day."""
    return job.state_on(today) == "open"


def californian(job: Job) -> bool:
    """Whether one of its places is in California, and not in Canada."""
    return any(re.search(CALIFORNIA, p) and not re.search(NOT_CALIFORNIA, p) for p in job.places)


def between(day: date | None, first: date, last: date) -> bool:
    """Whether a day is known and lies between two, both included."""
    return day is not None and first <= day <= last


def hourly(job: Job) -> float | None:
    """The least stated pay of an hour in US dollars, other periods at full time."""
    if job.pay is None:
        return None
    return job.pay[0] / {"hour": 1, "month": 2080 / 12, "year": 2080}[job.pay[3]]


def years(job: Job) -> int | None:
    """The first years of experience that its text names, as a rule the least that are asked for."""
    found = re.search(r"\b(\d{1,2})\+? ?(?:years|yrs)[^.\n]{0,80}experience", job.text)
    return int(found[1]) if found else None


QUESTIONS = (
    Question("How many internships are in California?", lambda j: intern(j) and californian(j)),
    Question("Which internships are in Seattle?", lambda j: intern(j) and j.where(SEATTLE)),
    Question("How many intrnships are there in Seatle?", lambda j: intern(j) and j.where(SEATTLE)),
    Question("How many internships are in Canada?", lambda j: intern(j) and j.where(CANADA)),
    Question(
        "List all internships in Toronto or Montreal",
        lambda j: intern(j) and j.where(r"Toronto|Montr[eé]al"),
    ),
    Question(
        "internships in Texas but not in Austin",
        lambda j: intern(j) and j.where(TEXAS) and not j.where(r"Austin"),
    ),
    Question(
        "How many internships are in the UK?",
        lambda j: intern(j) and j.where(r"\bUK\b|United Kingdom|^London$|Remote, London|England"),
    ),
    Question(
        "internships in Georgia",
        lambda j: intern(j) and j.where(r"\bGA\b|Atlanta(?!, CA)|(Alpharetta|Dunwoody), Georgia"),
    ),
    Question(
        "How many internships does Palantir have?",
        lambda j: intern(j) and j.at("Palantir", "Palantir Technologies"),
    ),
    Question(
        "How many internships do Google and Microsoft have in Washington state?",
        lambda j: (
            intern(j) and j.at("Google", "Microsoft") and j.where(r"\bWA\b|Washington$|Seattle|Redmond")
        ),
    ),
    Question("Which jobs are in San Diego?", lambda j: j.where(r"San Diego")),
    Question("internships in India", lambda j: intern(j) and j.where(r"\bIND\b|India$|Bangalore")),
    Question(
        "Summer 2024 internships in New York City",
        lambda j: intern(j) and j.where(NEW_YORK_CITY) and ("summer", 2024) in j.terms,
    ),
    Question("How many internships are for fall 2026?", lambda j: intern(j) and ("fall", 2026) in j.terms),
    Question(
        "internships in Chicago in winter 2024 or spring 2024",
        lambda j: intern(j) and j.where("Chicago") and bool({("winter", 2024), ("spring", 2024)} & j.terms),
    ),
    Question(
        "Which internships offer visa sponsorship in Boston?",
        lambda j: intern(j) and j.sponsorship == "yes" and j.where("Boston"),
    ),
    Question(
        "How many internships require US citizenship?",
        lambda j: intern(j) and j.sponsorship == "citizens_only",
    ),
    Question("How many remote internships are there?", lambda j: intern(j) and j.remote == "yes"),
    Question(
        "remote internships in Canada",
        lambda j: intern(j) and j.remote == "yes" and j.where(CANADA),
    ),
    Question("How many internships are open?", lambda j: intern(j) and is_open(j)),
    Question(
        "open internships in San Francisco that don't require citizenship",
        # What says nothing of it is not taken to require none.
        lambda j: intern(j) and is_open(j) and j.where(SAN_FRANCISCO) and j.sponsorship in ("yes", "no"),
    ),
    Question(
        "Which listings are undated and in Washington, DC?",
        lambda j: j.closes is None and j.where(r"Washington,? ?D\.? ?C|\bDC\b|District of Col"),
    ),
    Question(
        "closed internships at TikTok",
        lambda j: intern(j) and j.at("TikTok") and j.state_on(TODAY) == "closed",
    ),
    Question(
        "How many internships were posted in August 2026?",
        lambda j: intern(j) and between(j.posted, date(2026, 8, 1), date(2026, 8, 31)),
    ),
    Question(
        "internships posted between July 1 and July 15, 2026",
        lambda j: intern(j) and between(j.posted, date(2026, 7, 1), date(2026, 7, 15)),
    ),
    Question(
        "Which jobs were posted in the last 90 days?",
        lambda j: between(j.posted, TODAY - timedelta(90), TODAY),
    ),
    Question(
        "Which jobs close between September 1 2026 and September 30 2026?",
        lambda j: between(j.closes, date(2026, 9, 1), date(2026, 9, 30)),
    ),
    Question(
        "internships that pay at least $60 an hour",
        lambda j: intern(j) and (hourly(j) or 0) >= 60,
    ),
    Question(
        "internships with robotics in the title, except at Tesla",
        lambda j: (
            intern(j) and j.titled(r"\brobot(s|ics?)?\b") and not j.at("Tesla")
        ),  # other forms of a word count
    ),
    Question("How many full-time jobs are there?", lambda j: j.kind == "full_time"),
    Question(
        "Which jobs ask for 10 or more years of experience?",
        lambda j: (years(j) or 0) >= 10,
    ),
    Question(
        "How many internships per company are there in Pittsburgh?",
        lambda j: intern(j) and j.where("Pittsburgh"),
        grouped=lambda j: (j.company,),
    ),
    Question(
        "open internships in New York City that offer sponsorship",
        lambda j: intern(j) and is_open(j, SPRING) and j.where(NEW_YORK_CITY) and j.sponsorship == "yes",
        today=SPRING,
    ),
    Question(
        "internships posted in the last 7 days that are still open",
        lambda j: intern(j) and is_open(j, SPRING) and between(j.posted, SPRING - timedelta(7), SPRING),
        today=SPRING,
    ),
    Question(
        "summer 2024 internships at Nvidia that are not closed",
        lambda j: (
            intern(j) and j.at("NVIDIA") and ("summer", 2024) in j.terms and j.state_on(SPRING) != "closed"
        ),
        today=SPRING,
    ),
)


class MovingClock:
    """A clock that stands at noon (UTC) of a day that can be set."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        """The instant."""
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)


def named(source: str, company: str | None, title: str) -> tuple[str, str, str]:
    """What a posting is told by: its source, and company and title as far as the source itself has them."""
    by_title = not ("pittcsc" in source or source.endswith(".txt"))
    by_company = not (source.endswith(".txt") or "/" in source or source in ("rss", "xml_feed"))
    return (source, _folded(company or "") if by_company else "", _folded(title) if by_title else "")


def source_of(document: str) -> str:
    """The source's name as `listings_truth` gives it."""
    item = document.partition("#")[0]
    for name in ("html_indeed", "xml_feed", "rss"):
        if item.startswith(f"{name}/"):
            return name
    return item.removeprefix("csv/").removeprefix("atom/")


def ours(found: Found) -> Names:
    """The records of a result."""
    return Counter(named(source_of(r.document), r.listing.company, r.listing.title) for r in found.rows)


def groups_of(question: Question, jobs: Iterable[Job]) -> Counter[str]:
    """The number of postings by value."""
    assert question.grouped is not None
    return Counter(_folded(value) for job in jobs for value in question.grouped(job))


def compare(assistant: Assistant, clock: MovingClock, jobs: list[Job], verbose: bool) -> int:
    """Prints the table; returns how many questions came out the same."""
    equal = 0
    print(f"{'':>3} {'truth':>6} {'ours':>6} {'equal':>6}  question")
    for number, question in enumerate(QUESTIONS, 1):
        clock.day = question.today
        meant = [job for job in jobs if question.means(job)]
        truth: Names = Counter(named(job.source, job.company, job.title) for job in meant)
        answer = assistant.answer(question.text)
        found = assistant.records.find(question.text, first=None)
        held = ours(found)
        total = answer.listings.total if answer.listings else None
        same = total == found.total == len(meant) and truth == held
        if question.grouped is not None:
            said = Counter({_folded(name): count for name, count in (found.groups or {}).items()})
            same = same and said == groups_of(question, meant)
        equal += same
        told = "-" if total is None else total
        print(f"{number:>3} {len(meant):>6} {told:>6} {'yes' if same else 'NO':>6}  {question.text}")
        if verbose and not same:
            print(
                f"      {found.query.filter.chips()} not used: {found.query.uninterpreted}; listed {found.total}"
            )
            for what, names in (("only truth", truth - held), ("only ours", held - truth)):
                for name, count in list(names.items())[:12]:
                    print(f"      {what}: {count} x {' | '.join(name)}")
    return equal


def main() -> None:
    """Ingests what is there and prints the comparison."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument(
        "--data", type=Path, help="data folder to keep; a temporary one where none is named"
    )
    arguments.add_argument("--verbose", action="store_true", help="print what differs")
    given = arguments.parse_args()
    if not REAL.is_dir():
        print("Skipped: the folder of real inputs, ../shared/data, is absent.")
        return
    clock = MovingClock(TODAY)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=given.data or Path(folder) / "data", knowledge=Path(folder) / "knowledge")
        with Assistant.open(settings, clock=clock, write=True) as assistant:
            began = time.perf_counter()
            report = assistant.ingest([str(REAL / name) for name in FOLDERS])
            count, seconds = len(report.added) + len(report.unchanged), time.perf_counter() - began
            print(f"{count} documents in {seconds:.0f} s, {len(report.failed)} failed")
            for failure in report.failed:
                print(f"  {failure}")
            equal = compare(assistant, clock, [*listed(REAL), *fed(REAL)], given.verbose)
            print(f"{equal} of {len(QUESTIONS)} questions are answered as the raw files say.")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


if __name__ == "__main__":
    main()
