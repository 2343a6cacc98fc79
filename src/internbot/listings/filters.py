"""What a question asks of the records: a filter that is data, never code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from internbot.errors import InvalidRequest
from internbot.listings.disciplines import Discipline
from internbot.listings.record import DegreeLevel, EmploymentType, Remote, Season, Sponsorship, Status

Mode = Literal["which", "how_many", "list", "compare", "group_by"]
SortKey = Literal["relevance", "deadline", "posted", "experience", "pay"]
GroupKey = Literal[
    "company",
    "city",
    "region",
    "country",
    "remote",
    "employment_type",
    "term",
    "degree",
    "sponsorship",
    "status",
    "field",
    "skill",
    "currency",
]
StatedField = Literal["company", "term", "degree", "experience", "pay", "posted", "deadline", "skill"]
"""What a record may say or leave out; where unknown is a value (remote, status), the condition on that tells."""
RateOfPay = Literal["hour", "day", "week", "month", "year"]
HOURS = MappingProxyType({"hour": 1.0, "day": 8.0, "week": 40.0, "month": 2080 / 12, "year": 2080.0})
"""Paid hours of a period at full time; with them pay of different periods is compared."""

Order = Literal[
    "relevance", "newest", "oldest", "closing-soonest", "closing-latest", "best-paid", "least-paid",
    "least-experience", "most-experience",
]  # fmt: skip
ORDERS: MappingProxyType[Order, tuple[SortKey, bool]] = MappingProxyType(
    {
        "relevance": ("relevance", False),
        "newest": ("posted", True),
        "oldest": ("posted", False),
        "closing-soonest": ("deadline", False),
        "closing-latest": ("deadline", True),
        "best-paid": ("pay", True),
        "least-paid": ("pay", False),
        "least-experience": ("experience", False),
        "most-experience": ("experience", True),
    }
)
"""Orders by name: what is sorted by, and whether the largest comes first. Closed records come last in each."""

RecordField = Literal[
    "title", "company", "locations", "remote", "employment_type", "term", "degree_levels", "experience_years",
    "skills", "posted_at", "expires_at", "salary", "sponsorship", "apply_url", "active", "qualifications",
    "responsibilities", "description",
]  # fmt: skip


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlaceChoice(_Value):
    """A place that a record must be in: a city, a region, a country, or a part of the world.

    The narrowest given field decides; a record in San Diego is in the region US-CA and in the country US.
    """

    label: str = Field(description="name for the reader")
    city: str | None = Field(default=None, description="canonical name")
    region: str | None = Field(default=None, description="ISO 3166-2 code")
    countries: tuple[str, ...] = Field(default=(), description="ISO 3166-1 alpha-2 codes, any of them")


class TermChoice(_Value):
    """A season, a year, or both."""

    season: Season | None = None
    year: int | None = None


class Range(_Value):
    """Numbers from `least` to `most`, both included; at least one of them is given."""

    least: float | None = None
    most: float | None = None

    @model_validator(mode="after")
    def _ended(self) -> Range:
        if self.least is None and self.most is None:
            raise ValueError("a range has least, most or both")
        return self


class PayRange(_Value):
    """Pay from `least` to `most` in one currency; a record's whole stated pay lies in it.

    Pay of another period is compared by `HOURS`; other currencies are never converted, and so never match.
    """

    least: float | None = Field(default=None, ge=0)
    most: float | None = Field(default=None, ge=0)
    per: RateOfPay = "hour"
    currency: str = Field(default="USD", pattern="^[A-Z]{3}$", description="ISO 4217 code")


class Days(_Value):
    """Days from `first` to `last`, both included; at least one of them is given."""

    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _ended(self) -> Days:
        if self.first is None and self.last is None:
            raise ValueError("days have first, last or both")
        return self


class ListingFilter(_Value):
    """Conditions that all hold together; the choices within one condition are alternatives.

    A condition on a field is never met by a record whose field is unknown; one that begins with `not_` leaves
    such records in.
    """

    documents: tuple[str, ...] = Field(default=(), description="ids of the documents to choose from")
    companies: tuple[str, ...] = ()
    not_companies: tuple[str, ...] = ()
    titles: tuple[str, ...] = Field(
        default=(), description="phrases, of one of which every word stands in the title"
    )
    not_titles: tuple[str, ...] = ()
    disciplines: tuple[Discipline, ...] = Field(
        default=(), description="fields of work that the title is of, see `disciplines.py`"
    )
    not_disciplines: tuple[Discipline, ...] = ()
    places: tuple[PlaceChoice, ...] = ()
    not_places: tuple[PlaceChoice, ...] = ()
    remote: tuple[Remote, ...] = ()
    employment_types: tuple[EmploymentType, ...] = ()
    not_employment_types: tuple[EmploymentType, ...] = ()
    terms: tuple[TermChoice, ...] = ()
    not_terms: tuple[TermChoice, ...] = ()
    degrees: tuple[DegreeLevel, ...] = ()
    not_degrees: tuple[DegreeLevel, ...] = ()
    experience: Range | None = Field(default=None, description="the years that a record asks for lie in it")
    sponsorship: tuple[Sponsorship, ...] = ()
    status: tuple[Status, ...] = ()
    pay: PayRange | None = None
    paid: bool | None = Field(default=None, description="only records that pay, or that state none is paid")
    posted: Days | None = None
    closes: Days | None = None
    stated: tuple[StatedField, ...] = Field(default=(), description="what the records say, all of it")
    not_stated: tuple[StatedField, ...] = Field(
        default=(), description="what the records leave out, all of it"
    )
    skills: tuple[str, ...] = Field(default=(), description="all of them; `a or b` is either of two")
    words: tuple[str, ...] = Field(
        default=(), description="words or phrases that all stand somewhere in the record"
    )
    not_words: tuple[str, ...] = ()

    def conditions(self) -> tuple[str, ...]:
        """Names of the fields that restrict anything."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) not in ((), None))

    def without(self, *names: str) -> ListingFilter:
        """The same filter with the named conditions lifted."""
        return self.model_copy(update={name: type(self).model_fields[name].default for name in names})

    def without_value(self, name: str, value: object) -> ListingFilter:
        """The same filter with one alternative of a condition taken out; the condition ends with its last one."""
        held = getattr(self, name)
        kept = tuple(one for one in held if one != value) if isinstance(held, tuple) else ()
        return self.model_copy(update={name: kept}) if kept else self.without(name)

    def alternatives(self) -> dict[str, ListingFilter]:
        """What is compared: the filter with one alternative of the first condition that has several, by its name."""
        for name in ("companies", "disciplines", "titles", "places", "terms", "employment_types", "degrees"):
            held = getattr(self, name)
            if len(held) > 1:
                return {_name_of(one): self.model_copy(update={name: (one,)}) for one in held}
        return {}

    def adding(self, name: str, value: object) -> ListingFilter:
        """The same filter with one more alternative of a condition; a condition of one value gets that value.

        Raises:
            InvalidRequest: there is no such condition, or it takes no such value.
        """
        if name not in type(self).model_fields:
            raise InvalidRequest(f"there is no condition {name!r}")
        held = getattr(self, name)
        if isinstance(held, tuple):
            value = (*(one for one in held if one != value), value)
        return parse_filter({**self.model_dump(exclude_defaults=True), name: value})

    def chips(self) -> dict[str, Any]:
        """The conditions as plain JSON values, for `Answer.listings.filters`."""
        data = self.model_dump(mode="json", exclude_defaults=True)
        data.pop("documents", None)
        if self.pay is not None:
            # Its currency and period say what the amount is, also where they are the usual ones.
            data["pay"] = self.pay.model_dump(mode="json", exclude_none=True)
        for name in ("places", "not_places"):
            if name in data:
                data[name] = [place.label for place in getattr(self, name)]
        return data


