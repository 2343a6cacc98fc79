"""Where the article of a web page stands: found by trafilatura, kept with the structure of the page itself.

The extractor tells well what is text and what is furniture, but gives back less structure than the page has
(headings get lost). So its result only points at the element that holds the text, and that element is read.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction

_LARGEST = 1_500_000  # characters: the extractor copies the tree many times over
_DEEPEST = 150  # levels of elements: a page that is deeper is no article, and costs too much to weigh
_PREFIX = 48  # characters without white space by which a piece of text is known again
_SHARE = 0.9  # of the extracted characters that the chosen element has to hold
_FOUND = 0.5  # of the extracted characters that must be found again for the result to count
_LINKED = 0.6  # share of linked characters from which a block that was not extracted is a menu
_BLOCKS = (
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "dd",
    "dt",
    "pre",
    "blockquote",
    "div",
    "section",
)
_HEADINGS = ("h1", "h2", "h3")
_CONTAINERS = frozenset(
    ("body", "main", "article", "section", "div", "form", "center", "td", "tr", "tbody", "table")
)
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu")
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|breadcrumbs?|cookies?|consent|gdpr|newsletter|subscribe|sidebar|side-bar"
    r"|social|share|sharing|sharebar|related|recommended|recommendations|teasers?|promo|advert|ads|adsbygoogle|popup"
    r"|modal|skip-link|skip|footer|site-header|masthead|menu|toc|table-of-contents|pagination|pager|byline-share"
    r"|comments|disqus|screen-reader-text|sr-only|visually-hidden|pull-?quote|caption)(?:$|[\s_-])",
    re.IGNORECASE,
)


def main_element(tree: lxml_html.HtmlElement, source: str) -> lxml_html.HtmlElement:
    """The element of a page that holds its article; furniture in it is renamed to `nav`, which is never read.

    Args:
        tree: the parsed page; it is changed.
        source: the same page as text.
    """
    body = tree.find("body")
    body = tree if body is None else body
    if _is_deep(body):
        return body
    _remove_furniture(body)
    kept = _extracted(source)
    if not kept:
        return body
    weights: dict[etree._Element, int] = {}
    total = 0
    known: list[etree._Element] = []
    for element in body.iter(*_BLOCKS):
        text = _squeezed(element)
        if text[:_PREFIX] not in kept or any(child.tag in _BLOCKS for child in element):
            continue
        total += len(text)
        known.append(element)
        ancestor: etree._Element | None = element
        while ancestor is not None:
            weights[ancestor] = weights.get(ancestor, 0) + len(text)
            ancestor = ancestor.getparent()
    if total < _FOUND * sum(kept.values()):
        return body
    chosen = body
    while True:
        heavy = [child for child in chosen if weights.get(child, 0) >= _SHARE * total]
        if not heavy or heavy[0].tag not in _CONTAINERS or _is_headed(heavy[0]):
            break
        chosen = heavy[0]
    _remove_menus(chosen, kept)
    return chosen


def _is_headed(element: etree._Element) -> bool:
    """Whether headings stand beside and before an element, which belong to what it holds."""
    return any(
        sibling.tag in _HEADINGS or next(sibling.iter(*_HEADINGS), None) is not None
        for sibling in element.itersiblings(preceding=True)
        if sibling.tag != "nav"
    )


def _extracted(source: str) -> dict[str, int]:
    """Beginnings of the pieces of text that the extractor takes for the article, with their lengths."""
    if len(source) > _LARGEST:
        return {}
    try:
        document = bare_extraction(source, favor_recall=True, include_comments=False, with_metadata=False)
    except Exception:  # the extractor's own failures are of any kind; the page is then read as a whole
        return {}
    body = getattr(document, "body", None)
    if body is None:
        return {}
    pieces = {}
    for element in body.iter("p", "item", "head", "cell", "quote", "code"):
        text = _squeezed(element)
        if text:
            pieces[text[:_PREFIX]] = len(text)
    return pieces


def _remove_furniture(body: etree._Element) -> None:
    everything = len(_squeezed(body))
    for element in list(
        body.iter("nav", "footer", "aside", "header", "div", "section", "ul", "p", "span", "form")
    ):
        if element.getparent() is None or not _is_furniture(element):
            continue
        if len(_squeezed(element)) < 0.5 * everything:  # a class of that name may also wrap the whole page
            element.tag = "nav"


def _is_furniture(element: etree._Element) -> bool:
    tag = element.tag
    if tag in ("nav", "footer", "aside"):
        return True
    if tag == "header":
        return next(element.iterancestors("article", "main"), None) is None and element.find(".//h1") is None
    if element.get("role") in _ROLES:
        return True
    return bool(_FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _remove_menus(chosen: etree._Element, kept: dict[str, int]) -> None:
    """Blocks of links that the extractor did not take for text."""
    for element in list(chosen.iter("p", "ul", "ol", "div")):
        if element is chosen or element.getparent() is None:
            continue
        text = _squeezed(element)
        if not text or text[:_PREFIX] in kept or element.find(".//table") is not None:
            continue
        if any(_squeezed(block)[:_PREFIX] in kept for block in element.iter(*_BLOCKS)):
            continue
        linked = sum(len(_squeezed(link)) for link in element.iter("a"))
        if linked > _LINKED * len(text) and element.find(".//h1") is None and element.find(".//h2") is None:
            element.tag = "nav"


def _is_deep(body: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _squeezed(element: etree._Element) -> str:
    """An element's text without any white space."""
    return "".join("".join(element.itertext()).split())
