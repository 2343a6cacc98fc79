import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.web.markup import escaped, from_markdown, link, tag, with_pills
from web import payloads
from web.html_reading import read

OURS = {"p", "ul", "ol", "li", "strong", "em", "br", "span", "b"}


def pill(number: int) -> str | None:
    return f"<b>{number}</b>" if number in (1, 2) else None


def test_escaped_text_has_no_syntax_left() -> None:
    for character in map(chr, range(128)):
        if not character.isalnum() and character not in " ,;":
            assert character not in escaped(character).replace("&#", "").replace(";", "")


@given(st.text())
def test_escaped_text_reads_as_it_was(text: str) -> None:
    shown = read(f"<p>{escaped(text)}</p>").text
    assert [character for character in shown if not character.isspace() and character.isprintable()] == [
        character for character in text if not character.isspace() and character.isprintable()
    ]


def test_text_cannot_turn_its_direction() -> None:
    assert escaped("pay \u202eDSU 54\u202c") == "pay DSU 54"


def test_attributes_are_text() -> None:
    made = tag("a", "x", href='"><script>', title=None, class_="c")
    assert read(made).elements == [("a", {"href": '"><script>', "class": "c"})]


def test_a_link_says_what_it_leads_to() -> None:
    made = read(link("Open source", "/sources/a", class_="open-source", about="Summer"))
    assert made.text == "Open source: Summer"
    assert made.links() == ["/sources/a"]


def test_lists_and_emphasis_are_drawn() -> None:
    made = from_markdown("First. [1]\n\n- one\n- **two** [2]\n\n3. three", pill)
    assert made.startswith("<p><span")
    assert "<ul><li>one</li><li><strong>two</strong>" in made
    assert '<ol start="3"><li>three</li></ol>' in made


def test_lists_can_be_left_out() -> None:
    made = from_markdown("First. [1]\n\n- one\n  - two\n\nLast.", pill, lists=False)
    assert read(made).text == "First.1Last."
    assert read(made).names() == {"p", "span", "b"}


def test_a_marker_stays_with_the_word_before_it() -> None:
    assert with_pills("in May [1][2]", pill) == 'in <span class="kept">May<b>1</b><b>2</b></span>'


def test_a_marker_that_cites_nothing_is_text() -> None:
    assert read(with_pills("in May [9]", pill)).text == "in May [9]"


def test_a_marker_that_a_source_holds_is_text() -> None:
    made = from_markdown("as shown in \\[1\\] before. [1]", pill)
    assert read(made).text == "as shown in [1] before.1"
    assert made.count("<b>") == 1


@pytest.mark.parametrize("text", payloads.OWN)
def test_no_text_becomes_markup(text: str) -> None:
    assert read(from_markdown(text, pill)).names() <= OURS
    assert read(f"<p>{escaped(text)}</p>").names() == {"p"}


def test_no_shared_payload_becomes_markup() -> None:
    for text in payloads.shared():
        made = from_markdown(text, pill)
        assert read(made).names() <= OURS
        assert "\n" not in made


@given(st.text(alphabet="ab [](){}<>!*_`~#-+.:\\\n1&;|$\"'=/", max_size=80))
def test_random_markdown_becomes_only_our_elements(text: str) -> None:
    made = from_markdown(text, pill)
    assert read(made).names() <= OURS
    assert "\n" not in made
