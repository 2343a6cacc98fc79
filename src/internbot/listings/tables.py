"""The tables of the listing store.

`listing_records` is the truth: the whole record as JSON. All else is made from it, a condition of a filter one column
or one side table, and is made anew when a folder of an older layout is opened.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
)

from internbot.listings import texts

LAYOUT = 2
"""Rises with every change of what is kept beside the records."""

metadata = MetaData()

layout = Table("listing_layout", metadata, Column("version", Integer, nullable=False))

# A key is never used twice and a row never changed in place: readers tell by the keys what is new (`columns.py`).
listings = Table(
    "listings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("company", String),
    Column("disciplines", String, nullable=False, comment="fields of work, with spaces between"),
    Column("remote", String, nullable=False),
    Column("employment_type", String, nullable=False),
    Column("experience", Float),
    Column("sponsorship", String, nullable=False),
    Column("standing", String, nullable=False, comment="open, closed or unknown, before `ends`"),
    Column("posted", Date),
    Column("expires", Date),
    Column(
        "ends",
        Integer,
        comment="seconds since 1970 from which the posting is closed whatever its source says",
    ),
    Column("pay_least", Float, comment="a full-time year"),
    Column("pay_most", Float, comment="a full-time year"),
    Column("currency", String, comment="null also where pay has no period to compare it by"),
    Column("pays", String, comment="yes, no (0 is stated) or null"),
    sqlite_autoincrement=True,
)
records = Table(
    "listing_records",
    metadata,
    Column("listing", ForeignKey("listings.key", ondelete="CASCADE"), primary_key=True),
    Column("record", Text, nullable=False, comment="the whole record as JSON"),
    Column("spans", Text, nullable=False, comment="JSON: field -> [start, end] in the document's text"),
)


def _side(name: str, *columns: Column[str] | Column[int]) -> Table:
    owner: Column[int] = Column(
        "listing", ForeignKey("listings.key", ondelete="CASCADE"), nullable=False, index=True
    )
    return Table(name, metadata, owner, *columns)


places = _side(
    "listing_places",
    Column("city", String),
    Column("region", String),
    Column("country", String),
)
terms = _side("listing_terms", Column("season", String, nullable=False), Column("year", Integer))
degrees = _side("listing_degrees", Column("level", String, nullable=False))
skills = _side("listing_skills", Column("skill", String, nullable=False))


def create(connection: Connection) -> list[tuple[str, str, str]]:
    """Create what is absent of the tables.

    Returns:
        Document, record and spans of what tables of an older layout held, which were dropped: to be written again.
    """
    kept: list[tuple[str, str, str]] = []
    present = inspect(connection).has_table
    if present("listings") and not (
        present("listing_layout") and connection.scalar(select(layout.c.version)) == LAYOUT
    ):
        joined = records.join(listings, listings.c.key == records.c.listing)
        columns = (listings.c.document, records.c.record, records.c.spans)
        kept = [(row[0], row[1], row[2]) for row in connection.execute(select(*columns).select_from(joined))]
        texts.drop(connection)
        metadata.drop_all(connection)
    metadata.create_all(connection)
    texts.create(connection)
    if connection.scalar(select(layout.c.version)) is None:
        connection.execute(insert(layout).values(version=LAYOUT))
    return kept