def _name_of(value: PlaceChoice | TermChoice | str) -> str:
    if isinstance(value, PlaceChoice):
        return value.label
    if isinstance(value, TermChoice):
        return " ".join(str(part) for part in (value.season, value.year) if part).capitalize()
    return value


class ListingQuery(_Value):
    """A filter with what is to be done with the records that it finds.

    Attributes:
        fields: what the question wants to know of each record; empty where it wants the records themselves.
        uninterpreted: content words of the question that no condition covers.
    """

    filter: ListingFilter = ListingFilter()
    mode: Mode = "which"
    sort: SortKey = "relevance"
    descending: bool = False
    limit: int | None = Field(default=None, ge=1)
    group_by: GroupKey | None = None
    fields: tuple[RecordField, ...] = ()
    uninterpreted: tuple[str, ...] = ()

    def ordered(self, order: Order) -> ListingQuery:
        """The same query in another order."""
        sort, descending = ORDERS[order]
        return self.model_copy(update={"sort": sort, "descending": descending})

    @property
    def order(self) -> Order:
        """The name of its order."""
        return next(name for name, held in ORDERS.items() if held == (self.sort, self.descending))

    @model_validator(mode="after")
    def _named_order(self) -> ListingQuery:
        if (self.sort, self.descending) not in ORDERS.values():
            raise ValueError("relevance has one direction only")
        return self


def parse_filter(value: object) -> ListingFilter:
    """A filter from JSON values; checked, never executed.

    Raises:
        InvalidRequest: an unknown condition or a value that it does not take; the message names it.
    """
    try:
        return ListingFilter.model_validate(value)
    except ValidationError as error:
        raise InvalidRequest(f"this is no filter: {'; '.join(_faults(error))}") from error


def _faults(error: ValidationError) -> Iterable[str]:
    for fault in error.errors(include_url=False, include_input=False)[:3]:
        where = ".".join(str(part) for part in fault["loc"])
        yield f"{where}: {fault['msg']}" if where else fault["msg"]
