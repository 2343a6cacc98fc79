"""Markdown files, also those of Jekyll, Docusaurus (MDX) and MkDocs, as plain text with structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from markdown_it import MarkdownIt

from internbot.errors import SourceError
from internbot.sources.asked_questions import LONGEST, MOST, AskedQuestions
from internbot.sources.documents import Document, Failure, Item
from internbot.sources.front_matter import split_front_matter
from internbot.sources.html_trees import parse_html
from internbot.sources.markup import render_html
from internbot.sources.placeholders import choose_sign, mark
from internbot.sources.renderings import Rendering
from internbot.sources.text_decoding import decode

_SUFFIXES = frozenset((".md", ".markdown", ".mdx", ".mdown", ".mkd"))
_LONGEST_PART = 400_000  # characters that are parsed at once
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")
_JSX_VALUE = re.compile(r"(<[A-Za-z][^<>{}]*?\s[\w:-]+=)\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
_MODULE_LINE = re.compile(
    r"^(?:import\s+(?:[\w*{][^'\"\n]*\s+from\s+)?['\"][^'\"\n]+['\"];?|export\s+(?:default|const|let|var|function|\{).*)\s*$"
)
_COLONS = re.compile(r"^(\s*):{3,}\s*(?:[\w-]+)?\s*(?:\[([^\]\n]*)\]|\{[^}\n]*\}|(.*?))\s*$")
_MKDOCS = re.compile(r"^(\s*)(?:!!!|\?\?\?\+?)\s+[\w -]+?(?:\s+\"([^\"\n]*)\")?\s*$")
_MARKS_LINE = re.compile(r"^\s*(?:\{:.*\}|\[\[?_?toc_?\]?\]|\{\{\s*toc\s*\}\}|\*\s*TOC)\s*$", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\s*\{(?::|#)[^{}\n]*\}[ \t]*$")
_BROKEN_LINK = re.compile(
    r"!?\[([^\[\]\n]*)\]\((?:https?:|mailto:)[^()\s\"']*\s[^()\n\"']*\)"
)  # a space in its target
_BROKEN_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)[ \t]+\*\*(?=\w)")  # a space before its end
_FOOTNOTE = re.compile(r"\[\^[\w-]+\]:?")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_SHORTCODE = re.compile(r"(?<!\S):[a-z][a-z0-9_+-]*:(?!\S)")


class MarkdownReader:
    """Reads Markdown; tables row by row, HTML inside it as text, template placeholders never."""

    name = "markdown"
    version = 2

    def accepts(self, item: Item) -> bool:
        """By name or media type."""
        return item.suffix in _SUFFIXES or item.media_type == "text/markdown"

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """The one document of the file; none where its front matter says `internbot: ignore`."""
        matter, body = split_front_matter(decode(item.raw))
        if matter.ignored:
            return
        if matter.problem:
            yield Failure(item.key, f"{matter.problem}; its text was read, its title and date were not")
        asked = AskedQuestions(body)
        rendering = Rendering(sign=asked.sign)
        render_markdown(asked.source, rendering)
        if not rendering.blocks:
            raise SourceError("holds no text")
        for question in asked.refused:
            yield Failure(
                item.key,
                f"an asked question was left out: {question[:60]!r} (at most {LONGEST} characters, {MOST} at a place)",
            )
        first = next(
            (b for n, b in enumerate(rendering.blocks) if b.kind == "heading" and (b.level == 1 or not n)),
            None,
        )
        yield Document(
            id=item.key,
            title=matter.title or (first.span.of(rendering.text) if first else title_from_name(item.key)),
            text=rendering.text,
            url=item.url or matter.url,
            published=matter.published,
            retrieved=item.retrieved,
            license_note=matter.license_note,
            blocks=tuple(rendering.blocks),
            metadata=matter.metadata,
            asked=asked.placed(rendering.places),
        )


def title_from_name(key: str) -> str:
    """A readable title from a file's name or a URL: its last part without ending, dashes as spaces."""
    stem = PurePosixPath(key.rstrip("/")).stem
    return " ".join(re.sub(r"[_-]+", " ", stem).split()) or key


def render_markdown(source: str, rendering: Rendering) -> None:
    """Append the text of Markdown `source`, without front matter, to `rendering`."""
    sign = choose_sign(source)
    cleaned = mark("\n".join(_clean_lines(_JSX_VALUE.sub(r'\1""', source))), sign)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for part in _parts(cleaned):
        try:
            html = parser.render(part)
        except (RecursionError, ValueError, IndexError) as error:
            raise SourceError(f"is Markdown that the parser gives up on ({type(error).__name__})") from error
        tree = parse_html(html)
        if tree is not None:
            render_html(tree, rendering, sign=sign)


def _parts(source: str) -> Iterator[str]:
    """All of a usual file; a very long one heading by heading, since the parser's memory grows with its input."""
    begin = 0
    while len(source) - begin > _LONGEST_PART:
        end = source.find("\n#", begin + _LONGEST_PART // 2, begin + _LONGEST_PART)
        end = end if end > 0 else source.rfind("\n\n", begin, begin + _LONGEST_PART)
        end = end if end > begin else begin + _LONGEST_PART
        yield source[begin:end]
        begin = end
    yield source[begin:]


def _clean_lines(source: str) -> Iterator[str]:
    """Lines without what only a site generator reads: module lines, admonition marks, attribute lists."""
    fence = ""
    indented: int | None = None  # of the MkDocs admonition whose content is being read
    exporting = False
    for line in source.split("\n"):
        if fence:
            if line.strip(" \t>").startswith(fence) and not line.strip(" \t>").strip(fence[0]):
                fence = ""
            yield line
            continue
        if exporting:
            exporting = bool(line.strip())
            continue
        if indented is not None:
            if line.strip() and len(line) - len(line.lstrip()) < indented + 4:
                indented = None
            else:
                line = line[:indented] + line[indented + 4 :]
        if found := _FENCE.match(line):
            fence = found[1]
            yield line
        elif line.startswith(("import", "export")) and _MODULE_LINE.match(line):
            exporting = line.startswith("export") and not line.rstrip().endswith(";")
        elif ":::" in line and (found := _COLONS.match(line)):
            yield from ("", f"{found[1]}{found[2] or found[3] or ''}".rstrip(), "")
        elif line.lstrip().startswith(("!!!", "???")) and (found := _MKDOCS.match(line)):
            indented = len(found[1])
            yield from ("", f"{found[1]}{found[2] or ''}".rstrip(), "")
        elif _MARKS_LINE.match(line):
            yield ""
        else:
            yield _clean(line)


def _clean(line: str) -> str:
    if line.endswith("}") or line.endswith("} "):
        line = _ATTRIBUTES.sub("", line)
    if "[" in line:
        line = _FOOTNOTE.sub("", line)
        line = _WIKI.sub(r"\1", line)
        line = _BROKEN_LINK.sub(r"\1", line)
    if "**" in line:
        line = _BROKEN_BOLD.sub(r"**\1** ", line)
    return _SHORTCODE.sub("", line) if ":" in line else line
