"""Descriptions of postings, HTML or plain, as lines of text, with duties and requirements set apart."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from internbot.sources.html_trees import parse_html
from internbot.sources.labels import is_label
from internbot.sources.markup import render_html
from internbot.sources.placeholders import choose_sign, mark
from internbot.sources.postings import render_posting
from internbot.sources.renderings import Rendering

Section = Literal["description", "responsibilities", "qualifications"]

_TAGS = (
    r"(?:p|br|ul|ol|li|div|span|b|strong|em|i|u|h[1-6]|table|thead|tbody|tr|td|th|a|section|article|script|style"
    r"|font|blockquote|hr|img|sup|sub|pre|code)"
)
_TAG = re.compile(rf"</?{_TAGS}\b[^<>]*>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&(?:amp;)*lt;/?{_TAGS}\b", re.IGNORECASE)
_CUT = re.compile(r"<[^<>]*$|&[#\w]{0,8}$")
_MOST_ESCAPES = 3
_BULLET = re.compile(r"^(?:[-•·*–▪◦‣●○■➢✓] ?|\d{1,2}[.)] )(?=\S)")
_ONE_PARAGRAPH = 300
"""Characters from which a description without any line break is searched for sections within the line."""

_YOU_WILL = r"you(?:['’]ll|['’]d| will| would)?"
_IF_YOU = r"if(?: you(?: have)?)?"
_DUTIES = (
    r"(?:(?:some of (?:your|the)|key|your|main|core|major|primary|general|essential|job|role|position|the) )*"
    r"(?:(?:tasks?|duties|roles?) (?:and|&) )?(?:responsibilities|duties|tasks|(?:job )?functions)"
    r"(?: include| of the (?:role|position|job))?(?: (?:and|&) (?:duties|tasks|responsibilities|impact))?(?: include)?",
    rf"what {_YOU_WILL} (?:be )?(?:do(?:ing)?|work(?:ing)? on|own)",
    r"(?:(?:in this (?:role|position|job)|as an? .{3,60}),? )?you(?:['’]ll| will)(?: be responsible for)?",
    r"how you(?:['’]ll| will) contribute",
    r"the (?:work|role) you(?:['’]ll| will) do|(?:deine |ihre )?aufgaben",
)
_NEEDS = (
    r"(?:(?:basic|minimum|min\.?|required|preferred|desired|additional|key|your|job|essential|other|bonus|technical"
    r"|must[- ]have|nice[- ]to[- ]have|educational?)(?: (?:and|&) \w+)? )*"
    r"(?:qualifications?|requirements?|skills|experience|education)"
    r"(?: (?:and|&) (?:qualifications?|requirements?|skills|experience|education))?",
    rf"what {_YOU_WILL} (?:need|bring|have)(?: to (?:succeed|have))?",
    r"what we(?:['’]re| are)? (?:looking for|expect(?: from you)?|need|seek)",
    r"who (?:you are|we(?:['’]re| are) looking for)|about you|your (?:profile|background|skills)(?: includes?)?",
    r"(?:dein |ihr )?profil|anforderungen|(?:das bringst du|was du|was sie) mit(?:bringst|bringen)?",
    r"preferred|nice to haves?|must haves?|(?:at a minimum,? )?you(?:['’]ll| will)?(?: need to)? (?:have|are|bring)",
    rf"you(?:['’]ll| will| may| might)(?: be)? an? (?:great |good )?(?:fit|addition)\b.{{0,40}} {_IF_YOU}",
    rf"(?:bonus points|(?:it['’]s )?a plus|extra credit)(?: {_IF_YOU})?",
)
# What ends a list of requirements that stands in a field of its own.
_OTHER = (
    r"(?:more )?about (?:us|the (?:company|team)|our .+)|(?:(?:a little|some) )?more about us|who we are|über uns",
    r"our (?:values|mission|team|culture)|equal (?:employment )?opportunity.*|diversity.*",
    r"(?:the |our )?(?:(?:hiring|interview|application|recruitment|selection) )?process(?: and how to apply)?",
    r"how to apply|next steps|additional (?:details|information)\b.*",
    r"(?:the |our |your )?(?:perks|benefits|compensation|salary|pay)(?: (?:and|&) (?:perks|benefits))?(?: package)?",
    r"what (?:we offer|you(?:['’]ll| will)? get|you can expect|is in it for you)|what['’]s in it for you",
    r"why (?:join us|us|\w+)\??|(?:das )?(?:bieten wir|wir bieten)(?: dir)?",
)
_OTHER_NAME = re.compile("|".join(_OTHER), re.IGNORECASE)
_DUTIES_NAME = re.compile("|".join(_DUTIES), re.IGNORECASE)
_NEEDS_NAME = re.compile("|".join(_NEEDS), re.IGNORECASE)
_PLAIN_NAME = re.compile(r"^(?:responsibilities|qualifications)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Description:
    """A posting's text by what it is about.

    Attributes:
        description: a paragraph a line, items of lists with "- " before them; None where there is none.
        responsibilities: what one would do, an item each; names of parts end in a colon.
        qualifications: what is asked for, likewise.
    """

    description: str | None = None
    responsibilities: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()

    def __add__(self, other: Description) -> Description:
        """Both, one after the other."""
        texts = [text for text in (self.description, other.description) if text]
        return Description(
            "\n".join(texts) or None,
            self.responsibilities + other.responsibilities,
            self.qualifications + other.qualifications,
        )


class _Line(NamedTuple):
    """One line of a description; `level` is 0 unless it is a heading."""

    text: str
    item: bool
    level: int = 0


@dataclass(slots=True)
class _Sorter:
    """Puts lines below their section; `kept` tells of each whether it is a heading."""

    kept: dict[Section, list[tuple[str, bool]]] = field(
        default_factory=lambda: {"description": [], "responsibilities": [], "qualifications": []}
    )

    def sort(self, lines: Iterable[_Line], start: Section) -> None:
        """Append `lines`, which stand in `start` until a heading says otherwise."""
        section, level, listed = start, 0, False
        for line in lines:
            if not line.level:
                # What follows a list without a heading of its own ("We are an equal opportunity ...") ends it.
                if listed and not line.item and start == "description":
                    section = start
                listed = line.item
                self._keep(section, line)
                continue
            listed = False
            name = line.text.rstrip(": ").strip()
            told = section_named(name)
            # Below "Requirements", a smaller heading divides them and does not end them.
            if told is None and section != start and line.level > level:
                told = section
            else:
                level = line.level
            section = told or start
            if not (section != "description" and _PLAIN_NAME.match(name)):
                self.kept[section].append((name + ("" if name.endswith(("?", "!", ".")) else ":"), True))

    def texts(self, section: Section) -> tuple[str, ...]:
        """The lines of a section; duties and requirements without headings below which nothing stands."""
        lines = self.kept[section]
        if section == "description":
            return tuple(text for text, _ in lines)
        bare = (
            heading and (at + 1 == len(lines) or lines[at + 1][1]) for at, (_, heading) in enumerate(lines)
        )
        return tuple(text for (text, _), empty in zip(lines, bare, strict=True) if not empty)

    def _keep(self, section: Section, line: _Line) -> None:
        text = line.text if section != "description" or not line.item else f"- {line.text}"
        self.kept[section].append((text, False))


def section_named(name: str) -> Section | None:
    """The section that a heading opens, such as "What you'll do"; None where that depends on what stands around it."""
    name = " ".join(name.rstrip(": …").split())
    if _DUTIES_NAME.fullmatch(name):
        return "responsibilities"
    if _NEEDS_NAME.fullmatch(name):
        return "qualifications"
    return "description" if _OTHER_NAME.fullmatch(name) else None


def read_description(source: str | None, section: Section = "description") -> Description:
    """The text of a posting's field.

    HTML loses its markup; script, style and sentences with template placeholders go. Markup that was escaped, once
    or twice, is unescaped first; a tag or entity that was cut at the end goes.

    Args:
        source: HTML or plain text.
        section: what the field holds; headings within may say otherwise where it is the description.
    """
    if not source or not source.strip():
        return Description()
    sorter = _Sorter()
    sorter.sort(_lines(source), section)
    return Description(
        "\n".join(sorter.texts("description")) or None,
        sorter.texts("responsibilities"),
        sorter.texts("qualifications"),
    )


def unescaped(source: str) -> str:
    """`source` with its tags as tags, however often they were escaped."""
    for _ in range(_MOST_ESCAPES):
        if _TAG.search(source) or not _ESCAPED_TAG.search(source):
            break
        source = html.unescape(source)
    return source


def _lines(source: str) -> Iterator[_Line]:
    source = unescaped(source)
    rendering = Rendering()
    if _TAG.search(source):
        source = _CUT.sub("", source)
        sign = choose_sign(source)
        tree = parse_html(mark(source, sign))
        if tree is not None:
            render_html(tree, rendering, sign=sign)
    else:
        text = html.unescape(source).strip()
        if "\n" not in text and len(text) > _ONE_PARAGRAPH:
            render_posting(text, rendering)
        else:
            for part in text.split("\n"):
                rendering.add("paragraph", part)
    rendered = rendering.text
    found: list[_Line] = []
    for block in rendering.blocks:
        for part in block.span.of(rendered).split("\n"):
            if text := part.strip():
                bullet = _BULLET.match(text)
                item = block.kind == "item" or bullet is not None
                level = block.level if block.kind == "heading" else 0
                found.append(_Line(text[bullet.end() :] if bullet else text, item, level))
    for at, line in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        yield line._replace(level=3) if following and _is_heading(line, following) else line


def _is_heading(line: _Line, following: _Line) -> bool:
    """Whether a line that is no heading by its markup is one by what it says."""
    if line.level or line.item or not is_label(line.text):
        return False
    return section_named(line.text) is not None or (line.text.endswith(":") and following.item)
