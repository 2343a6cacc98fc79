from __future__ import annotations

from html import escape

import pytest

from internbot.listings.descriptions import Section, read_description, section_named

PAGE = (
    "<div><p>We map caves.</p><h3>What you'll do</h3><ul><li>Draw <b>maps</b></li><li><p>Mend lamps</p></li></ul>"
    "<p><strong>Basic Qualifications:</strong></p><ul><li>Likes R&amp;D</li></ul>"
    "<p><strong>Preferred Qualifications</strong></p><ul><li>Owns a lamp</li></ul>"
    "<p>We are an equal opportunity employer.</p><script>track()</script><style>p{}</style></div>"
)
DESCRIPTION = "We map caves.\nWe are an equal opportunity employer."
DUTIES = ("What you'll do:", "Draw maps", "Mend lamps")
NEEDS = ("Basic Qualifications:", "Likes R&D", "Preferred Qualifications:", "Owns a lamp")


@pytest.mark.parametrize("source", [PAGE, escape(PAGE), escape(escape(PAGE))])
def test_markup_goes_however_often_it_is_escaped(source: str) -> None:
    found = read_description(source)
    assert (found.description, found.responsibilities, found.qualifications) == (DESCRIPTION, DUTIES, NEEDS)


@pytest.mark.parametrize("cut", range(6, len(PAGE)))
def test_markup_that_was_cut_leaves_no_tag(cut: int) -> None:
    found = read_description(PAGE[:cut])
    said = "\n".join([found.description or "", *found.responsibilities, *found.qualifications])
    assert "<" not in said
    assert "&" not in said.replace("R&", "")
    assert "track" not in said


def test_items_without_a_list() -> None:
    found = read_description("<li>Draw maps</li>\n<li>Mend lamps</li>", "responsibilities")
    assert found.responsibilities == ("Draw maps", "Mend lamps")


def test_plain_text_with_headings_in_prose() -> None:
    found = read_description(
        "We map caves.\n\nKey job responsibilities\n- Draw maps\n- Mend lamps\n\nA day in the life\nYou walk a lot.\n\n"
        "Your profile:\n• Strong legs"
    )
    assert found.description == "We map caves.\nA day in the life\nYou walk a lot."
    assert found.responsibilities == ("Key job responsibilities:", "Draw maps", "Mend lamps")
    assert found.qualifications == ("Your profile:", "Strong legs")


def test_one_long_paragraph_with_headings_in_it() -> None:
    text = (
        "Our team draws maps of caves for rescue teams, all year round and in any weather, with lamps and lasers. "
        "Key job responsibilities - Draw maps - Mend lamps and lasers before each of the trips into the caves "
        "A day in the life You walk for hours and draw. About the team We are twelve people who like the dark."
    )
    found = read_description(text)
    assert found.responsibilities[:2] == ("Key job responsibilities:", "Draw maps")
    assert "We are twelve people" in (found.description or "")


def test_sentences_with_placeholders_go() -> None:
    found = read_description("<p>It begins on {{ start }}. Bring boots.</p>")
    assert found.description == "Bring boots."


def test_names_of_nothing_go() -> None:
    assert read_description("<h3>Requirements</h3>").qualifications == ()
    assert read_description("  ").description is None
    assert read_description(None).description is None


def test_a_heading_that_is_the_fields_name_is_not_said_twice() -> None:
    assert read_description("<h2>Responsibilities</h2><ul><li>Draw</li></ul>").responsibilities == ("Draw",)


def test_what_else_stands_in_a_field_of_requirements() -> None:
    found = read_description(
        "<ul><li>Legs</li></ul><h3>Tools</h3><ul><li>Lamp</li></ul><h3>About us</h3><p>We like the dark.</p>",
        "qualifications",
    )
    assert found.qualifications == ("Legs", "Tools:", "Lamp")
    assert found.description == "About us:\nWe like the dark."


def test_smaller_headings_stay_within_their_section() -> None:
    found = read_description(
        "<h2>Requirements</h2><h3>Tools</h3><ul><li>Lamp</li></ul><h2>Benefits</h2><ul><li>Soup</li></ul>"
    )
    assert found.qualifications == ("Requirements:", "Tools:", "Lamp") or found.qualifications == (
        "Tools:",
        "Lamp",
    )
    assert found.description == "Benefits:\n- Soup"


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("Responsibilities", "responsibilities"),
        ("Key Responsibilities & Duties:", "responsibilities"),
        ("What You’ll Do", "responsibilities"),
        ("As a Cave Mapper, you will:", "responsibilities"),
        ("Some of your tasks and responsibilities include", "responsibilities"),
        ("Minimum Qualifications", "qualifications"),
        ("Skills and Experience", "qualifications"),
        ("What we're looking for", "qualifications"),
        ("You'll be a great addition to the team if you have:", "qualifications"),
        ("About you", "qualifications"),
        ("Deine Aufgaben", "responsibilities"),
        ("Ihr Profil", "qualifications"),
        ("Your background includes:", "qualifications"),
        ("About us", "description"),
        ("Benefits & Perks", "description"),
        ("The process", "description"),
        ("What we offer", "description"),
        ("Tools", None),
        ("Our experience with caves", None),
        ("Corporate Responsibility", None),
    ],
)
def test_headings(name: str, section: Section | None) -> None:
    assert section_named(name) == section
