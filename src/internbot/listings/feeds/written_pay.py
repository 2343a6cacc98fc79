"""Pay as a cell or a field writes it in words ("$60/hr", "$10K per month", "€30k - 40k")."""

from __future__ import annotations

from collections.abc import Sequence

from internbot.listings.places import PlaceResolver
from internbot.listings.prose import read_prose
from internbot.listings.record import Salary


def read_written_pay(text: str, resolver: PlaceResolver, places: Sequence[str]) -> Salary | None:
    """The pay; None where it has no period or is not clear.

    Args:
        text: as written.
        resolver: tells the country of the places: a bare dollar sign means that of the United States only there.
        places: of the posting, as written.
    """
    if not text or not any(sign.isdigit() for sign in text):
        return None
    fact = read_prose(f"Pay: {text}").salary
    if fact is None:
        return None
    salary = fact.value
    if salary.currency is None and "$" in text:
        countries = {place.country for written in places for place in resolver.resolve(written).places}
        return salary.model_copy(update={"currency": "USD"}) if countries == {"US"} else salary
    return salary
