"""The one list of the formats that postings come in, from files and from the network."""

from __future__ import annotations

from collections.abc import Mapping

from internbot.listings.feeds.amazon_jobs import AmazonJobsReader
from internbot.listings.feeds.ashby import AshbyReader
from internbot.listings.feeds.base import Board
from internbot.listings.feeds.careers_page import CareersPostingsReader
from internbot.listings.feeds.community_json import CommunityJsonReader
from internbot.listings.feeds.csv_columns import CsvColumnsReader
from internbot.listings.feeds.greenhouse import GreenhouseReader
from internbot.listings.feeds.indeed_xml import IndeedXmlReader
from internbot.listings.feeds.job_posting_pages import JobPostingPagesReader
from internbot.listings.feeds.lever import LeverReader
from internbot.listings.feeds.own_yaml import OwnYamlReader
from internbot.listings.feeds.personio_xml import PersonioXmlReader
from internbot.listings.feeds.posting_pages import PostingPagesReader
from internbot.listings.feeds.posting_texts import PostingTextsReader
from internbot.listings.feeds.readme_tables import ReadmeTablesReader
from internbot.listings.feeds.recruitee import RecruiteeReader
from internbot.listings.feeds.smartrecruiters import SmartRecruitersReader
from internbot.listings.feeds.syndication import SyndicationReader
from internbot.listings.feeds.teamtailor import TeamtailorReader
from internbot.listings.feeds.workable import WorkableReader
from internbot.listings.feeds.workday import WorkdayReader
from internbot.listings.places import PlaceResolver
from internbot.sources.documents import Reader


def formats(places: PlaceResolver) -> tuple[Reader, ...]:
    """All readers of postings; the first that accepts an item reads it: the particular before the general."""
    return (
        *boards(places).values(),
        CommunityJsonReader(places),
        JobPostingPagesReader(places),
        ReadmeTablesReader(places),
        PersonioXmlReader(places),
        IndeedXmlReader(places),
        SyndicationReader(places),
        CsvColumnsReader(places),
        PostingTextsReader(places),
        CareersPostingsReader(places),
        PostingPagesReader(places),
        OwnYamlReader(places),
    )


def boards(places: PlaceResolver) -> Mapping[str, Board]:
    """The formats that have an address in the network, by what goes before the colon of `greenhouse:acme`."""
    known: tuple[Board, ...] = (
        GreenhouseReader(places),
        LeverReader(places),
        AshbyReader(places),
        SmartRecruitersReader(places),
        WorkableReader(places),
        RecruiteeReader(places),
        WorkdayReader(places),
        AmazonJobsReader(places),
        TeamtailorReader(places),
    )
    return {board.scheme: board for board in known}
