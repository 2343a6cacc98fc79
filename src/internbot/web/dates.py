"""Dates as the pages write them."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(day: date) -> str:
    """Such as "22 November 2026", whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def in_short(day: date) -> str:
    """Such as "22 Nov 2026", for tables."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def age_in_words(day: date, today: date) -> str:
    """How many whole years ago `day` was, or an empty string below one year."""
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    if years < 1:
        return ""
    return "a year old" if years == 1 else f"{years} years old"
