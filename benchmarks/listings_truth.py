"""Lists of internships read from raw files by a few plain lines a format, to count by.

Nothing here knows the importers. Places stay as they are written, and questions match them by regular expressions.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

Terms = frozenset[tuple[str, int | None]]
_INTERN = re.compile(r"\b(intern|interns|internship|internships|co-?op|co-?ops|coop)\b", re.I)
_NO_INTERN = re.compile(
    r"new[- ]grad|recent grad|university grad|graduate program|full[- ]?time|part[- ]time|\bsenior\b|\bdirector\b",
    re.I,
)
_TERM = re.compile(r"\b(winter|spring|summer|fall|autumn)\b(?: of)?[ ,]*((?:20)\d\d)?", re.I)
_YEAR_FIRST = re.compile(r"\b(20\d\d)[ -]+(winter|spring|summer|fall|autumn)\b", re.I)
_LAST_MONTH = {"winter": 4, "spring": 6, "summer": 9, "fall": 12}
TAG = re.compile(r"<[^<>]+>")


@dataclass(frozen=True)
class Job:
    """One posting; `state` is what the source says, `pay` the least and most amount, currency and period."""

    source: str
    title: str
    company: str = ""
    places: tuple[str, ...] = ()
    url: str = ""
    terms: Terms = frozenset()
    posted: date | None = None
    closes: date | None = None
    state: str = "unknown"
    sponsorship: str = "unknown"
    remote: str = "unknown"
    kind: str = "unknown"
    pay: tuple[float, float, str, str] | None = None
    text: str = ""
    key: str = field(default="", compare=False)
    day: str = field(default="", compare=False)

    def where(self, pattern: str) -> bool:
        """Whether any of its places, as written, matches."""
        return any(re.search(pattern, place) for place in self.places)

    def titled(self, pattern: str) -> bool:
        """Whether its title matches, whatever the case."""
        return re.search(pattern, self.title, re.I) is not None

    def at(self, *companies: str) -> bool:
        """Whether its company is one of these, whatever the case."""
        return self.company.casefold() in {name.casefold() for name in companies}

    def state_on(self, today: date) -> str:
        """Open, closed or unknown on a day: a posting with a past deadline or only past terms is closed."""
        ends = [_ends(season, year, self.posted) for season, year in self.terms]
        over = bool(ends) and all(end is not None and end < today for end in ends)
        if self.state == "closed" or over or (self.closes is not None and self.closes < today):
            return "closed"
        return "open" if self.state == "open" or self.closes is not None else "unknown"


def _ends(season: str, year: int | None, posted: date | None) -> date | None:
    """The last day of a term; one without a year is over a year and a half after its posting."""
    month = _LAST_MONTH[season]
    if year is not None:
        late = season == "winter" and posted is not None and posted >= date(year, month + 1, 1)
        return date(year + late, month, 30)
    return date.fromordinal(posted.toordinal() + 548) if posted else None


def listed(root: Path) -> list[Job]:
    """All postings of lists of internships below the folder of real inputs."""
    jobs: list[Job] = []
    for path in sorted(root.glob("listings/*.json")):
        jobs += _once(_community(path))
    jobs += [job for name in _TABLES for job in _once(_table(root / "listings" / name))]
    return [*jobs, *_zshah(root)]


def _once(jobs: Iterator[Job]) -> list[Job]:
    """Rows that say the same under one id or one address are one job with all places; so are wholly equal rows."""
    kept: dict[object, Job] = {}
    first: dict[object, object] = {}
    for job in jobs:
        link = re.sub(r"[?&](utm_\w+|ref|source|src|gh_src)=[^&]*", "", job.url)
        link = re.sub(r"/(apply|application)/?$", "", link.split("://")[-1]).rstrip("/?")
        same = (job.title.casefold(), job.company.casefold())
        names: list[object] = [(same, name) for name in (link, job.key) if name]
        names = names or [(same, job.places, job.day)]
        at = next((first[name] for name in names if name in first), names[0])
        first.update(dict.fromkeys(names, at))
        kept[at] = _joined(kept[at], job) if at in kept else job
    return list(kept.values())


def _joined(one: Job, other: Job) -> Job:
    newest = max((one, other), key=lambda job: job.posted or date.min)
    said = next((j.sponsorship for j in (newest, one, other) if j.sponsorship != "unknown"), "unknown")
    places = tuple(dict.fromkeys((*one.places, *other.places)))
    return Job(**{**newest.__dict__, "places": places, "terms": one.terms | other.terms, "sponsorship": said})


def terms_in(text: str) -> Terms:
    """Seasons with their years, as far as they are written."""
    found = [(season, year) for year, season in _YEAR_FIRST.findall(text)]
    found = found or _TERM.findall(text)
    year_beside = re.findall(r"\b(20[23]\d)\b", text)
    only = year_beside[0] if len(set(year_beside)) == 1 else None
    named = {(season.lower().replace("autumn", "fall"), year or only) for season, year in found}
    return frozenset((season, int(year) if year else None) for season, year in named)


def kind_of(title: str, *, listed: bool) -> str:
    """The kind of job by its title, in a list of internships or elsewhere."""
    listed = listed and re.search(r"\bformer\b", title, re.I) is None
    title = re.sub(r"former (\w+ )?intern\b|intern conversion", "", title, flags=re.I)
    if _INTERN.search(title):
        return "internship"
    if re.search(r"\bfull[- ]time\b", title, re.I):
        return "full_time"
    return "internship" if listed and not _NO_INTERN.search(title) else "unknown"


def _remote(places: tuple[str, ...]) -> str:
    joined = " ".join(places).lower()
    return "hybrid" if "hybrid" in joined else "yes" if re.search(r"\bremote|virtual", joined) else "unknown"


def _community(path: Path) -> Iterator[Job]:
    listed = re.search(r"(Summer)(\d{4})", path.name)
    sponsors = {"Offers Sponsorship": "yes", "Does Not Offer Sponsorship": "no"}
    for row in json.loads(path.read_text()):
        title = " ".join(row["title"].split())
        terms = terms_in(" / ".join(row.get("terms") or [row.get("season") or ""]))
        if listed and terms == {("summer", None)}:
            terms = frozenset({("summer", int(listed[2]))})
        if not any(year for _, year in terms) and any(year for _, year in terms_in(title)):
            terms = terms_in(title)
        wanted = row.get("sponsorship", "")
        places = tuple(row["locations"])
        yield Job(
            path.name,
            title,
            row["company_name"].strip(),
            places,
            row["url"],
            terms,
            datetime.fromtimestamp(row["date_posted"], UTC).date(),
            state="open" if row["active"] and row["is_visible"] else "closed",
            sponsorship="citizens_only" if "Citizen" in wanted else sponsors.get(wanted, "unknown"),
            remote=_remote(places),
            kind=kind_of(title, listed=True),
            key=row["id"],
        )


_TABLES = {
    "jobright-ai__2026-SWE.md": ("company", "title", "place", "model", "day"),
    "negarprh__Canada-2026.md": ("company", "title", "place", "link", "day"),
    "owini-fork__SimplifyJobs-Summer2026__README.md": ("company", "title", "place", "link", "age"),
    "pittcsc__archived-2022.md": ("company", "place", "notes"),
    "speedyapply__SWE__intern_usa.md": ("company", "title", "place", "pay", "link", "age"),
}


def _table(path: Path) -> Iterator[Job]:
    columns: tuple[str, ...] = _TABLES[path.name]
    above = ""
    for line in path.read_text().splitlines():
        if (
            line.count("|") < 2
            or re.match(r"[\s:|-]*$", line)
            or (not above and "| Location |" not in " ".join(line.split()))
        ):
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if cells[0] in ("Company", "Name"):
            above = above or "-"
            columns = tuple(c for c in _TABLES[path.name] if c != "pay" or "Salary" in cells)
            continue
        row = dict(zip(columns, cells, strict=False))
        name = _plain(row["company"])
        above = above if name == "↳" else name
        notes = row.get("notes", "")
        title = _plain(row.get("title", notes))
        cell = re.sub(r"<summary>.*?</summary>", "", row.get("place", ""))
        places = tuple(_plain(part) for part in re.split(r"</?br\s*/?>|;", cell))
        model = row.get("model", "")
        linked = re.sub(r"!\[[^]]*\]\([^)]*\)", "", row.get("link") or row.get("title") or line)
        links = re.findall(r'(?:href="|\]\()(https?://[^")\s]+)', linked)
        shut = "🔒" in line or "closed" in notes.lower() or "<del>" in line
        terms = terms_in(title) if columns[1] == "title" else frozenset()
        dated = re.fullmatch(r"(\w{3}) (\d+), (\d{4})", row.get("day", ""))
        for mark, year in (("Summer2026", 2026), ("archived-2022", 2022)):
            terms = (
                frozenset({("summer", year)}) if mark in path.name and terms <= {("summer", None)} else terms
            )
        yield Job(
            path.name,
            re.sub(r"\s*[🛂🇺🇸🎓🔥]+", "", title).strip(),
            re.sub(r"\s*[🛂🇺🇸🎓🔥]+", "", above).strip(),
            tuple(filter(None, places)),
            links[0] if links else "",
            terms,
            datetime.strptime(row["day"], "%b %d, %Y").replace(tzinfo=UTC).date() if dated else None,
            state="closed" if shut else "open",
            sponsorship=_signed(line, notes),
            remote={"Remote": "yes", "Hybrid": "hybrid", "On Site": "no"}.get(model) or _remote(places),
            kind=kind_of(_plain(row.get("title", "")), listed=True),
            pay=_paid(row.get("pay", "")),
            text=_plain(notes),
            day=row.get("day", ""),
        )


def _signed(line: str, notes: str) -> str:
    if re.search(r"[Ww]ill sponsor|sponsorship available", notes):
        return "yes"
    if "🇺🇸" in line or _only_citizens(notes):
        return "citizens_only"
    return "no" if "🛂" in line else "unknown"


def _only_citizens(notes: str) -> bool:
    only = re.search(r"U\.?S\.? [Cc]itizen(ship)? ?(is )?([Oo]nly|required)", notes)
    return only is not None and re.search(r"esiden|(many|some|most) (of our )?positions", notes) is None


def _plain(cell: str) -> str:
    cell = re.sub(r"!\[[^]]*\]\([^)]*\)", "", cell)
    cell = re.sub(r"\[([^]]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", cell)
    return " ".join(
        html.unescape(TAG.sub(" ", cell)).replace("*", "").replace("_(", "(").replace(")_", ")").split()
    )


def _paid(text: str) -> tuple[float, float, str, str] | None:
    numbers = [
        float(n.replace(",", "")) * (1000 if k else 1) for n, k in re.findall(r"([\d,.]*\d)(K)?", text)
    ]
    per = next((unit for unit in ("hour", "month", "year") if unit in text.replace("/hr", "hour")), None)
    return (min(numbers[:2]), max(numbers[:2]), "USD", per) if numbers and per else None


def _zshah(root: Path) -> Iterator[Job]:
    """The same list as CSV and as Atom."""
    visas = {"citizens-only": "citizens_only", "no-sponsorship": "no"}
    path = root / "feeds/csv/zshah101_internships.csv"
    with path.open(newline="") as lines:
        for row in csv.DictReader(lines):
            places = tuple(row["location"].split(";"))
            yield Job(
                path.name, " ".join(row["title"].split()), row["company"], places, row["url"], terms_in(row["season"]),
                date.fromisoformat(row["posted_at"][:10]), None, "unknown",
                visas.get(row["sponsorship"], "unknown"), _remote(places), kind_of(row["title"], listed=True),
                _paid(row["salary"]),
            )  # fmt: skip
    path = root / "feeds/atom/zshah101_internships_feed.xml"
    atom = "{http://www.w3.org/2005/Atom}"
    for entry in ElementTree.parse(path).getroot().iter(f"{atom}entry"):
        company, _, title = (entry.findtext(f"{atom}title") or "").partition(": ")
        season, _, place, *rest = (entry.findtext(f"{atom}summary") or "").split(" · ")
        links = [link.get("href", "") for link in entry.iter(f"{atom}link")]
        wanted = next((part.removeprefix("sponsorship: ") for part in rest if "sponsorship" in part), "")
        title = " ".join(re.sub(r"[🛂🇺🇸]", "", title).split())
        day = date.fromisoformat((entry.findtext(f"{atom}updated") or "")[:10])
        places = tuple(place.split(";"))
        yield Job(
            path.name, title, company, places, links[0], terms_in(season), day, None, "open",
            visas.get(wanted, "unknown"), _remote(places), kind_of(title, listed=True),
        )  # fmt: skip
