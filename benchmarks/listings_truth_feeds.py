"""Postings of feeds, full texts and saved pages, read from raw files by a few plain lines a format."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from listings_truth import TAG, Job, kind_of, terms_in


def fed(root: Path) -> list[Job]:
    """All postings below the folder of real inputs that are in no list of internships."""
    jobs = [job for path in sorted(root.glob("postings/*.jsonl")) for job in _texts(path)]
    jobs += [_indeed(path) for path in sorted(root.glob("postings/html_indeed/*.html"))]
    return [*jobs, *_seed(root), *_boards(root)]


def _texts(path: Path) -> Iterator[Job]:
    for line in path.read_text().splitlines():
        row: dict[str, Any] = json.loads(line)
        if "Job Title" in row:
            text = "\n".join(str(row[name]) for name in row if "Qual" in name or name == "Description")
            day, title, place, link = row["Date Posted"], row["Job Title"], row["Location"], row["Apply Link"]
        elif "program_name_full" in row:
            text, day, place = row["description"], None, ""
            title, link = row["program_name_full"], row["lfx_url"]
        else:
            text, day, title = row["description"], row["date"], row["title"]
            place, link = row["location"], row["url"]
        yield Job(
            path.name, " ".join(title.split()), row.get("company", ""), (place,) if place else (), link,
            posted=date.fromisoformat(day) if day else None, kind=kind_of(title, listed=False),
            text=TAG.sub("\n", html.unescape(text)),
        )  # fmt: skip


def _indeed(path: Path) -> Job:
    raw = path.read_text()
    title, _, place = html.unescape(re.findall("<title>(.*?)</title>", raw)[0]).rpartition(" - ")
    return Job(
        "html_indeed", title, "", (place,), terms=terms_in(title), kind=kind_of(title, listed=False),
        text=TAG.sub("\n", html.unescape(raw.split("</title>")[1])),
    )  # fmt: skip


def _seed(root: Path) -> Iterator[Job]:
    path = next((root / "seed").glob("*.txt"))
    lines = path.read_text().splitlines()
    for head, text in pairwise(lines):
        if re.fullmatch(r"[A-Z]{2}, [A-Z]{2}, [\w ]+", head.strip()):
            last = text.rpartition("following locations:")[2]
            yield Job(path.name, "", "", tuple(last.split("|")) if last else (head,), text=text)


def _boards(root: Path) -> Iterator[Job]:
    """Payloads of boards, by the names of their fields."""
    for path in sorted(root.glob("feeds/*/*.json")):
        data = json.loads(path.read_text())
        rows = data if isinstance(data, list) else next((v for k, v in data.items() if k in _ROWS), [data])
        seen: set[str] = set()
        for row in rows:
            title = row.get("title") or row.get("text") or row["name"]
            if title in seen:
                continue
            seen.add(title)
            day = next((str(row[name]) for name in _DAYS if row.get(name)), "")
            places = json.dumps([row.get(name) for name in _PLACES], ensure_ascii=False)
            kind = json.dumps([row.get(name) for name in _KINDS], ensure_ascii=False)
            full = re.search(r"full[-_ ]?time", kind, re.I)
            posted = re.match(r"\d{4}-\d\d-\d\d", day)
            yield Job(
                f"{path.parent.name}/{path.name}", " ".join(title.split()), places=(places,),
                posted=date.fromisoformat(posted[0]) if posted else _written(day),
                closes=date.fromisoformat(row["validThrough"]) if row.get("validThrough") else None,
                state="unknown" if path.parent.name == "jsonld_jobposting" else "open",
                kind=kind_of(f"{title} {kind}", listed=False) if not full else "full_time",
                remote="yes" if row.get("isRemote") or row.get("telecommuting") else "unknown",
                text=TAG.sub("\n", html.unescape(html.unescape(json.dumps(row)))),
            )  # fmt: skip
    personio = ElementTree.parse(root / "feeds/xml_feed/careerkit_personio.xml").getroot()
    title = personio.findtext("position/name") or ""
    offices = tuple(office.text or "" for office in next(iter(personio)).iter("office"))
    yield Job("xml_feed", title, places=offices, posted=date(2024, 11, 13), state="open", kind="full_time")
    rss = ElementTree.parse(root / "feeds/rss/careerkit_neogov.xml").getroot()
    names = "{http://www.neogov.com/namespaces/JobListing}"
    for item in rss.iter("item"):
        until = item.findtext(f"{names}advertiseToDateTimeUTC") or ""
        closes = re.search(r"\d\d \w{3} \d{4}", until)
        yield Job(
            "rss", item.findtext("title") or "", places=(item.findtext(f"{names}location") or "",),
            posted=datetime.strptime((item.findtext("pubDate") or "")[5:16], "%d %b %Y").replace(tzinfo=UTC).date(),
            closes=datetime.strptime(closes[0], "%d %b %Y").replace(tzinfo=UTC).date() if closes else None,
            state="open", text=item.findtext(f"{names}qualifications") or "",
        )  # fmt: skip


_ROWS = ("jobs", "offers", "content", "jobPostings", "items", "results")
_DAYS = (
    "first_published", "published_on", "datePosted", "publishedAt", "published_at", "releasedDate", "posted_date",
    "date_published", "createdAt",
)  # fmt: skip
_PLACES = ("location", "locations", "secondaryLocations", "categories", "jobLocation", "_jobposting")
_KINDS = ("employmentType", "employment_type", "employment_type_code", "typeOfEmployment", "categories")


def _written(day: str) -> date | None:
    if day.isdigit():
        return datetime.fromtimestamp(int(day) / 1000, UTC).date()
    try:
        return datetime.strptime(" ".join(day.split()), "%B %d, %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None
