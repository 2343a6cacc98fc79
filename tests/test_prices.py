from __future__ import annotations

import pytest

from internbot.errors import SettingsError
from internbot.prices import Prices
from internbot.settings import Settings


def test_prices_are_for_a_million_tokens() -> None:
    prices = Prices.of("0.40  1.60 USD")
    assert prices == Prices(0.4, 1.6, "USD")
    assert prices.cost(2_000_000, 500_000) == pytest.approx(1.6)
    assert prices.cost(0, 0) == 0


@pytest.mark.parametrize(
    ("cost", "told"),
    [(1234.5, "1,234.50 EUR"), (0.01234, "0.0123 EUR"), (0.000123, "0.000123 EUR"), (0, "0.00 EUR")],
)
def test_an_amount_names_its_currency(cost: float, told: str) -> None:
    assert Prices(1, 2, "EUR").amount(cost) == told


@pytest.mark.parametrize(
    "text", ["", "1 2", "1 2 dollars", "-1 2 USD", "1,5 2 EUR", "1 2 USD 3", "nan 1 USD"]
)
def test_what_names_no_prices_is_refused_as_a_setting(text: str) -> None:
    with pytest.raises(ValueError, match="no prices"):
        Prices.of(text)
    if text:
        with pytest.raises(SettingsError, match=r"such as `0\.40 1\.60 USD`"):
            Settings.load({"INTERNBOT_CHAT_PRICES": text}, None)


def test_a_setting_holds_them_as_they_were_written() -> None:
    assert Settings.load({"INTERNBOT_CHAT_PRICES": " 0.40   1.60 USD "}, None).chat_prices == "0.40 1.60 USD"
    assert Settings().chat_prices is None
