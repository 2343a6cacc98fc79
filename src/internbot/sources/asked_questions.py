"""Questions that whoever writes a text says it answers: `<!-- asked: a question | another -->` before the sentence.

Readers of the page never see them, and they are never quoted. They lead people who ask in other words to the sentence.
"""

from __future__ import annotations

import re

from internbot.sources.documents import AskedQuestion

# As with placeholders: printable, so that no parser drops it, and of no use in running text.
_SIGNS = "⍟⎈⏃⏄⏅⏇"
_FENCED_OR_ASKED = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?(?:^(?P=fence)|\Z)|<!--\s*asked:(?P<asked>(?:(?!-->).)*)-->"
    r"(?P<bullet>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)?",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_DIVIDED = re.compile(r"[|\n]")
LONGEST = 300
"""Characters of a question; what is longer is no question."""
MOST = 20
"""Questions at one place."""


class AskedQuestions:
    """The questions of one Markdown text, lifted out of it before it is rendered.

    Attributes:
        source: the text, with a sign where each comment stood.
        refused: questions that are too long or too many.
    """

    def __init__(self, source: str) -> None:
        self._lifted: list[tuple[str, ...]] = []
        self.refused: list[str] = []
        self._sign = next((sign for sign in _SIGNS if sign not in source), "")
        self.source = _FENCED_OR_ASKED.sub(self._lift, source) if self._sign and "<!--" in source else source

    @property
    def sign(self) -> re.Pattern[str] | None:
        """Finds what stands in the place of comments; its first group is the number of the comment."""
        return re.compile(rf"{self._sign}(\d+){self._sign}") if self._lifted else None

    def placed(self, places: dict[int, int]) -> tuple[AskedQuestion, ...]:
        """The questions, in order.

        Args:
            places: offset in the rendered text where the sign of each comment stood; those of parts that were left out
                are missing.
        """
        return tuple(
            AskedQuestion(question, places[number])
            for number, questions in enumerate(self._lifted)
            if number in places
            for question in questions
        )

    def _lift(self, found: re.Match[str]) -> str:
        if found["asked"] is None:
            return found[0]
        questions = [" ".join(part.split()) for part in _DIVIDED.split(found["asked"])]
        questions = [question for question in questions if question]
        kept = [question for question in questions if len(question) <= LONGEST][:MOST]
        self.refused += [question for question in questions if question not in kept]
        self._lifted.append(tuple(kept))
        sign = f"{self._sign}{len(self._lifted) - 1}{self._sign}"
        bullet = found["bullet"] or ""
        line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
        # Before the bullet of an item, the sign would make running text of it.
        return f"{bullet.lstrip()}{sign}" if not line.strip() else f"{sign}{bullet}"
