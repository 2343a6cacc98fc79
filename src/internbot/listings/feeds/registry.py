"""The one list of the formats that postings come in, from files and from the network."""

from __future__ import annotations

from collections.abc import Mapping

from internbot.listings.feeds.base import Board
from internbot.listings.feeds.own_yaml import OwnYamlReader
from internbot.listings.places import PlaceResolver
from internbot.sources.documents import Reader


def formats(places: PlaceResolver) -> tuple[Reader, ...]:
    """All readers of postings: the first that accepts an item reads it, so that the particular come before the general."""
    return (*boards(places).values(), OwnYamlReader(places))


def boards(places: PlaceResolver) -> Mapping[str, Board]:
    """The formats that have an address in the network, by what goes before the colon of `greenhouse:acme`."""
    known: tuple[Board, ...] = ()
    return {board.scheme: board for board in known}
