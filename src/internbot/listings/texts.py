"""The full text of the records: the one module that knows the database's own text search (SQLite's FTS5).

Everything here takes and gives keys of listings; another database's text search can take its place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, delete, insert, text

from internbot.listings.filters import ListingFilter
from internbot.listings.record import Listing
from internbot.listings.word_shapes import INTERNS, OCCUPATION
from internbot.listings.words import words_of

_APART = 2
"""Words that may stand between an occupation and what it is of, in a title."""
# Forms of one notion that an English stemmer keeps apart.
_SAME = (
    ("science", "scientist"),
    ("developer", "development"),
    ("intern", "internship"),
    ("analyst", "analytics"),
)
# Written as one word or as two.
_JOINED = (
    ("front end", "frontend"),
    ("back end", "backend"),
    ("full stack", "fullstack"),
    ("cyber security", "cybersecurity"),
    ("data base", "database"),
    ("dev ops", "devops"),
)
# Not in the tables' metadata: it is no ordinary table.
_texts = Table(
    "listing_texts",
    MetaData(),
    Column("rowid", Integer, primary_key=True),
    Column("title", Text),
    Column("company", Text),
    Column("skills", Text),
    Column("body", Text),
)

Keys = NDArray[np.int64]
NOTHING = '""'


def create(connection: Connection) -> None:
    """Create the index where it is absent."""
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS listing_texts USING fts5("
            "title, company, skills, body, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
    )


def drop(connection: Connection) -> None:
    """Drop the index."""
    connection.execute(text("DROP TABLE IF EXISTS listing_texts"))


def write(connection: Connection, entries: Sequence[tuple[int, Listing]]) -> None:
    """Index the text of records under their keys, which are new."""
    rows = [
        {
            "rowid": key,
            "title": listing.title,
            "company": listing.company or "",
            "skills": "\n".join(listing.skills),
            "body": "\n".join(
                (
                    listing.description or "",
                    *listing.responsibilities,
                    *listing.qualifications,
                    *(place.text for place in listing.locations),
                )
            ),
        }
        for key, listing in entries
    ]
    connection.execute(insert(_texts), rows)


def erase(connection: Connection, keys: Sequence[int]) -> None:
    """Take records out."""
    connection.execute(delete(_texts).where(_texts.c.rowid.in_(keys)))


def matching(connection: Connection, query: str) -> Keys:
    """Keys of all listings whose text matches a query of `required`, `in_title` or `phrase`, in no order."""
    # One value instead of a row each: fifty thousand rows would take longer to fetch than to find.
    keys = connection.scalar(_MATCHING, {"query": query})
    return np.fromstring(keys, dtype=np.int64, sep=",") if keys else np.empty(0, np.int64)


def ranked(connection: Connection, query: str) -> Keys:
    """The same keys, best match first: a match in the title counts most."""
    return np.array(connection.scalars(_RANKED, {"query": query}).all(), dtype=np.int64)


def any_matching(connection: Connection, query: str) -> bool:
    """Whether any listing's text matches."""
    return connection.execute(_ANY_MATCHING, {"query": query}).first() is not None


# Statements of each question, made once: to read one takes longer than to run it.
_MATCHING = text("SELECT group_concat(rowid) FROM listing_texts WHERE listing_texts MATCH :query")
_RANKED = text(
    "SELECT rowid FROM listing_texts WHERE listing_texts MATCH :query ORDER BY bm25(listing_texts, 10, 5, 3)"
)
_ANY_MATCHING = text("SELECT rowid FROM listing_texts WHERE listing_texts MATCH :query LIMIT 1")


def required(wanted: ListingFilter) -> str:
    """The query for the titles, skills and words that a filter asks for; empty where it asks for none."""
    parts = []
    if wanted.titles:
        parts.append(" OR ".join(f"({in_title(title)})" for title in wanted.titles))
    parts.extend(_either(words) for words in (*wanted.skills, *wanted.words))
    return " AND ".join(f"({part})" for part in parts)


def in_title(words: str) -> str:
    """The query for titles that hold every one of some words."""
    return f"title : ({' OR '.join(map(_all_in_title, _spellings(words)))})"


def _all_in_title(words: str) -> str:
    folded = [word.folded for word in words_of(words)]
    forms = " AND ".join(map(_forms, folded))
    if len(folded) > 1 and OCCUPATION.fullmatch(folded[-1]) and not INTERNS.fullmatch(folded[-1]):
        forms += f" AND ({' OR '.join(_beside(*folded[-2:]))})"
    return f"({forms or NOTHING})"


def phrase(words: str) -> str:
    """The query for records in which the words stand together."""
    return '"' + words.replace('"', " ").replace("\0", " ") + '"'


def _either(words: str) -> str:
    return " OR ".join(
        _variants(spelling) for alternative in words.split(" or ") for spelling in _spellings(alternative)
    )


def _spellings(words: str) -> tuple[str, ...]:
    """The words, and as they are written in the other way, "front end" and "frontend"."""
    plain = " ".join(word.folded for word in words_of(words.replace("-", " ")))
    found = [words]
    for pair in _JOINED:
        for one, other in (pair, pair[::-1]):
            if re.search(rf"\b{one}\b", plain):
                found.append(re.sub(rf"\b{one}\b", other, plain))
    return tuple(found)


def _variants(words: str) -> str:
    for pair in _SAME:
        for form in pair:
            if re.search(rf"\b{form}s?\b", words):
                return " OR ".join(phrase(re.sub(rf"\b{form}s?\b", other, words)) for other in pair)
    return phrase(words)


def _beside(what: str, occupation: str) -> Iterator[str]:
    """Queries for an occupation beside what it is of.

    "Data and Applied Scientist" is a data scientist, and so is "Data Science Intern"; "Scientist, Machine Learning and
    Data Sciences" is none.
    """
    own = phrase(occupation)
    for one, form in itertools.product(_alternatives(what), _alternatives(occupation)):
        near = f"NEAR({one} {form}, {_APART})"
        yield near if form == own or form.rstrip('"') + 's"' == own else f"({near} NOT {own})"


def _forms(word: str) -> str:
    return "(" + " OR ".join(_alternatives(word)) + ")"


def _alternatives(word: str) -> tuple[str, ...]:
    forms = next((pair for pair in _SAME if word.rstrip("s") in pair), (word,))
    return tuple(phrase(form) for form in forms)
