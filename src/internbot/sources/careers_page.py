"""A careers page saved as text: an article with page furniture, then a run of postings.

A posting is a line that names a place, such as `US, WA, Seattle`, and below it its text in one long line. The
page is recognised by that shape alone. Paragraphs of the article are single lines between blank lines; groups
of lines that stand together are boxes laid out beside the text: teasers, captions, quotations pulled out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from internbot.errors import SourceError
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.markdown import title_from_name
from internbot.sources.postings import posting_title, render_posting
from internbot.sources.renderings import Rendering
from internbot.sources.text_decoding import decode

_SUFFIXES = frozenset((".txt", ".text", ""))
_PLACE = re.compile(
    r"[A-Z][\w.’'() -]{0,40}(?:, ?[A-Z][\w.’'() -]{0,40}){1,3}|(?:[A-Z]{2,3}, )?(?:Remote|Virtual)"
)
_SHORTEST_POSTING = 400  # characters: a line this long below a place is no caption
_FEWEST_POSTINGS = 2
_LONGEST_HEADING = 80  # characters
_MOST_HEADING_WORDS = 12
_MOSTLY_SINGLE = 0.6  # share of groups of one line from which the others are boxes
_FURNITURE = re.compile(
    r"(?:related|recommended|more|popular|trending|latest|featured) "
    r"(?:content|articles?|stories|posts|reading|news|links|jobs|videos?)"
    r"|research areas?|topics?|tags?|categories|share(?: this.*)?|read (?:more|next)|see also"
    r"|you (?:may|might) also like.*|about the authors?|subscribe.*|sign up.*|follow us.*|back to top"
    r"|advertisement|skip to (?:main )?content|loading.*|next|previous|menu|search|home|print|copy link"
    r"|download|(?:view|see) (?:all|more)|apply now|comments?",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_LISTED = re.compile(r"(?:[-*•·–]|\d{1,3}[.)])\s+\S")


class CareersPageReader:
    """Reads the article and each posting of a saved careers page as documents of their own.

    The article's id is the file's key; a posting's is `key#place-hash`, from its place and its text, so that
    it stays when the page's order changes and near-duplicates stay apart. An exact repetition is read once.
    """

    name = "careers_page"
    version = 1

    def accepts(self, item: Item) -> bool:
        """By name and shape: a text file with at least two postings."""
        if item.suffix not in _SUFFIXES:
            return False
        try:
            lines = decode(item.raw).split("\n")
        except SourceError:
            return False
        return len(_postings(lines)) >= _FEWEST_POSTINGS

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The article first, then the postings in their order."""
        lines = decode(item.raw).split("\n")
        postings = _postings(lines)
        taken = {number for posting in postings for number in range(posting.line, posting.end)}
        article = _article(item, [line if n not in taken else "" for n, line in enumerate(lines)])
        if article is not None:
            yield article
        seen: set[str] = set()
        for posting in postings:
            document = _posting_document(item, posting)
            if document.id not in seen:
                seen.add(document.id)
                yield document


@dataclass(frozen=True, slots=True)
class _Posting:
    """A place, the text below it, and the lines (first and past the last) where both stand."""

    place: str
    text: str
    line: int
    end: int


def _postings(lines: Sequence[str]) -> list[_Posting]:
    found = []
    for number, line in enumerate(lines[:-1]):
        place = line.strip()
        if len(place) > _LONGEST_HEADING or not _PLACE.fullmatch(place):
            continue
        below = number + 1
        while below < len(lines) - 1 and not lines[below].strip() and below < number + 3:
            below += 1
        if len(lines[below]) >= _SHORTEST_POSTING:
            found.append(_Posting(place, lines[below].strip(), number, below + 1))
    return found


def _posting_document(item: Item, posting: _Posting) -> Document:
    rendering = Rendering()
    render_posting(posting.text, rendering)
    raw = f"{posting.place}\n{posting.text}".encode()
    slug = "-".join(re.findall(r"\w+", posting.place.lower()))
    return Document(
        id=f"{item.key}#{slug}-{hashlib.sha256(raw).hexdigest()[:8]}",
        title=posting_title(posting.text, posting.place),
        text=rendering.text,
        kind="listing",
        url=item.url,
        retrieved=item.retrieved,
        blocks=tuple(rendering.blocks),
        metadata={"location": posting.place},
        raw=raw,
    )


def _article(item: Item, lines: Sequence[str]) -> Document | None:
    groups = _groups(lines)
    single = sum(len(group) == 1 for group in groups)
    boxes_apart = single >= _MOSTLY_SINGLE * len(groups)
    rendering = Rendering()
    title = ""
    kept = [group for group in (_without_furniture(group) for group in groups) if group]
    for place, group in enumerate(kept):
        if boxes_apart and len(group) > 1 and not any(_LISTED.match(line) for line in group):
            continue
        others = [line for other in kept if other is not group for line in other]
        if title and _is_pulled_out(group[0], others):
            continue
        if not title:
            title = " ".join(group[0].split())
            rendering.add("heading", group[0], level=1)
            group = group[1:]
        last = place + 1 == len(kept)
        for line in group:
            if _LISTED.match(line):
                rendering.add("item", line)
            elif len(group) == 1 and not last and _is_heading(line):
                rendering.add("heading", line, level=2)
            else:
                rendering.add("paragraph", line)
    if len(rendering.blocks) < 2:
        return None
    return Document(
        id=item.key,
        title=title if len(title) <= 2 * _LONGEST_HEADING else title_from_name(item.key),
        text=rendering.text,
        url=item.url,
        retrieved=item.retrieved,
        blocks=tuple(rendering.blocks),
    )


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines without a blank one between them."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.strip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _without_furniture(group: list[str]) -> list[str]:
    """Nothing, where a group begins with a phrase that only heads boxes and menus; else the group."""
    return [] if _FURNITURE.fullmatch(group[0].rstrip(":").strip()) else group


def _is_pulled_out(line: str, others: Sequence[str]) -> bool:
    """Whether a line of some length is said again, word for word, within a longer one."""
    words = _words(line)
    return len(words) >= 40 and any(words in _words(other) for other in others if len(other) > len(line))


def _words(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.lower()))


def _is_heading(line: str) -> bool:
    short = len(line) <= _LONGEST_HEADING and len(line.split()) <= _MOST_HEADING_WORDS
    return short and not (_ENDS_SENTENCE.search(line) and not line.endswith("?"))
