"""Our own format: a YAML file with a list of records, whose keys are the fields of `Listing`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import ValidationError

from internbot.errors import SourceError
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Listing, Term
from internbot.listings.rendering import ListingDocument, heading, render
from internbot.sources.documents import Document, Failure, Item

_UNKNOWN = frozenset({"", "~", "null", "Null", "NULL"})
_LISTS = ("locations", "term", "degree_levels", "responsibilities", "qualifications", "skills")
_OWN_KEYS = ("license_note",)


class OwnYamlReader:
    """Reads `*.yaml` files of records; places are resolved, everything else is taken as it is written.

    `locations` are place strings ("Seattle, WA, USA"), or mappings with `text`, `city`, `region` and
    `country`; `term` is text such as "Summer 2026". One value stands for a list of one. `license_note` is
    the document's.
    """

    name = "own-yaml"
    version = 3

    def __init__(self, places: PlaceResolver) -> None:
        self._places = places

    def accepts(self, item: Item) -> bool:
        """Files that end in `.yaml` or `.yml`."""
        return item.suffix in (".yaml", ".yml")

    def read(self, item: Item) -> Iterator[Document | Failure]:
        """A document for each record, and a failure for each that is wrong.

        Raises:
            SourceError: the file is not UTF-8, not YAML, or not a list of records.
        """
        try:
            text = item.raw.decode("utf-8-sig")
            loader = yaml.BaseLoader(text)
            root = loader.get_single_node()
        except UnicodeDecodeError as error:
            raise SourceError(
                f"{item.key}: not UTF-8 at byte {error.start}; save the file as UTF-8"
            ) from error
        except yaml.YAMLError as error:
            raise SourceError(f"{item.key}: not valid YAML: {_first_line(error)}") from error
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            raise SourceError(f"{item.key}: expected a list of records (each beginning with `- id:`)")
        seen: set[str] = set()
        for node in root.value:
            line = node.start_mark.line + 1
            try:
                found = self._record(item, text, loader, node)
                if found.listing.id in seen:
                    raise ValueError(f"the id {found.listing.id} is used twice")
                seen.add(found.listing.id)
                yield found
            except ValidationError as error:
                yield Failure(f"{item.key}:{line}", "; ".join(_complaints(error)))
            except (ValueError, yaml.YAMLError) as error:
                yield Failure(f"{item.key}:{line}", _first_line(error))

    def _record(self, item: Item, text: str, loader: yaml.BaseLoader, node: yaml.Node) -> ListingDocument:
        if not isinstance(node, yaml.MappingNode):
            raise ValueError("expected a record with `key: value` lines")
        written = Counter(str(key.value) for key, _ in node.value)
        if twice := [key for key, count in written.items() if count > 1]:
            raise ValueError(f"the key {twice[0]} is given twice")
        values = {
            key: value for key, value in loader.construct_object(node, deep=True).items() if not _empty(value)
        }
        own = {key: str(values.pop(key)) for key in _OWN_KEYS if key in values}
        for key in _LISTS:
            if key in values and not isinstance(values[key], list):
                values[key] = [values[key]]
        self._resolve_places(values)
        if "term" in values:
            values["term"] = [_term(term) for term in values["term"]]
        listing = Listing.model_validate({"source_format": "yaml", **values})
        rendering = render(listing)
        return ListingDocument(
            id=f"{item.key}#{listing.id}",
            title=heading(listing),
            text=rendering.text,
            kind="listing",
            url=listing.source_url or listing.apply_url,
            published=listing.posted_at,
            retrieved=item.retrieved,
            license_note=own.get("license_note"),
            blocks=rendering.blocks,
            metadata={"record": listing.id, "line": str(node.start_mark.line + 1)},
            raw=text[node.start_mark.index : node.end_mark.index].encode(),
            listing=listing,
            field_spans=rendering.field_spans,
        )

    def _resolve_places(self, values: dict[str, Any]) -> None:
        if "locations" not in values:
            return
        resolved = self._places.resolve_all(_place_text(place) for place in values["locations"])
        values["locations"] = resolved.places
        if "remote" not in values and resolved.remote != "unknown":
            values["remote"] = resolved.remote


def _place_text(place: object) -> str:
    if isinstance(place, str):
        return place
    if not isinstance(place, dict):
        raise ValueError(f"locations: {place!r} is no place; write for example Seattle, WA, USA")
    unknown = set(place) - {"text", "city", "region", "country"}
    if unknown:
        raise ValueError(f"locations: unknown key {sorted(unknown)[0]}")
    known = {key: str(value) for key, value in place.items() if not _empty(value)}
    parts = [known[key] for key in ("city", "region", "country") if key in known]
    return known.get("text") or ", ".join(parts)


def _term(value: object) -> Term:
    text = " ".join(str(part) for part in value.values()) if isinstance(value, dict) else str(value)
    term = Term.parse(text)
    if term is None:
        raise ValueError(f"term: {text!r} names no season; write for example Summer 2026")
    return term


def _empty(value: object) -> bool:
    return value == [] or value == {} or (isinstance(value, str) and value.strip() in _UNKNOWN)


def _complaints(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        where = ".".join(str(part) for part in problem["loc"]) or "record"
        if problem["type"] == "extra_forbidden":
            yield f"unknown key {where}"
        elif problem["type"] == "missing":
            yield f"the key {where} is missing"
        else:
            yield f"{where}: {re.sub('^Value error, ', '', problem['msg'])}"


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
