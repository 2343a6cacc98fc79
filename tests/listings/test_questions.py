"""Questions over an invented job fair, each with the filter, in its textual form, that it must be read as."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import create_engine

from internbot.listings.filter_text import FilterText
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.places import PlaceResolver
from internbot.listings.query import QueryReader
from internbot.listings.store import ListingStore
from listings.fair import records

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

# question, filter, number of records that meet it, and what else the reading holds (`asks` is "records" if not said)
# fmt: off
READ: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    (
        'Any software internships around Seattle that are still accepting people?',
        'field=software place=Seattle type=internship status=open',
        1,
        {},
    ),
    ('show me hardware internships in Texas', 'field=hardware place=Texas type=internship', 1, {'mode': 'list'}),
    ('internships in machine learning', 'field=machine_learning type=internship', 1, {}),
    ('which data roles do you have?', 'field=data', 1, {}),
    ('are there finance internships in London?', 'field=finance place=London type=internship', 1, {}),
    ('design internships in Canada', 'field=design place=Canada type=internship', 1, {}),
    ("I'm looking for cybersecurity internships in Germany", 'field=security place=Germany type=internship', 1, {}),
    ('list product internships', 'field=product type=internship', 1, {'mode': 'list'}),
    ('research roles that need a doctorate', 'field=research degree=phd', 2, {}),
    ('marketing or sales internships', 'field=marketing,sales type=internship', 1, {}),
    ('engineering internships that are not software', 'field=engineering field!=software type=internship', 3, {}),
    ('what internships does Micromoth have?', 'company=Micromoth type=internship', 2, {}),
    ('micormoth internships', 'company=Micromoth type=internship', 2, {}),
    ('jobs at micromoth', 'company=Micromoth', 3, {}),
    ('Larkspur Bank openings', 'company="Larkspur Bank"', 2, {}),
    ('anything from Quillwork or Petal & Stem?', 'company="Petal & Stem",Quillwork', 5, {}),
    ('all internships except those at Harbor Foods', 'company!="Harbor Foods" type=internship', 16, {}),
    ('internships not in the United States', 'place!="United States" type=internship', 7, {}),
    ('internships outside California', 'place!=California type=internship', 15, {}),
    ('openings in CA', 'place=California', 3, {}),
    ('openings in Canada', 'place=Canada', 2, {}),
    ('jobs in IN', 'place=Indiana', 1, {}),
    ('jobs in India', 'place=India', 1, {}),
    ('jobs in CO', 'place=region:US-CO', 1, {}),
    ('roles in Georgia', 'place=region:US-GA', 1, {}),
    ('roles in Cambridge', 'place=Cambridge', 1, {}),
    ('roles in cambridge, massachusetts', 'place=city:Cambridge|US-MA', 1, {}),
    ('internships in Los Angelos', 'place="city:Los Angeles" type=internship', 1, {}),
    ('intership in seatle', 'place=Seattle type=internship', 1, {}),
    ('internships in banglore', 'place=Bengaluru type=internship', 1, {}),
    ('postings in Europe', 'place=Europe', 4, {}),
    ('internships in the UK', 'place="United Kingdom" type=internship', 1, {}),
    ('jobs in New York', 'place="New York City"', 1, {}),
    ('jobs in Washington state', 'place=region:US-WA', 1, {}),
    ('internships in Seattle or Austin', 'place=Seattle,Austin type=internship', 2, {}),
    ('internships in Texas, Illinois or Michigan', 'place=Texas,Illinois,Michigan type=internship', 3, {}),
    ('remote internships', 'remote=yes type=internship', 2, {}),
    ('does any posting allow remote work', 'remote=yes', 4, {'uninterpreted': ()}),
    ('roles that permit remote work', 'remote=yes', 4, {'uninterpreted': ()}),
    ('which roles welcome remote work in Berlin', 'place=region:DE-BE remote=yes', 0, {'uninterpreted': ()}),
    ('remote or hybrid internships', 'remote=hybrid,yes type=internship', 5, {}),
    ("internships that aren't remote", 'remote=no,hybrid type=internship', 5, {}),
    ('on-site roles in Georgia', 'place=region:US-GA remote=no', 1, {}),
    ('hybrid roles in Berlin', 'place=region:DE-BE remote=hybrid', 1, {}),
    ('summer 2027 internships', 'type=internship term=summer-2027', 2, {}),
    ('internships for spring', 'type=internship term=spring', 1, {}),
    ('winter internships in Canada', 'place=Canada type=internship term=winter', 1, {}),
    ('internships next fall', 'type=internship term=fall-2027', 1, {}),
    ('co-ops for spring 2027', 'type=internship term=spring-2027', 1, {}),
    ('internships not in the summer', 'type=internship term!=summer', 15, {}),
    ('full-time jobs', 'type=full_time', 4, {}),
    ('full time or contract roles', 'type=full_time,contract', 5, {}),
    ('jobs that are not internships', 'type!=internship', 6, {}),
    ('part-time jobs in Boston', 'place=Boston type=part_time', 1, {}),
    ('which internships want a PhD?', 'type=internship degree=phd', 2, {}),
    ("internships for master's students", 'type=internship degree=master', 2, {}),
    ('internships for undergraduates', 'type=internship degree=bachelor', 3, {}),
    ("roles that don't require a PhD", 'degree!=phd', 21, {}),
    ('bachelor or master internships', 'type=internship degree=master,bachelor', 4, {}),
    ('jobs with no experience required', 'experience<=0', 1, {}),
    ('jobs asking for fewer than 3 years of experience', 'experience<=2', 3, {}),
    ('jobs with more than 3 years experience', 'experience>=4', 2, {}),
    ('which internships sponsor visas?', 'type=internship sponsorship=yes', 2, {}),
    ('internships with visa sponsorship in Seattle', 'place=Seattle type=internship sponsorship=yes', 1, {}),
    ("roles that don't sponsor", 'sponsorship=no,citizens_only', 3, {}),
    ('internships for US citizens only', 'type=internship sponsorship=citizens_only', 1, {}),
    ('roles that do not require citizenship', 'sponsorship=yes,no', 4, {}),
    ('internships open to international students', 'type=internship sponsorship=yes', 2, {}),
    ('paid internships', 'type=internship paid=yes', 8, {}),
    ('unpaid internships', 'type=internship paid=no', 1, {}),
    ('internships that pay at least $40 an hour', 'type=internship pay>=40USD/hour', 4, {}),
    ('internships paying more than 50 dollars per hour', 'type=internship pay>=50.01USD/hour', 2, {}),
    ('jobs that pay over $120k a year', 'pay>=120000.01USD/year', 2, {}),
    ('internships paying at least 5000 a month', 'type=internship pay>=5000USD/month', 4, {}),
    ('internships paying between $25 and $35 per hour', 'type=internship pay>=25USD/hour pay<=35USD/hour', 1, {}),
    ('internships under $30/hr', 'type=internship pay<=29.99USD/hour', 1, {}),
    ('roles paying more than 30 euros an hour', 'pay>=30.01EUR/hour', 1, {}),
    ('best paid internships', 'type=internship', 18, {'order': 'best-paid'}),
    ('highest paying internship', 'type=internship', 18, {'order': 'best-paid', 'limit': 1}),
    ('which internship pays the least?', 'type=internship', 18, {'order': 'least-paid', 'limit': 1}),
    ('sort internships by pay', 'type=internship', 18, {'order': 'best-paid'}),
    ('the newest internships', 'type=internship', 18, {'order': 'newest'}),
    ('most recently posted jobs', '', 24, {'order': 'newest'}),
    ('oldest posting', '', 24, {'order': 'oldest', 'limit': 1}),
    ('internships closing soon', 'type=internship', 18, {'order': 'closing-soonest'}),
    ('which internship closes first?', 'type=internship', 18, {'order': 'closing-soonest', 'limit': 1}),
    ('internships that close before December 2026', 'type=internship closes<=2026-11-30', 3, {}),
    ('internships closing this week', 'type=internship closes>=2026-11-16 closes<=2026-11-22', 0, {}),
    ('internships closing next week', 'type=internship closes>=2026-11-23 closes<=2026-11-29', 1, {}),
    ('internships closing in December', 'type=internship closes>=2026-12-01 closes<=2026-12-31', 1, {}),
    ('deadline after January 1 2027', 'closes>=2027-01-02', 2, {}),
    ('deadlines in the next 10 days', 'closes>=2026-11-22 closes<=2026-12-02', 2, {}),
    ('internships due by November 30', 'type=internship closes<=2026-11-30', 3, {}),
    ('jobs without a deadline', 'states!=deadline', 18, {}),
    ('rolling internships', 'type=internship states!=deadline', 12, {}),
    ('internships posted this week', 'type=internship posted>=2026-11-16 posted<=2026-11-22', 3, {}),
    ('jobs posted in the last 3 days', 'posted>=2026-11-19 posted<=2026-11-22', 2, {}),
    ('roles posted since November 10', 'posted>=2026-11-10', 5, {}),
    ('internships added yesterday', 'type=internship posted=2026-11-21', 1, {}),
    ('posted between November 1 and November 15', 'posted>=2026-11-01 posted<=2026-11-15', 3, {}),
    ('open internships', 'type=internship status=open', 14, {}),
    ('closed roles', 'status=closed', 4, {}),
    ('which internships are still open in Canada?', 'place=Canada type=internship status=open', 2, {}),
    ('internships that are no longer available', 'type=internship status=closed', 3, {}),
    ('internships that use Python', 'type=internship skill=python', 2, {}),
    ('jobs requiring Python and SQL', 'skill=python skill=sql', 1, {}),
    ('jobs using Python or Java', 'skill=python,java', 3, {}),
    ('C++ internships', 'type=internship skill=c++', 2, {}),
    ('internships with Kubernetes but not Python', 'type=internship skill=kubernetes word!=python', 0, {}),
    ('jobs mentioning drones', 'word=drones', 1, {}),
    ('internships that offer housing', 'type=internship word=housing', 1, {}),
    ('how many internships are there?', 'type=internship', 18, {'mode': 'how_many'}),
    ('how many internships per city?', 'type=internship', 18, {'mode': 'group_by', 'group_by': 'city'}),
    (
        'how many open internships are in Seattle?',
        'place=Seattle type=internship status=open',
        1,
        {'mode': 'how_many'},
    ),
    ('internships by company', 'type=internship', 18, {'mode': 'group_by', 'group_by': 'company'}),
    ('which companies offer internships?', 'type=internship', 18, {'mode': 'group_by', 'group_by': 'company'}),
    ('which cities have internships?', 'type=internship', 18, {'mode': 'group_by', 'group_by': 'city'}),
    ('how many jobs per field?', '', 24, {'mode': 'group_by', 'group_by': 'field'}),
    ('number of internships by country', 'type=internship', 18, {'mode': 'group_by', 'group_by': 'country'}),
    ('count remote roles', 'remote=yes', 4, {'mode': 'how_many'}),
    ('compare the two Micromoth internships', 'company=Micromoth type=internship', 2, {'mode': 'compare'}),
    ('compare Quillwork and Larkspur Bank', 'company="Larkspur Bank",Quillwork', 5, {'mode': 'compare'}),
    ('compare Zephyr and Micromoth', 'company=Micromoth,Zephyr', 3, {'mode': 'compare'}),
    ('internships at Quillwork or Zephyr Labs', 'company=Quillwork,"Zephyr Labs" type=internship', 2, {}),
    ('jobs at Micromoth, Zephyr or Quillwork', 'company=Micromoth,Quillwork,Zephyr', 6, {}),
    ('all jobs except at Micromoth or Zephyr', 'company!=Micromoth,Zephyr', 21, {}),
    ('list all jobs', '', 24, {'mode': 'list'}),
    ('list everything in Canada', 'place=Canada', 2, {'mode': 'list'}),
    ('which role asks for the least experience?', '', 24, {'order': 'least-experience', 'limit': 1}),
    ('most senior role', '', 24, {'order': 'most-experience', 'limit': 1}),
    ('software engineer', 'title="software engineer"', 2, {}),
    ('senior software engineer jobs', 'title="senior software engineer"', 1, {}),
    ('non-senior software jobs', 'title!=senior field=software', 3, {}),
    ('entry level jobs', 'experience<=1', 2, {}),
    ('internships in Atlantis', 'place=Atlantis type=internship', 0, {}),
    ('internships at Globex', 'company=Globex type=internship', 0, {}),
    ('zookeeper internships', 'type=internship word=zookeeper', 0, {}),
    (
        'which internships in Seattle pay at least $45/hour and sponsor visas?',
        'place=Seattle type=internship sponsorship=yes pay>=45USD/hour',
        1,
        {},
    ),
    (
        'remote software jobs with no degree requirement',
        'field=software remote=yes',
        1,
        {'uninterpreted': ('no degree',)},
    ),
    (
        'show open US internships that close this month, best paid first',
        'place="United States" type=internship status=open closes>=2026-11-01 closes<=2026-11-30',
        1,
        {'mode': 'list', 'order': 'best-paid'},
    ),
    (
        'internships for summer 2027 in Germany or Switzerland',
        'place=Germany,Switzerland type=internship term=summer-2027',
        1,
        {},
    ),
    ('which are in Seattle?', 'place=Seattle', 1, {}),
    ('anything in Berlin?', 'place=region:DE-BE', 1, {}),
    ('do you have any internships in Chicago?', 'place=Chicago type=internship', 1, {}),
    ('got any python gigs?', 'skill=python', 2, {}),
    ('who is hiring software interns?', 'field=software type=internship', 2, {}),
    ('internships in Seattle, but not at Micromoth', 'company!=Micromoth place=Seattle type=internship', 0, {}),
    ('roles other than internships at Ironwood Motors', 'company="Ironwood Motors" type!=internship', 0, {}),
    ('I need an internship in Pittsburgh starting in summer', 'place=Pittsburgh type=internship term=summer', 0, {}),
    (
        "I'm a sophomore looking for a hardware internship",
        'field=hardware type=internship',
        2,
        {'uninterpreted': ('sophomore',)},
    ),
    ('quant internships', 'type=internship word=quant,quantitative', 1, {}),
    ('ML internships in NYC', 'field=machine_learning place="New York City" type=internship', 1, {}),
    ('swe internships summer 2027', 'type=internship term=summer-2027 word=swe,"software engineer"', 1, {}),
    ('HR internships', 'field=people type=internship', 1, {}),
    ('PM internship remote', 'remote=yes type=internship word=pm,"product management","product manager"', 1, {}),
    ('legal internships', 'field=legal type=internship', 1, {}),
    ('nursing jobs in california', 'place=California word=nursing', 1, {}),
    ('internships where I can use Figma', 'type=internship skill=figma', 1, {}),
    ('internships with a deadline', 'type=internship states=deadline', 6, {}),
    (
        'when does the Heron Analytics internship close?',
        'company="Heron Analytics" type=internship',
        2,
        {'asks': 'text'},
    ),
    (
        'how much does the Quillwork product internship pay?',
        'company=Quillwork field=product type=internship',
        1,
        {'asks': 'text'},
    ),
    ('is the Security Analyst role open to non-citizens?', 'title="security analyst"', 1, {'asks': 'text'}),
    ('what would I do in the robotics internship?', 'type=internship word=robotics', 1, {'asks': 'text'}),
    ('does the Seattle internship sponsor visas?', 'place=Seattle type=internship', 1, {'asks': 'text'}),
    ("What's available at Quillwork right now?", 'company=Quillwork', 3, {}),
    (
        'Could you list the internships that pay more than 4,500 dollars monthly?',
        'type=internship pay>=4500.01USD/month',
        5,
        {'mode': 'list'},
    ),
    (
        'are there unpaid marketing internships in Atlanta',
        'field=marketing place=Atlanta type=internship paid=no',
        1,
        {},
    ),
    ('internships paying between 30 and 40 CAD an hour', 'type=internship pay>=30CAD/hour pay<=40CAD/hour', 1, {}),
    ('which internships close after December 10?', 'type=internship closes>=2026-12-11', 3, {}),
    ('what internships were posted since last week?', 'type=internship posted>=2026-11-15 posted<=2026-11-22', 3, {}),
    ('internships posted in November', 'type=internship posted>=2026-11-01 posted<=2026-11-30', 5, {}),
    (
        'anything posted in the past two weeks in Australia?',
        'place=Australia posted>=2026-11-08 posted<=2026-11-22',
        1,
        {},
    ),
    ('Which postings expire by the end of November?', 'closes<=2026-11-30', 3, {}),
    ('the three best paid internships', 'type=internship', 18, {'order': 'best-paid', 'limit': 3}),
    ('top 5 newest internships', 'type=internship', 18, {'order': 'newest', 'limit': 5}),
    ('which two internships close soonest?', 'type=internship', 18, {'order': 'closing-soonest', 'limit': 2}),
    (
        'I want to do an internship in Chicago or London, in finance',
        'field=finance place=Chicago,London type=internship',
        2,
        {},
    ),
    ('any roles for someone with 2 years of experience?', 'experience<=2', 3, {}),
    (
        'do any of the internships in Washington require citizenship?',
        'place=region:US-WA type=internship sponsorship=citizens_only',
        0,
        {},
    ),
    ('list roles excluding Micromoth and Harbor Foods', 'company!=Micromoth,"Harbor Foods"', 19, {'mode': 'list'}),
    (
        'find ML or data internships that accept PhD students',
        'field=machine_learning,data type=internship degree=phd',
        2,
        {},
    ),
    ('Which employers have remote positions?', 'remote=yes', 4, {'mode': 'group_by', 'group_by': 'company'}),
    ('how many openings does Larkspur Bank have?', 'company="Larkspur Bank"', 2, {'mode': 'how_many'}),
    (
        'how many internships pay more than $40 an hour?',
        'type=internship pay>=40.01USD/hour',
        4,
        {'mode': 'how_many'},
    ),
    ('bachelor-level internships, not in California', 'place!=California type=internship degree=bachelor', 3, {}),
    ('jobs in Switzerland or Germany or Austria', 'place=Switzerland,Germany,Austria', 2, {}),
    ('part time or contract positions that are remote', 'remote=yes type=part_time,contract', 1, {}),
    ('summer internships at Nightjar Cyber', 'company="Nightjar Cyber" type=internship term=summer', 1, {}),
    ('openings near Boston', 'place=Boston', 1, {}),
    ('internships starting in spring 2027', 'type=internship term=spring-2027', 1, {}),
    ('which internships need Python but not SQL?', 'type=internship skill=python word!=sql', 1, {}),
    ('jobs which mention Kubernetes or Verilog', 'skill=kubernetes,verilog', 3, {}),
    ('internships where sponsorship is unknown', 'type=internship sponsorship=unknown', 14, {}),
    ("who's hiring in Berlin?", 'place=region:DE-BE', 1, {}),
    ('internships without citizenship requirements', 'type=internship sponsorship=yes,no', 3, {}),
    ('only paid ones in Seattle', 'place=Seattle paid=yes', 1, {}),
    ('engineering jobs', 'field=engineering', 3, {}),
    ('robotics internships', 'type=internship word=robotics', 1, {}),
    (
        'give me a list of internships sorted by deadline',
        'type=internship',
        18,
        {'mode': 'list', 'order': 'closing-soonest'},
    ),
    ('internships ordered by pay, lowest first', 'type=internship', 18, {'order': 'least-paid'}),
    (
        'What does the Heron Analytics data science intern do?',
        'company="Heron Analytics" title="data science" type=internship',
        1,
        {'asks': 'text'},
    ),
)
NOT_FOR_RECORDS = (
    "In which office was Ada Lovelace's first internship at Harrowgate?",
    "In which city was his second internship at Harrowgate?",
    'How do I apply for a visa?',
    'what do interns in Seattle say about housing?',
    'How long do internships usually last?',
    'Should I take an unpaid internship?',
    'What is the difference between a co-op and an internship?',
    'Do software interns get paid well?',
    'When do most companies post summer internships?',
    'How can I negotiate my internship pay?',
    'What should I wear to an interview in New York?',
    'Is it worth doing a remote internship?',
    'Can international students work in the US?',
    'What does OPT mean?',
    'How many references should I list?',
    'What did Ana do during her internship at Micromoth?',
    'Tell me about life as an intern in Berlin',
    'How do I find an internship in Canada?',
    'What skills do software interns need?',
    'why do companies sponsor visas?',
    'who won the world cup in Germany?',
    "what's the cheapest city to live in",
    'how do I write a cover letter for a data science internship?',
    'What time does the Micromoth office open?',
    'Is a PhD needed for research?',
    "What's the average pay of interns?",
    'Can you pull up any hardware co-ops in Michigan?',
    'What are the best cities for interns?',
    'Are unpaid internships legal?',
    'What is a typical intern salary in Seattle?',
    'how competitive are internships at Micromoth',
    'How do visas work for interns in Germany?',
    'When is the deadline to apply for OPT?',
    'Do I need a PhD to get a research internship?',
    'Which documents do I need for a visa?',
    'How many hours a week can I work on a student visa?',
    'Who should I ask for a reference?',
    'Which questions should I ask in an interview?',
    'Can I do two internships in one summer?',
    'what happens after the internship',
    'is there a dress code at Larkspur Bank?',
    'how do interns at Quillwork spend their day?',
)
# fmt: on


@pytest.fixture(scope="module")
def fair(places: PlaceResolver) -> ListingStore:
    engine = create_engine("sqlite://")
    store = ListingStore(engine)
    with engine.begin() as connection:
        store.put_many(connection, [(f"fair#{one.id}", one, {}) for one in records(places)])
    return store


@pytest.mark.parametrize(("question", "where", "total", "more"), READ)
def test_questions_become_filters(
    fair: ListingStore,
    reader: QueryReader,
    gazetteer: Gazetteer,
    question: str,
    where: str,
    total: int,
    more: dict[str, Any],
) -> None:
    reading = reader.read(question, fair.vocabulary(), NOW.date())
    query = reading.query
    expected: dict[str, Any] = {
        "mode": "which",
        "order": "relevance",
        "limit": None,
        "group_by": None,
        "uninterpreted": (),
        "asks": "records",
    } | more
    assert FilterText(gazetteer).write(query.filter) == where
    assert {name: getattr(query, name) for name in expected if name != "asks"} | {
        "asks": reading.asks
    } == expected
    assert fair.find(query, NOW, first=0).total == total


@pytest.mark.parametrize("question", NOT_FOR_RECORDS)
def test_questions_for_articles_ask_no_records(
    fair: ListingStore, reader: QueryReader, question: str
) -> None:
    assert reader.read(question, fair.vocabulary(), NOW.date()).asks is None


def test_two_letters_mean_what_most_records_hold(reader: QueryReader, places: PlaceResolver) -> None:
    engine = create_engine("sqlite://")
    store = ListingStore(engine)
    north = [
        one.model_copy(update={"locations": places.resolve("Ottawa, ON, Canada").places})
        for one in records(places)
    ]
    with engine.begin() as connection:
        store.put_many(connection, [(one.id, one, {}) for one in north])
    read = reader.read("openings in CA", store.vocabulary(), NOW.date())
    assert [place.countries for place in read.query.filter.places] == [("CA",)]
    engine.dispose()
