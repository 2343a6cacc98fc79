"""Personal data that people type: found, and masked before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import phonenumbers

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_CARD = re.compile(r"\b\d(?:[ -]?\d){12,18}\b")
_SOCIAL_SECURITY = re.compile(r"\b\d{3}-\d{2}-\d{4}\b")
_REGIONS = ("US", "GB", "DE", "FR", "IN")
"""Where a number without a country's code may be from: the largest countries of those who ask in our languages."""


def mask(text: str) -> str:
    """`text` with e-mail addresses, phone, card, account and social security numbers replaced by what they are."""
    for found, kind in personal(text):
        text = text.replace(found, f"[{kind}]")
    return text


def mask_all(value: Any, personal_data: tuple[tuple[str, str], ...]) -> Any:
    """A JSON value in which every string has what `personal` found replaced; keys stay."""
    if isinstance(value, str):
        for found, kind in personal_data:
            value = value.replace(found, f"[{kind}]")
        return value
    if isinstance(value, dict):
        return {key: mask_all(inner, personal_data) for key, inner in value.items()}
    if isinstance(value, list):
        return [mask_all(inner, personal_data) for inner in value]
    return value


def personal(text: str) -> tuple[tuple[str, str], ...]:
    """What is personal in `text`, each with its kind, the longest first so that no part is left over."""
    found: dict[str, str] = {}
    for words, kind in _found(text):
        found.setdefault(words, kind)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _found(text: str) -> Iterator[tuple[str, str]]:
    for match in _EMAIL.finditer(text):
        yield match.group(), "e-mail address"
    for match in _IBAN.finditer(text):
        if _checks_out(match.group()):
            yield match.group(), "account number"
    for match in _CARD.finditer(text):
        if _luhn(match.group()):
            yield match.group(), "card number"
    for match in _SOCIAL_SECURITY.finditer(text):
        yield match.group(), "social security number"
    if sum(character.isdigit() for character in text) < 7:
        return
    for region in _REGIONS:
        for number in phonenumbers.PhoneNumberMatcher(text, region):
            yield number.raw_string, "phone number"


def _luhn(text: str) -> bool:
    """Whether the digits have the check digit of payment cards (ISO/IEC 7812-1, annex B)."""
    digits = [int(character) for character in reversed(text) if character.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _checks_out(text: str) -> bool:
    """Whether an account number has the check digits of ISO 13616."""
    compact = text.replace(" ", "")
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1
