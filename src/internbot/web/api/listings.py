"""`GET /api/v1/listings`: the records that match, completely counted, with a page of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from pydantic import Field

from internbot.answering.answers import ListingResult, ListingRow
from internbot.answering.listing_answers import result, row
from internbot.assistant import Assistant
from internbot.errors import InvalidRequest
from internbot.listings.filter_text import FIELDS
from internbot.listings.filters import Order
from internbot.listings.found import FoundListing
from internbot.listings.record import Salary
from internbot.web.links import web_address
from internbot.web.listing_requests import LONGEST_WHERE, LONGEST_WORDS, asked

MOST_ROWS = 100
LAST_OFFSET = 1_000_000
_KNOWN = frozenset({"where", "q", "sort", "limit", "offset"})


class ListingItem(ListingRow):
    """One record; `null`, `unknown` and empty lists say that its source does not tell."""

    degree_levels: tuple[str, ...]
    experience_years: float | None = Field(description="least that is asked for")
    sponsorship: str
    salary: Salary | None
    skills: tuple[str, ...]
    posted_at: date | None
    last_seen_at: date | None = Field(description="day on which its source was last seen to hold it")
    closes_in: str | None = Field(description="time zone in which the closing day ends; null without one")
    apply_url: str | None
    source_url: str | None


class ListingsPage(ListingResult):
    """A complete count with one page of the records.

    `uninterpreted` holds the words of `q` that no condition covers.
    """

    items: tuple[ListingItem, ...]
    sort: Order
    limit: int
    offset: int
    not_compared: dict[str, int] = Field(
        description="records left out of a comparison of pay, by their currency"
    )
    checked_on: date | None = Field(description="day of the last look at the sources")


def add_listings(api: FastAPI, assistant: Assistant) -> None:
    """Adds `GET /listings` to the API."""

    @api.get("/listings", tags=["listings"], openapi_extra={"parameters": _parameters()})
    def listings(
        request: Request,
        where: Annotated[
            str,
            Query(
                max_length=LONGEST_WHERE,
                description="conditions as `internbot listings --where` takes them, such as `place=Seattle`",
            ),
        ] = "",
        q: Annotated[str, Query(max_length=LONGEST_WORDS, description="a question in plain words")] = "",
        sort: Annotated[
            Order | None, Query(description="order of the records; closed ones come last in each")
        ] = None,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS, description="records to return")] = 10,
        offset: Annotated[
            int, Query(ge=0, le=LAST_OFFSET, description="records to leave out before them")
        ] = 0,
    ) -> ListingsPage:
        """The records that meet all conditions; fields may be given as parameters of their own."""
        unknown = [name for name in request.query_params if name not in _KNOWN and name not in FIELDS]
        if unknown:
            raise InvalidRequest(
                f"there is no parameter {unknown[0][:40]!r}; there are {', '.join((*sorted(_KNOWN), *FIELDS))}"
            )
        del where, q, sort  # Checked above for the length and the choice; read together here.
        wanted = asked(request.query_params, assistant.records)
        found = assistant.records.find(wanted.query, first=limit, offset=offset)
        told = result(found, (), assistant.records.filter_text).model_dump(
            exclude={"items", "uninterpreted", "sort"}
        )
        return ListingsPage(
            **told,
            items=tuple(_item(one) for one in found.rows),
            uninterpreted=wanted.uninterpreted,
            sort=wanted.query.order,
            limit=limit,
            offset=offset,
            not_compared=dict(found.not_compared),
            checked_on=assistant.overview().checked_on,
        )


def _item(found: FoundListing) -> ListingItem:
    listing = found.listing
    shown = row(found).model_dump()
    shown["url"] = web_address(shown["url"])
    return ListingItem(
        **shown,
        degree_levels=listing.degree_levels,
        experience_years=listing.experience_years,
        sponsorship=listing.sponsorship,
        salary=listing.salary,
        skills=listing.skills,
        posted_at=listing.posted_at,
        last_seen_at=listing.last_seen_at,
        closes_in=listing.deadline_at() if listing.expires_at else None,
        apply_url=web_address(listing.apply_url),
        source_url=web_address(listing.source_url),
    )


def _parameters() -> list[dict[str, Any]]:
    """The fields as parameters, for the description of the API."""
    made: list[dict[str, Any]] = []
    for name, field in FIELDS.items():
        items: dict[str, Any] = {"type": "string"}
        choices = f"; one of {', '.join(field.choices)}" if field.choices else ""
        signs = "may begin with `!=` to leave out" if field.negative else ""
        if name in ("experience", "pay", "posted", "closes"):
            signs = "may begin with `>=` or `<=`"
        about = f"the condition `{name}` of `where`{choices}{f'; {signs}' if signs else ''}"
        made.append(
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": about,
                "schema": {"type": "array", "items": items},
            }
        )
    return made
