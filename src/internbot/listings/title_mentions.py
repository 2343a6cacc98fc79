"""Words that a question wants in a title and names as such: "with robotics in the title", "whose title says ML"."""

from __future__ import annotations

import re

from internbot.listings.scans import Scan

_PHRASE = r"[\"“']?(?P<phrase>[^\W_][\w+#./&-]*(?: [\w+#./&-]+){0,3}?)[\"”']?"
_TITLE = r"(?:the |their |its )?(?:job |position )?titles?\b"
_NAMED = (
    re.compile(
        rf"\b(?:(?:with(?:out)?|having|containing|mentioning)|(?:have|has|contain|mention|say)s?)"
        rf"(?: the)?(?: words?| phrase| term)? {_PHRASE} (?:\w+ing )?in {_TITLE}"
    ),
    re.compile(
        rf"\b(?:whose|with|where) (?:a |the )?(?:job |position )?titles? (?:that |which )?"
        rf"(?:contain|include|mention|have|has|hold|say|containing|including|mentioning)s?"
        rf"(?: the)?(?: words?| phrase| term)? {_PHRASE}(?=\W*$|[,;?.]| (?:and|or|but|in|at|for|that|with|except)\b)"
    ),
)


def take_title_words(scan: Scan) -> None:
    """Note each such phrase as a condition on the title."""
    for pattern in _NAMED:
        for match in list(scan.find(pattern)):
            negated = match.group().startswith("without") or scan.negation(match.start()) is not None
            scan.met.setdefault("not_titles" if negated else "titles", []).append(match["phrase"])
            scan.take(scan.negation(match.start()) or match.start(), match.end(), "titles")
