"""The tables of the listing store: a condition of a filter is one column or one small side table."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()

# Narrow, so that a scan of all listings stays cheap; the records themselves are apart. A key is never used twice.
listings = Table(
    "listings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("company", String),
    Column("company_key", String, index=True),
    Column("remote", String, nullable=False),
    Column("employment_type", String, nullable=False),
    Column("experience", Float),
    Column("sponsorship", String, nullable=False),
    Column("active", String, nullable=False),
    Column("posted", Date, index=True),
    Column("expires", Date, index=True),
    Column(
        "ends",
        Integer,
        comment="seconds since 1970 from which the posting is closed whatever its source says",
    ),
    Column("pay_a_year", Float, comment="for ordering only"),
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
    Column("city_key", String),
    Column("region", String),
    Column("country", String),
)
Index("listing_places_city", places.c.city_key, places.c.region, places.c.country, places.c.listing)
Index("listing_places_region", places.c.region, places.c.listing)
Index("listing_places_country", places.c.country, places.c.listing)
terms = _side("listing_terms", Column("season", String, nullable=False), Column("year", Integer))
Index("listing_terms_year", terms.c.year, terms.c.season, terms.c.listing)
degrees = _side("listing_degrees", Column("level", String, nullable=False, index=True))
skills = _side("listing_skills", Column("skill", String, nullable=False, index=True))

# Not in `metadata`: a full-text table where the database has one of its own kind (SQLite's FTS5).
texts = Table(
    "listing_texts",
    MetaData(),
    Column("rowid", Integer, primary_key=True),
    Column("title", Text),
    Column("company", Text),
    Column("skills", Text),
    Column("body", Text),
)


def create(connection: Connection) -> None:
    """Create what is absent of the tables."""
    metadata.create_all(connection)
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS listing_texts USING fts5("
            "title, company, skills, body, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
    )
