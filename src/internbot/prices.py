"""What a chat model's tokens cost: prices are the operator's word, since they change without a release of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

_MILLION = 1_000_000
_WRITTEN = re.compile(r"(\d{1,7}(?:\.\d{1,9})?)\s+(\d{1,7}(?:\.\d{1,9})?)\s+([A-Z]{3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of a million tokens.

    Attributes:
        read: of those that the model reads.
        written: of those that it writes.
        currency: three letters of ISO 4217.
    """

    read: float
    written: float
    currency: str

    @classmethod
    def of(cls, text: str) -> Self:
        """The prices of a text such as `0.40 1.60 USD`.

        Raises:
            ValueError: it is no such text.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError("no prices")
        return cls(float(found[1]), float(found[2]), found[3])

    def cost(self, read: int, written: int) -> float:
        """What so many tokens cost, in the currency."""
        return (read * self.read + written * self.written) / _MILLION

    def amount(self, cost: float) -> str:
        """A cost in words, such as `1.25 USD`; of a small one, as many places as tell something."""
        places = 2 if cost >= 1 or not cost else 4 if cost >= 0.01 else 6
        return f"{cost:,.{places}f} {self.currency}"
