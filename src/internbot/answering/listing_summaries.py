"""One fluent sentence for a computed result. The model only puts our phrases together: it can change no count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from internbot.answering.answers import Dropped, ListingResult, Sentence
from internbot.answering.listing_answers import ListingAnswer
from internbot.chat_models.base import ChatModel
from internbot.errors import ChatModelError
from internbot.prompts import Prompt
from internbot.questions.faithful import first_line

_WRITTEN = 90
"""Tokens that the sentence may have."""
_LONGEST = 300
_CONNECTING = frozenset(
    (  # noqa: SIM905 - a list of strings would be four times as long
        "a about also among an and are be for found from have here i in is it list listed match matched matches "
        "matching my of on our records result results search sources that the them there these they this to total "
        "we were which with you your posting postings"
    ).split()
)
"""Words that say nothing of a posting."""
_DENIES = re.compile(
    r"\b(?:not?|none|never|neither|nor|without|except\w*|exclud\w+|other than|outside|but|only|any|every|all)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Summary:
    """A result with its first line as it is to be said.

    Attributes:
        by_model: fields of the answer that say what a model did.
    """

    answer: ListingAnswer
    by_model: dict[str, object]


class ListingSummaries:
    """Has a chat model say a result in one sentence."""

    def __init__(self, model: ChatModel) -> None:
        """Load the prompt.

        Raises:
            SettingsError: the prompt is missing or its variables do not fit.
        """
        self._name = model.name
        self._prompt = Prompt.load("listing_summary", ("question", "result", "phrases"))
        self._chain = self._prompt.template | model.bind(max_tokens=_WRITTEN)

    def summary(self, question: str, computed: ListingAnswer) -> Summary:
        """The answer with a sentence of the model in the place of its first line, or as it was computed.

        The conditions are not the model's to say: they follow its sentence as they were computed.

        Args:
            question: standing alone.
            computed: the whole answer over the records.
        """
        result = computed.result
        plain = not result.uninterpreted and result.groups is None and result.total > 0
        if not plain or _DENIES.search(question):
            return Summary(computed, {})
        counted = phrases(result)
        line, *below = computed.text.split("\n")
        try:
            listed = "\n".join(f"- {phrase}" for phrase in counted)
            answer = self._chain.invoke({"question": question, "result": line, "phrases": listed})
        except ChatModelError:
            return Summary(computed, {})
        written = first_line(answer.text).rstrip(". ")
        if written in line:
            return Summary(computed, {})
        reason = refusal(written, question, counted)
        if reason is not None:
            refused = (Dropped(text=written, reason=reason),)
            return Summary(computed, {"dropped": refused, "prompt": self._prompt.sha256})
        conditions = line[line.index(" (") :] if " (" in line else "."
        said = f"{written}{conditions}"
        sentences = (Sentence(text=said, support="computed"), *computed.sentences[1:])
        fluent = replace(computed, text="\n".join((said, *below)), sentences=sentences)
        return Summary(fluent, {"model": self._name, "prompt": self._prompt.sha256})


def phrases(result: ListingResult) -> tuple[str, ...]:
    """The counts of a result, each with what is counted, so that no number can be given to something else."""
    states = ((result.open, "open"), (result.undated, "undated"), (result.closed, "closed"))
    noun = "posting" if result.total == 1 else "postings"
    return (f"{result.total:,} {noun}", *(f"{count:,} {state}" for count, state in states if count))


def refusal(sentence: str, question: str, counted: Sequence[str]) -> str | None:
    """Why a sentence may not stand for the computed line; None where it may.

    It has to hold each counted phrase once, and besides them nothing but words of the question and words that say
    nothing of a posting.
    """
    rest = sentence
    for phrase in counted:
        found = list(re.finditer(rf"(?<![\w,.]){re.escape(phrase)}(?!\w)", rest, re.IGNORECASE))
        if len(found) != 1:
            return f"it does not say “{phrase}” once"
        rest = rest[: found[0].start()] + " " + rest[found[0].end() :]
    if len(sentence) > _LONGEST or _DIGIT.search(rest) or re.search(r"[<>\[\]*_`|\n]|://", rest):
        return "it holds more than the result"
    if _DENIES.search(rest):
        return "it denies something"
    allowed = _CONNECTING | {word.lower() for word in _WORD.findall(question)}
    for word in _WORD.findall(rest):
        if word.lower() not in allowed:
            return f"the result does not say “{word}”"
    return None
