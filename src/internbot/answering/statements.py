"""What is seen of a chat model's sentence without its proof: whether it states anything, and stands by itself."""

from __future__ import annotations

import re

from internbot.answering.drafts import LONGEST, Draft
from internbot.answering.orders import is_code
from internbot.answering.whole_sentences import Proof
from internbot.questions.instructions import without_orders

INTRODUCES = "it only introduces something"
_WORD = re.compile(r"\w")
_TAG = re.compile(r"<[a-zA-Z/!?][^>]*>?")
_CONDITION = re.compile(r"\b(?:if|unless|provided that|as long as|only when|in case)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    # "It is important to" points at nothing.
    r"(?!it(?:['’]s| is| was)(?: not| \w+ly| very| also)? (?:important|essential|necessary|crucial|vital"
    r"|(?:im)?possible|best|better|good|wise|useful|helpful|common|normal|usual|easy|easier|hard|difficult|worth|(?:un)?likely"
    r"|recommended|advisable|expected|true|clear)\b)"
    r"(?:(?:it|they|he|she)\b|(?:this|that|these|those)(?:['’]s| is| are| was| were| means?| can| will| ha(?:s|ve))\b)",
    re.IGNORECASE,
)
"""Sentences whose subject is named in the one before."""


def unfit(claim: str, draft: Draft) -> str | None:
    """Why a sentence is withheld whatever the sources say."""
    if not draft.whole:
        return "it was not written to its end"
    if len(claim) > LONGEST:
        return "it is too long"
    if not _WORD.search(claim):
        return "it says nothing"
    if claim.rstrip("\"'”’)]* ").endswith("?"):
        return "it asks instead of answering"
    if _TAG.search(claim):
        return "it holds markup"
    if claim.rstrip(". *").endswith(":"):
        return INTRODUCES
    if is_code(claim):
        return "it is code"
    if without_orders(claim).orders:
        return "it is an order"
    return None


def points_back(claim: str) -> bool:
    """Whether the subject of a sentence is named only in the one before it."""
    return _POINTS_BACK.match(claim) is not None


def drops_condition(claim: str, proof: Proof) -> bool:
    """Whether a claim in its own words says without a condition what its source says with one."""
    held = _CONDITION.search(proof.text) and not _CONDITION.search(claim)
    return bool(held) and claim.rstrip(".!? ") not in proof.shown
