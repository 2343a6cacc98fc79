"""What a browser would make of a piece of HTML: its elements, its attributes and its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br"})


@dataclass
class Reading:
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    unclosed: list[str] = field(default_factory=list)

    def names(self) -> set[str]:
        return {name for name, _ in self.elements}

    def links(self) -> list[str]:
        return [attributes["href"] or "" for name, attributes in self.elements if name == "a"]

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [
            attributes for _, attributes in self.elements if name in (attributes.get("class") or "").split()
        ]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = Reading()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.reading.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.reading.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.reading.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        self.reading.text += data


def read(html: str) -> Reading:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert parser.reading.unclosed == []
    return parser.reading
