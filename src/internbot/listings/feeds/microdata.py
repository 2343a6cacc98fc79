"""Microdata of a page (`itemscope`, `itemprop`) as the objects that the same thing in JSON-LD would be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

_ATTRIBUTES = {
    "meta": "content", "time": "datetime", "a": "href", "link": "href", "data": "value", "meter": "value",
    "img": "src", "audio": "src", "video": "src", "iframe": "src", "embed": "src", "source": "src", "object": "data",
}  # fmt: skip
_MARKED_UP = frozenset(("description", "responsibilities", "qualifications", "skills"))
_DEEPEST = 12


def microdata(tree: etree._Element) -> Iterator[dict[str, Any]]:
    """The outermost things of a page, each with its `@type` and its properties.

    A property that occurs several times is a list. Long texts of a posting keep their markup.
    """
    for element in tree.iter():
        if element.get("itemscope") is not None and element.get("itemprop") is None:
            yield _thing(element, 0)


def _thing(element: etree._Element, depth: int) -> dict[str, Any]:
    kind = (element.get("itemtype") or "").split()
    thing: dict[str, Any] = {"@type": kind[0].rsplit("/", 1)[-1] if kind else ""}
    if element.get("itemid"):
        thing["@id"] = element.get("itemid")
    for inner in _properties(element):
        value = _value(inner, depth)
        for name in (inner.get("itemprop") or "").split():
            if name not in thing:
                thing[name] = value
            elif isinstance(thing[name], list):
                thing[name].append(value)
            else:
                thing[name] = [thing[name], value]
    return thing


def _properties(element: etree._Element) -> Iterator[etree._Element]:
    """Elements with `itemprop` below one, but not those that belong to a thing within it."""
    pending = list(reversed(element))
    while pending:
        inner = pending.pop()
        if inner.get("itemprop") is not None:
            yield inner
        if inner.get("itemscope") is None:
            pending += reversed(inner)


def _value(element: etree._Element, depth: int) -> object:
    if element.get("itemscope") is not None:
        return _thing(element, depth + 1) if depth < _DEEPEST else ""
    attribute = _ATTRIBUTES.get(str(element.tag))
    if attribute is not None and element.get(attribute):
        return element.get(attribute)
    if element.get("content"):
        return element.get("content")
    if element.get("itemprop") in _MARKED_UP:
        return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    return " ".join("".join(element.itertext()).split())
