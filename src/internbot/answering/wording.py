"""What the assistant says of itself: greetings, declines, questions back. Plain, short, no claims about internships."""

from __future__ import annotations

from collections.abc import Sequence

from internbot.answering.composition import escape
from internbot.answering.foreign_wording import FOREIGN


def holdings(articles: int, listings: int) -> str:
    """What there is, such as "21 guides and 10 postings"."""
    parts = [
        f"{articles:,} article{'' if articles == 1 else 's'}" if articles else "",
        _postings(listings) if listings else "",
    ]
    return " and ".join(part for part in parts if part) or "no sources yet"


def unread(known: int, texts: int) -> str:
    """Says that `texts` postings cannot be filtered; `known` ones can, and none of them matches."""
    if not known:
        return (
            f"I cannot filter or count {_postings(texts)}: {_they(texts)} read as text only, without fields."
        )
    return (
        f"None of the {known:,} postings that I can filter match. I cannot filter or count "
        f"{_postings(texts)} more: {_they(texts)} read as text only, without fields."
    )


def _postings(number: int) -> str:
    return f"{number:,} posting{'' if number == 1 else 's'}"


def _they(number: int) -> str:
    return "it was" if number == 1 else "they were"


def greeting(held: str, language: str = "en") -> str:
    """The answer to a hello, in the language of an ISO 639-1 code; in English where there is no other."""
    if language in FOREIGN:
        return FOREIGN[language].greeting
    return f"Hello. Ask me about internships: I answer with exact quotes from {held}."


def thanks(language: str = "en") -> str:
    """The answer to a thank-you."""
    return (
        FOREIGN[language].thanks if language in FOREIGN else "You are welcome. Ask me more whenever you like."
    )


def about(held: str, language: str = "en") -> str:
    """The answer to "what can you do?"."""
    if language in FOREIGN:
        return FOREIGN[language].about
    return (
        f"I answer questions about internships with exact quotes from {held}, each with its source, and I count and "
        "filter the postings. Where my sources do not say, I tell you so."
    )


def decline(
    unknown: Sequence[str],
    unsaid: Sequence[str] = (),
    *,
    hostile: bool,
    language: str,
    translated: bool = False,
    quoted: bool = False,
) -> str:
    """One sentence on what is missing.

    Args:
        unknown: words of the question that no source holds.
        unsaid: others of which the nearest passages say nothing; told only where those are `quoted`.
        hostile: whether the message only ordered the assistant about.
        language: of the question, ISO 639-1.
        translated: whether a question in another language was understood.
        quoted: whether sentences of the nearest sources are shown with it.
    """
    if language in FOREIGN:
        return FOREIGN[language].unknown if translated else FOREIGN[language].not_understood
    if hostile:
        return "I only answer questions from my sources, so there is nothing I can say to that."
    below = "; what comes nearest is quoted below" if quoted else ""
    if unknown:
        return f"I don't know: my sources say nothing about {_either(unknown)}{below}."
    if not quoted:
        return "I don't know: my sources do not answer this."
    if unsaid:
        return f"I don't know: what my sources say on this does not mention {_either(unsaid)}{below}."
    return f"I don't know: I found no sure answer in my sources{below}."


def _either(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words[:2])


def foreign(language: str, *, translated: bool = False) -> str | None:
    """The line above quotes that answer a question that is not in English; None for English."""
    if language not in FOREIGN:
        return None
    return FOREIGN[language].quoted if translated else FOREIGN[language].half_understood


def machine_translated(language: str) -> str:
    """The line above sentences that a chat model translated, each beside its original; of one of `FOREIGN`."""
    return FOREIGN[language].translated


def disagreement() -> str:
    """The line above statements that contradict each other."""
    return "My sources disagree on this, so here is what each says and when:"


def partly(unanswered: Sequence[str]) -> str:
    """The line above what answers a part of a message, with the questions that nothing answers."""
    asked = " and ".join(f"“{escape(one)}”" for one in unanswered)
    return f"My sources do not answer {asked}; on the rest they say:"


def searching(held: str) -> str:
    """What is said while the index is searched."""
    return f"Searching {held}"


def writing() -> str:
    """What is said while a chat model writes."""
    return "Writing an answer; each sentence is checked against its source"


def quoted_partly() -> str:
    """Why a chat model is not asked where a part of the question has no answer."""
    return "My sources answer only a part of this, so it is quoted."


def quoted_apart() -> str:
    """Why a chat model is not asked where sources disagree."""
    return "My sources disagree, so each is quoted."
