"""The listing record: one posting as typed fields. What its source does not say stays unknown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Status = Literal["open", "closed", "unknown"]
Remote = Literal["yes", "no", "hybrid", "unknown"]
EmploymentType = Literal["internship", "full_time", "part_time", "contract", "unknown"]
Sponsorship = Literal["yes", "no", "citizens_only", "unknown"]
DegreeLevel = Literal["high_school", "associate", "bachelor", "master", "mba", "phd"]
Season = Literal["winter", "spring", "summer", "fall"]
PayPeriod = Literal["hour", "day", "week", "month", "year", "total"]

ANYWHERE_ON_EARTH = timezone(timedelta(hours=-12), "anywhere on Earth")
"""The last place where a day ends; a deadline without a known place lasts until then."""

_TERM = re.compile(r"\b(winter|spring|summer|fall|autumn)\b\W*(?:of\s+)?((?:19|20)\d\d)?", re.IGNORECASE)
_YEARLESS = timedelta(days=183)
_LAST_MONTH: dict[Season, int] = {"winter": 4, "spring": 6, "summer": 9, "fall": 12}


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Value):
    """Where a posting is: as its source writes it, and what that was resolved to.

    Attributes:
        text: as written in the source.
        city: canonical English name, such as "Bengaluru".
        region: ISO 3166-2 code, such as "US-CA".
        country: ISO 3166-1 alpha-2 code, such as "US".
        zone: IANA name of the time zone, where the place is known closely enough to have one.
    """

    text: str = Field(min_length=1)
    city: str | None = None
    region: str | None = None
    country: str | None = None
    zone: str | None = None


class Term(_Value):
    """When an internship takes place."""

    season: Season
    year: int | None = Field(default=None, ge=1990, le=2100)

    @classmethod
    def parse(cls, text: str) -> Term | None:
        """The term that `text` names, such as "Summer 2026" or "Autumn"; None where it names none."""
        match = _TERM.search(text)
        if match is None:
            return None
        season: Any = match.group(1).lower().replace("autumn", "fall")
        return cls(season=season, year=int(match.group(2)) if match.group(2) else None)

    def __str__(self) -> str:
        return f"{self.season.capitalize()} {self.year}" if self.year else self.season.capitalize()

    def end(self, posted: date | None = None) -> datetime | None:
        """The instant at which the term is over everywhere; None where neither a year nor the day of posting is known.

        The year of a winter is that of its January, unless the posting is younger than that winter. A season without a
        year is the first one that ends half a year or more after the posting: late rather than early, since it only
        serves to close what nobody has closed.
        """
        month = _LAST_MONTH[self.season]
        if self.year is not None:
            later = self.season == "winter" and posted is not None and posted >= date(self.year, month + 1, 1)
            year = self.year + later
        elif posted is not None:
            least = posted + _YEARLESS
            year = least.year + (least.month > month)
        else:
            return None
        after = date(year + month // 12, month % 12 + 1, 1)
        return datetime.combine(after, time(), ANYWHERE_ON_EARTH).astimezone(UTC)


class Salary(_Value):
    """Pay as the source states it; amounts in units of `currency`."""

    min: float | None = Field(default=None, ge=0)
    max: float | None = Field(default=None, ge=0)
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$", description="ISO 4217 code")
    per: PayPeriod | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Salary:
        if self.min is None and self.max is None:
            raise ValueError("a salary needs min or max")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("the salary's min is above its max")
        return self


class Listing(_Value):
    """One posting.

    `expires_at` is a date where the source gives only a date, else an instant. `active` is what the source
    says; `status()` is what holds at a given instant.
    """

    id: str = Field(min_length=1, description="unique within the source")
    title: str = Field(min_length=1)
    company: str | None = None
    locations: tuple[Place, ...] = ()
    remote: Remote = "unknown"
    employment_type: EmploymentType = "unknown"
    term: tuple[Term, ...] = ()
    degree_levels: tuple[DegreeLevel, ...] = Field(
        default=(), description="those that the source asks for or accepts"
    )
    experience_years: float | None = Field(default=None, ge=0, le=60, description="least that is asked for")
    description: str | None = None
    responsibilities: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    posted_at: date | None = None
    expires_at: datetime | date | None = None
    last_seen_at: date | None = None
    active: Status = "unknown"
    salary: Salary | None = None
    sponsorship: Sponsorship = "unknown"
    apply_url: str | None = Field(default=None, pattern=r"^https?://")
    source_url: str | None = Field(default=None, pattern=r"^https?://")
    source_format: str = "unknown"

    @field_validator("expires_at", mode="before")
    @classmethod
    def _date_stays_date(cls, value: object) -> object:
        """A text of ten characters is a date, so that it is not read as midnight."""
        if isinstance(value, str) and len(value.strip()) == 10:
            return date.fromisoformat(value.strip())
        return value

    @field_validator("apply_url", "source_url")
    @classmethod
    def _link_is_an_address(cls, value: str | None) -> str | None:
        """What cannot be taken apart ("https://[acme") could not be shown as a link either."""
        urlsplit(value or "")
        return value

    def deadline(self) -> datetime | None:
        """The instant (UTC) after which one can no longer apply; None where the source gives no deadline.

        A date lasts to the end of that day at the posting's place: at the last of its places, and anywhere on
        Earth where a place or its time zone is unknown.
        """
        expires = self.expires_at
        if expires is None:
            return None
        if isinstance(expires, datetime):
            if expires.tzinfo is not None:
                return expires.astimezone(UTC)
            return max(expires.replace(tzinfo=zone).astimezone(UTC) for zone in self._zones())
        after = datetime.combine(expires + timedelta(days=1), time())
        return max(after.replace(tzinfo=zone).astimezone(UTC) for zone in self._zones())

    def deadline_at(self) -> str:
        """Where the deadline's day ends: IANA zone names, or "anywhere on Earth"."""
        return ", ".join(dict.fromkeys(str(zone) for zone in self._zones()))

    def ends(self) -> datetime | None:
        """The instant (UTC) from which the posting is closed whatever its source says; None if unknown.

        That is its deadline, or the end of the last of its terms where each of them has a year.
        """
        terms = [term.end(self.posted_at) for term in self.term]
        known = [end for end in terms if end is not None]
        last = max(known) if known and len(known) == len(terms) else None
        instants = [instant for instant in (self.deadline(), last) if instant is not None]
        return min(instants) if instants else None

    def status(self, now: datetime) -> Status:
        """Whether one can apply at `now` (with a time zone): never open past a deadline or all terms."""
        ends = self.ends()
        if self.active == "closed" or (ends is not None and now >= ends):
            return "closed"
        if self.active == "open" or self.expires_at is not None:
            return "open"
        return "unknown"

    def _zones(self) -> tuple[ZoneInfo | timezone, ...]:
        names = [place.zone for place in self.locations]
        if not names or self.remote == "yes" or any(name is None for name in names):
            return (ANYWHERE_ON_EARTH,)
        return tuple(ZoneInfo(name) for name in dict.fromkeys(names) if name is not None)
