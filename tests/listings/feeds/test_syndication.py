"""RSS and Atom."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from internbot.listings.feeds.syndication import SyndicationReader
from internbot.listings.places import PlaceResolver
from internbot.sources.readers import read as read_item
from listings.feeds.readings import item, read, real, said

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:joblisting="http://www.neogov.com/namespaces/JobListing"
     xmlns:ns1="http://purl.org/rss/1.0/modules/content/">
<channel><title>Town of Elmwick</title><link>https://elmwick.example/</link>
<item><guid>https://elmwick.example/jobs/3</guid><link>https://elmwick.example/jobs/3</link>
  <title>Library Intern</title><description>Shelve.</description>
  <ns1:encoded>&lt;p&gt;Shelve books and read stories to children.&lt;/p&gt;</ns1:encoded>
  <pubDate>Wed, 04 Feb 2026 23:10:38 GMT</pubDate>
  <joblisting:jobId>3</joblisting:jobId><joblisting:location>Boise, Idaho</joblisting:location>
  <joblisting:advertiseToDateTimeUTC>Sun, 01 Mar 2026 04:59:00:0</joblisting:advertiseToDateTimeUTC>
  <joblisting:minimumSalary>17.50</joblisting:minimumSalary><joblisting:maximumSalary>19</joblisting:maximumSalary>
  <joblisting:salaryCurrency>USD</joblisting:salaryCurrency><joblisting:salaryInterval>Hour</joblisting:salaryInterval>
  <joblisting:examplesofduties>&lt;ul&gt;&lt;li&gt;Shelving&lt;/li&gt;&lt;/ul&gt;</joblisting:examplesofduties>
  <joblisting:qualifications>&lt;p&gt;High school diploma required.&lt;/p&gt;</joblisting:qualifications>
</item></channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>New internships</title><link href="https://list.example/"/>
<entry><id>urn:a:1</id><title>Fernweh: Travel Intern (Fall 2026) 🇺🇸</title><link href="https://fernweh.example/jobs/1"/>
  <updated>2026-07-02T23:15:03Z</updated><category term="Fall 2026"/>
  <summary>Fall 2026 · Data &amp; ML/AI · Lima, Peru · sponsorship: citizens-only</summary></entry>
<entry><id>urn:a:2</id><title>Pine Co: Carving Intern</title><link href="https://pine.example/jobs/2"/>
  <published>2026-06-01T00:00:00Z</published><updated>2026-07-02T23:15:03Z</updated>
  <summary>Summer 2027 · Crafts · Oslo, Norway · sponsorship: no-sponsorship</summary></entry>
</feed>"""

BLOG = """<?xml version="1.0"?><rss version="2.0"><channel><title>Careers blog: jobs and internships</title>
<link>https://blog.example</link>
<item><title>How to become an engineer</title><link>https://blog.example/1</link><guid>1</guid>
  <pubDate>Mon, 05 Jan 2026 08:00:00 GMT</pubDate><description>&lt;p&gt;Read much. Ask often.&lt;/p&gt;</description></item>
<item><title>Our summer party</title><link>https://blog.example/2</link><description>It was warm.</description></item>
<item><title>Empty</title></item>
</channel></rss>"""


@pytest.fixture
def reader(places: PlaceResolver) -> SyndicationReader:
    return SyndicationReader(places)


def test_fields_of_a_job_namespace(reader: SyndicationReader) -> None:
    [posting], _, failures = read(reader, item(RSS, "jobs.rss"))
    listing = posting.listing
    assert failures == []
    assert (listing.title, listing.company, listing.active) == ("Library Intern", "Town of Elmwick", "open")
    assert listing.locations[0].city == "Boise"
    assert listing.posted_at == date(2026, 2, 4)
    assert listing.expires_at == datetime(
        2026, 3, 1, 4, 59, tzinfo=UTC
    )  # "04:59:00:0", and the name says UTC
    assert listing.salary is not None
    assert (listing.salary.min, listing.salary.max, listing.salary.per) == (17.5, 19, "hour")
    assert listing.description == "Shelve books and read stories to children."
    assert listing.responsibilities == ("Shelving",)
    assert listing.degree_levels == ("high_school",)
    assert said(posting, "degree_levels") == "High school diploma"
    assert posting.raw is not None
    assert posting.raw.startswith(b"<item>")


def test_titles_with_companies_and_summaries_of_parts(reader: SyndicationReader) -> None:
    first, second = (one.listing for one in read(reader, item(ATOM, "feed.xml"))[0])
    assert (first.company, first.title) == ("Fernweh", "Travel Intern (Fall 2026)")
    assert (second.company, second.title) == ("Pine Co", "Carving Intern")
    assert [[place.city for place in one.locations] for one in (first, second)] == [["Lima"], ["Oslo"]]
    assert [str(*one.term) for one in (first, second)] == ["Fall 2026", "Summer 2027"]
    assert (first.sponsorship, second.sponsorship) == ("citizens_only", "no")
    assert (first.posted_at, second.posted_at) == (date(2026, 7, 2), date(2026, 6, 1))
    assert first.employment_type == "internship"


def test_feeds_of_articles_stay_articles(reader: SyndicationReader) -> None:
    postings, articles, failures = read(reader, item(BLOG, "blog.xml"))
    assert postings == []
    assert [one.title for one in articles] == ["How to become an engineer", "Our summer party"]
    assert articles[0].text == "How to become an engineer\n\nRead much. Ask often."
    assert (articles[0].published, articles[0].url) == (date(2026, 1, 5), "https://blog.example/1")
    assert [one.reason for one in failures] == ["entry 3 holds no text"]


def test_script_in_a_feed_is_never_text(reader: SyndicationReader) -> None:
    evil = RSS.replace("Shelve books", "&lt;script&gt;alert(1)&lt;/script&gt;Shelve books")
    [posting], _, _ = read(reader, item(evil, "jobs.rss"))
    assert "alert" not in posting.text


def test_entities_are_refused(reader: SyndicationReader) -> None:
    bomb = RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss', 1)
    [failure] = read_item(item(bomb, "jobs.rss"), [reader])
    assert "entities" in str(failure)


def test_a_feed_that_was_cut_gives_what_it_still_holds(reader: SyndicationReader) -> None:
    cut = ATOM[: ATOM.index("<summary>Summer 2027")]
    postings, _, failures = read(reader, item(cut, "feed.xml"))
    assert postings[0].listing.title == "Travel Intern (Fall 2026)"
    assert "cut" in failures[0].reason


def test_other_xml_is_not_taken(reader: SyndicationReader) -> None:
    assert not reader.accepts(item("<source><job/></source>", "jobs.xml"))
    assert not reader.accepts(item("rss", "rss.txt"))


def test_real_feeds(reader: SyndicationReader) -> None:
    postings, _, _ = read(reader, real("feeds", "rss", "careerkit_neogov.xml"))
    assert [one.listing.remote for one in postings] == ["unknown", "yes"]
    postings, _, failures = read(reader, real("feeds", "atom", "zshah101_internships_feed.xml"))
    assert failures == []
    assert len(postings) == 48
    assert all(one.listing.company and one.listing.term and one.listing.posted_at for one in postings)
