from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from internbot.sources.html_trees import parse_html
from internbot.sources.main_content import main_element
from internbot.sources.markup import render_html
from internbot.sources.renderings import Rendering

PARAGRAPH = (
    "<p>The program lasts twelve weeks and every intern is paid a monthly stipend. Mentors meet their interns "
    "once a week, and there is a talk by a scientist on most Fridays.</p>"
)


def text_of(source: str) -> str:
    tree = parse_html(source)
    assert tree is not None
    rendering = Rendering()
    render_html(main_element(tree, source), rendering)
    return rendering.text


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href='/jobs'>NOISE</a></nav>",
        "<div class='cookie-banner'>NOISE: we use cookies</div>",
        "<ul class='menu'><li><a href='/a'>NOISE</a></li></ul>",
        "<div role='navigation'><p>NOISE</p></div>",
        "<aside><p>NOISE</p></aside>",
        "<div id='comments'><p>NOISE</p></div>",
        "<div><ul><li><a href='/a'>NOISE one</a></li><li><a href='/b'>NOISE two</a></li></ul></div>",
        "<footer><p>NOISE</p></footer>",
    ],
)
def test_furniture_is_left_out_wherever_it_stands(furniture: str) -> None:
    for source in (
        f"<body>{furniture}<div><h1>Pay</h1>{PARAGRAPH * 3}</div></body>",
        f"<body><div><h1>Pay</h1>{PARAGRAPH * 2}{furniture}{PARAGRAPH}</div></body>",
        f"<body><main><h1>Pay</h1>{PARAGRAPH * 3}</main>{furniture}</body>",
    ):
        text = text_of(source)
        assert "NOISE" not in text
        assert text.startswith("Pay")
        assert text.count("Fridays") == 3


def test_a_page_that_is_one_box_named_like_furniture_is_read() -> None:
    assert "Fridays" in text_of(f"<body><div class='share'><h1>Pay</h1>{PARAGRAPH * 3}</div></body>")


@settings(max_examples=30)
@given(st.integers(0, 400))
def test_depth_costs_no_text(depth: int) -> None:
    assert "Fridays" in text_of("<div>" * depth + PARAGRAPH + "</div>" * depth)
