"""Indeed-style and Personio XML."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

import pytest

from internbot.listings.feeds.indeed_xml import IndeedXmlReader
from internbot.listings.feeds.personio_xml import PersonioXmlReader
from internbot.listings.places import PlaceResolver
from internbot.sources.documents import Reader
from internbot.sources.readers import read as read_item
from listings.feeds.readings import item, read, real, said

INDEED = """<?xml version="1.0" encoding="utf-8"?>
<source>
  <publisher>Wren Boards</publisher>
  <job>
    <title><![CDATA[Bird Ringing Intern]]></title>
    <date><![CDATA[Fri, 13 Feb 2026 09:00:00 GMT]]></date>
    <referencenumber><![CDATA[W-1]]></referencenumber>
    <url><![CDATA[https://wren.example/jobs/1?src=indeed]]></url>
    <company><![CDATA[Wren & Daughters]]></company>
    <city><![CDATA[Portland]]></city><state><![CDATA[OR]]></state><country><![CDATA[US]]></country>
    <description><![CDATA[<p>Ring birds.</p><h3>Requirements</h3><ul><li>Bachelor's degree required</li></ul>]]></description>
    <salary><![CDATA[$18 - $22 per hour]]></salary>
    <jobtype><![CDATA[internship]]></jobtype>
    <expirationdate><![CDATA[2026-05-01]]></expirationdate>
    <remotetype><![CDATA[Hybrid remote]]></remotetype>
  </job>
  <job><title>International Sales Lead</title><url>https://wren.example/jobs/2</url><location>Lima, Peru</location>
    <salary>negotiable</salary></job>
  <job><city>Oslo</city></job>
</source>"""

PERSONIO = """<?xml version="1.0" encoding="UTF-8"?>
<workzag-jobs>
  <position><id>5</id><subcompany>Kranich GmbH</subcompany><office>Leipzig</office>
    <additionalOffices><office>Dresden</office></additionalOffices>
    <name>Praktikum Vogelkunde</name>
    <jobDescriptions>
      <jobDescription><name>Aufgaben</name><value><![CDATA[<p>Count cranes.</p>]]></value></jobDescription>
      <jobDescription><name>Requirements</name><value><![CDATA[<ul><li>Patience</li></ul>]]></value></jobDescription>
    </jobDescriptions>
    <employmentType>intern</employmentType><schedule>full-time</schedule>
    <yearsOfExperience>lt-1</yearsOfExperience><createdAt>2026-01-09T10:00:00+00:00</createdAt></position>
  <position><id>6</id><name>Ranger</name><office>Leipzig</office><employmentType>permanent</employmentType>
    <schedule>part-time</schedule><yearsOfExperience>2-5</yearsOfExperience></position>
  <position><id>5</id><subcompany>Kranich GmbH</subcompany><office>Halle</office><name>Praktikum Vogelkunde</name>
    <employmentType>intern</employmentType></position>
</workzag-jobs>"""

BOMB = """<?xml version="1.0"?>
<!DOCTYPE source [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<source><job><title>&c;</title></job></source>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE source [<!ENTITY file SYSTEM "file:///etc/hostname">]>
<source><job><title>Intern &file;</title></job></source>"""


@pytest.fixture
def indeed(places: PlaceResolver) -> IndeedXmlReader:
    return IndeedXmlReader(places)


@pytest.fixture
def personio(places: PlaceResolver) -> PersonioXmlReader:
    return PersonioXmlReader(places)


def test_indeed(indeed: IndeedXmlReader) -> None:
    postings, _, failures = read(indeed, item(INDEED, "feed.xml"))
    first, second = (one.listing for one in postings)
    assert (first.id, first.title, first.company) == ("W-1", "Bird Ringing Intern", "Wren & Daughters")
    assert (first.locations[0].city, first.locations[0].region) == ("Portland", "US-OR")
    assert (first.employment_type, first.remote, first.active) == ("internship", "hybrid", "open")
    assert (first.posted_at, first.expires_at) == (date(2026, 2, 13), date(2026, 5, 1))
    assert first.salary is not None
    assert (first.salary.min, first.salary.max, first.salary.currency, first.salary.per) == (
        18,
        22,
        "USD",
        "hour",
    )
    assert first.qualifications[-1] == "Bachelor's degree required"
    assert said(postings[0], "degree_levels") == "Bachelor's"
    assert (second.company, second.employment_type, second.salary) == ("Wren Boards", "unknown", None)
    assert (second.locations[0].city, second.posted_at) == ("Lima", None)
    assert [one.reason for one in failures] == ["job 3 has no title"]
    assert postings[0].raw is not None
    assert postings[0].raw.startswith(b"<job>")


def test_personio(personio: PersonioXmlReader) -> None:
    postings, _, _ = read(personio, item(PERSONIO, "jobs.xml"))
    intern, ranger = (one.listing for one in postings[:2])
    assert (intern.title, intern.company, intern.employment_type) == (
        "Praktikum Vogelkunde", "Kranich GmbH", "internship",
    )  # fmt: skip
    assert [place.city for place in intern.locations] == ["Leipzig", "Dresden", "Halle"]
    assert (intern.experience_years, intern.posted_at, intern.active) == (0, date(2026, 1, 9), "open")
    assert intern.qualifications == ("Patience",)
    assert "Count cranes." in (intern.description or "") + "".join(intern.responsibilities)
    assert (ranger.employment_type, ranger.experience_years) == ("part_time", 2)


@pytest.mark.parametrize("source", [BOMB, OUTSIDE], ids=["bomb", "file"])
def test_entities_are_refused(indeed: IndeedXmlReader, source: str) -> None:
    [failure] = read_item(item(source, "feed.xml"), [indeed])
    assert "entities" in str(failure)


def test_entities_in_sixteen_bits_are_refused_too(personio: PersonioXmlReader) -> None:
    wide = BOMB.replace("source", "workzag-jobs").encode("utf-16")
    [failure] = read_item(item(wide, "feed.xml"), [personio])
    assert "entities" in str(failure)
    plain = PERSONIO.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert len(read(personio, item(plain, "feed.xml"))[0]) == 2


@pytest.mark.parametrize("cut", [200, 900])
def test_what_was_cut_is_said_to_be(indeed: IndeedXmlReader, cut: int) -> None:
    [failure] = read_item(item(INDEED[:cut], "feed.xml"), [indeed])
    assert "cut" in str(failure)


@pytest.mark.parametrize(
    "source",
    [
        "<rss><channel><item><title>x</title></item></channel></rss>",
        "<html><job>x</job></html>",
        "words",
        "<",
    ],
)
def test_other_xml_is_not_taken(indeed: Reader, personio: Reader, source: str) -> None:
    assert not indeed.accepts(item(source, "x.xml"))
    assert not personio.accepts(item(source, "x.xml"))


def test_real_personio_feed(personio: PersonioXmlReader) -> None:
    [posting], _, _ = read(personio, real("feeds", "xml_feed", "careerkit_personio.xml"))
    assert (posting.listing.experience_years, posting.listing.employment_type) == (7, "full_time")
    assert [place.city for place in posting.listing.locations] == ["Munich", "Berlin"]
