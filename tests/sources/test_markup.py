from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.html_trees import parse_html
from internbot.sources.markup import render_html
from internbot.sources.renderings import Rendering

TAGS = "div p b a ul ol li table tr td th h1 h2 pre br blockquote details summary span nav script dl dt dd".split()  # noqa: SIM905
PIECES = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.text(alphabet="ab .-·*1)\n<>&\u00a0\u200b", max_size=8),
    )
)


def rendered(source: str) -> Rendering:
    rendering = Rendering()
    tree = parse_html(source)
    if tree is not None:
        render_html(tree, rendering)
    return rendering


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one<br>two<br><br>three</p>", "one\ntwo\n\nthree"),
        ("<p>a\n  b&nbsp;c</p>", "a b c"),
        ("<ol start=3><li>c<li>d</ol>", "3. c\n4. d"),
        ("<ul><li><p>one</p><p>more</p></li></ul>", "- one\n\nmore"),
        ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"),
        ("<p hidden>no</p><p style='display: none'>no</p><p aria-hidden=true>no</p>yes", "yes"),
        ("<script>no()</script><style>no{}</style><noscript>no</noscript>yes", "yes"),
        ("<h2>Pay <a class=anchor href='#pay'>¶</a></h2>Paid.", "Pay\n\nPaid."),
        ("<p>· one<br>· two</p>", "· one\n· two"),
        ("<p><a href='#x'>top</a></p><p>yes</p>", "yes"),
        ("<p><a href='/'>← back to the list</a></p><p>yes</p>", "yes"),
        ("<p>soft\u00adhyphen and zero\u200bwidth</p>", "softhyphen and zerowidth"),
        ("<figure><img alt=no><figcaption>no</figcaption></figure>yes", "yes"),
        ("one<!-- no -->two", "onetwo"),
        (
            "<p>Introduction<br>" + "At our company we have a chance for you to learn a lot. " * 2 + "</p>",
            None,
        ),
    ],
)
def test_pages_become_plain_text(source: str, text: str | None) -> None:
    rendering = rendered(source)
    if text is None:
        assert rendering.blocks[0].kind == "heading"
    else:
        assert rendering.text == text


def test_a_few_words_above_a_list_head_it() -> None:
    rendering = rendered("<p>Required Skills</p><ul><li>Python</li></ul>")
    assert [block.kind for block in rendering.blocks] == ["heading", "item"]
    assert rendering.blocks[1].path == ("Required Skills",)


@given(PIECES)
def test_any_page_gives_blocks_that_cover_its_text(pieces: list[str]) -> None:
    rendering = rendered("".join(pieces))
    end = 0
    for block in rendering.blocks:
        piece = block.span.of(rendering.text)
        assert piece
        assert piece == piece.strip()
        assert not rendering.text[end : block.span.start].strip()
        end = block.span.end
    assert end == len(rendering.text)


@given(st.lists(st.text(alphabet="abcdefgh", min_size=3, max_size=9), min_size=1, max_size=30), st.randoms())
def test_no_word_is_lost_or_invented(words: list[str], random: object) -> None:
    tags = ["p", "div", "li", "h2", "td", "blockquote", "span", "i"]
    source = "".join(f"<{t}>{w}</{t}> " for w, t in zip(words, tags * len(words), strict=False))
    assert rendered(source).text.replace("- ", "").split() == words
