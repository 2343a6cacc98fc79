"""What a question asks of the records: a filter that is data, never code."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

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
]
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
    """Numbers from `least` to `most`, both included."""

    least: float | None = None
    most: float | None = None


class Days(_Value):
    """Days from `first` to `last`, both included."""

    first: date | None = None
    last: date | None = None


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
    places: tuple[PlaceChoice, ...] = ()
    not_places: tuple[PlaceChoice, ...] = ()
    remote: tuple[Remote, ...] = ()
    employment_types: tuple[EmploymentType, ...] = ()
    not_employment_types: tuple[EmploymentType, ...] = ()
    terms: tuple[TermChoice, ...] = ()
    degrees: tuple[DegreeLevel, ...] = ()
    not_degrees: tuple[DegreeLevel, ...] = ()
    experience: Range | None = Field(default=None, description="the years that a record asks for lie in it")
    sponsorship: tuple[Sponsorship, ...] = ()
    status: tuple[Status, ...] = ()
    posted: Days | None = None
    closes: Days | None = None
    undated: bool | None = Field(
        default=None, description="only records without a deadline, or only those with one"
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

    def chips(self) -> dict[str, Any]:
        """The conditions as plain JSON values, for `Answer.listings.filters`."""
        data = self.model_dump(mode="json", exclude_defaults=True)
        data.pop("documents", None)
        for name in ("places", "not_places"):
            if name in data:
                data[name] = [place.label for place in getattr(self, name)]
        return data


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
