"""Sentences of a document that tell an assistant what to write: data as all others, but never worth repeating."""

from __future__ import annotations

import re

_WRITTEN = (
    r"(?:answer|response|reply|output|completion|message|summary|explanation|elucidation|translation)s?"
)
_YOURS = re.compile(
    rf"\byour\s+(?:\w+\s+)?{_WRITTEN}\b"
    rf"|\b(?:the|this|every|each)\s+{_WRITTEN}\s+(?:you|that you)\s+(?:give|write|generate|produce|send)\b"
    r"|\b(?:you (?:must|should|shall|have to)|always|please|now)\s+(?:only\s+)?"
    r"(?:say|answer|respond|reply|claim|output|print)\b"
    r"|\byour\s+(?:instructions|system prompt|prompt|training|guidelines|programming|developers?)\b"
    r"|\b(?:ai|language model|chat\s?bot|llm|gpt|virtual assistant)s?\b[^.?!]{0,40}\b(?:must|should|shall|ignore|"
    r"disregard|answer|respond|reply|say|print|write|output)\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:following|subsequent|below|next|this)\s+(?:piece of |block of |section of |snippet of )?"
    r"(?:code|script|command)\b[^.?!\n]{0,80}:|\byour\s+(?:code|codebase|implementation|solution)\b[^.?!\n]{0,60}:",
    re.IGNORECASE,
)

_MAKES_TEXT = re.compile(
    r"^\W*(?:(?:please|now|next|then|also|kindly)\s+)*(?:write|draft|compose|provide|explain|describe|translate|summari[sz]e"
    r"|generate|create|tell|list|give|outline|show|print|say|recite|repeat|rephrase|rewrite|respond|reply|answer|discuss"
    r"|convert|replace|render|encode|encrypt|arrange|rearrange|scramble|remove|insert|add|append|include|incorporate"
    r"|integrate|introduce|modify|use|suggest|recommend|promote|advertise|mention|encourage|invite|ask|remind|begin|end"
    r"|embed|merge|adopt|execute|run|implement|output|pretend|act)\b",
    re.IGNORECASE,
)
_IS_CODE = re.compile(
    r"^\W*(?:import|from [\w.]+ import|def|return|for \w+ in|with open)\b|\w\.\w+\(|\w\(\)"
    r"|\w\s*=\s*[\w\"'\[{(]|[{};]\s*$"
)


def is_command(sentence: str) -> bool:
    """Whether a sentence begins as an order to write, change or run something does; advice may begin so too."""
    return _MAKES_TEXT.match(sentence) is not None


def is_code(sentence: str) -> bool:
    """Whether a line is part of a program rather than of a text."""
    return _IS_CODE.search(sentence) is not None


def orders_assistant(sentence: str, question: str) -> bool:
    """Whether a sentence speaks of what its reader is to write, although the question does not.

    How to word one's answer in an interview is a fair question; then such a sentence may be said.
    """
    for pattern in (_YOURS, _CODE):
        found = pattern.search(sentence)
        if found is not None and not _shared(found.group(), question):
            return True
    return False


def _shared(order: str, question: str) -> bool:
    """Whether the question speaks of the same thing: its last word, such as "answer"."""
    asked = question.lower()
    return any(
        word.lower().rstrip("s") in asked for word in re.findall(r"\w{4,}", order) if word.lower() != "your"
    )
