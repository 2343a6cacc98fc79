"""Signs and words by which lists say who may apply: 🛂 no sponsorship, 🇺🇸 citizens only, 🎓 an advanced degree."""

from __future__ import annotations

import re

from internbot.listings.record import Sponsorship

_ADVANCED = "🎓"
_SPONSORSHIP: tuple[tuple[str, Sponsorship], ...] = (("🇺🇸", "citizens_only"), ("🛂", "no"))
_SIGN = re.compile("[🛂🎓🔥🔒❌🆕⭐✨\u200d\ufe0f]|🇺🇸|🇨🇦")
_WORDS: tuple[tuple[re.Pattern[str], Sponsorship], ...] = (
    (re.compile(r"\bcitizen"), "citizens_only"),
    (
        re.compile(r"\bno\b|\bnot\b|\bn't\b|\bwithout\b|\bfalse\b|\bunavailable\b|\bnone\b|\bnein\b|\bnon\b"),
        "no",
    ),
    (
        re.compile(
            r"^(?:yes|y|true|ja|oui|s[ií])$|\bsponsors\b|\boffer|\bavailable\b|\bprovided\b|\bsponsored\b"
        ),
        "yes",
    ),
)


def without_signs(text: str) -> str:
    """`text` without the signs of such lists."""
    return " ".join(_SIGN.sub("", text).split())


def signed_sponsorship(text: str) -> Sponsorship | None:
    """What a sign in `text` says; None where there is none."""
    return next((value for sign, value in _SPONSORSHIP if sign in text), None)


def signed_degrees(text: str) -> tuple[str, ...]:
    """The degrees that a sign in `text` asks for: those above a bachelor's."""
    return ("Master's", "PhD") if _ADVANCED in text else ()


def worded_sponsorship(text: str) -> Sponsorship | None:
    """What a field of its own says, such as "citizens-only" or "Does Not Offer Sponsorship"; None if unclear."""
    plain = " ".join(re.sub(r"[_-]+", " ", text.lower()).split())
    return next((value for pattern, value in _WORDS if pattern.search(plain)), None)
