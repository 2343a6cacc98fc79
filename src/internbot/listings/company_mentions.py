"""Companies in a question: those that records name, and those that only their place in the sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from internbot.listings.cues import spelled_out
from internbot.listings.scans import Scan
from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.word_shapes import FIELD, LEVEL, OCCUPATION, PLAIN, POSTS
from internbot.listings.words import Word, fold, singular, words_of

_PLACED = re.compile(r"at|from|by|with|for")
_AT = re.compile(r"\b(?:at|with)\s+(?P<name>\w[^,.?!;]*)")
_NAME = r"[A-Z][\w&.'’-]*(?: (?:(?:&|of|and|the) )?[A-Z][\w&.'’-]*)*"
_JOIN = r"\s*(?:,\s*(?:(?:and|or)\s+)?|(?:and|or|vs\.?|versus|than|with)\s+|&\s*)"
_JOINED_AFTER = re.compile(rf"{_JOIN}(?P<name>{_NAME})")
_JOINED_BEFORE = re.compile(rf"(?P<name>{_NAME}){_JOIN}$")
_FUZZY = 88
_SHORTEST_NAME = 5


class _Companies:
    """Company names by what people write for them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.exact: dict[str, list[str]] = {}
        self.beginning: dict[str, list[str]] = {}
        self.initials: dict[str, list[str]] = {}
        for name in names:
            key = fold(name)
            self.exact.setdefault(key, []).append(name)
            first, _, rest = key.partition(" ")
            if rest:
                self.beginning.setdefault(first, []).append(name)
            if initials := _initials(name):
                self.initials.setdefault(initials, []).append(name)


class CompanyReader:
    """Reads the companies that a question names into the conditions of its scan."""

    def __init__(self) -> None:
        self._companies_of: tuple[ListingVocabulary, _Companies] | None = None

    def known(self, scan: Scan, vocabulary: ListingVocabulary, sizes: range) -> None:
        """Company names of so many words; long ones are read before places, so that "New York Life" is none."""
        names = self._names_of(vocabulary)
        words = scan.words
        for at in range(len(words)):
            for size in reversed(sizes):
                if at + size > len(words):
                    continue
                start, end = words[at].start, words[at + size - 1].end
                if not scan.free(start, end):
                    continue
                before = words[at - 1].folded if at else ""
                after = words[at + size].folded if at + size < len(words) else ""
                placed = bool(_PLACED.fullmatch(before)) or bool(POSTS.fullmatch(after))
                held = self._company(scan.text[start:end], names, vocabulary, at, placed=placed)
                if held:
                    scan.add_all("companies", held, start, end)
                    break

    def _names_of(self, vocabulary: ListingVocabulary) -> _Companies:
        if self._companies_of is None or self._companies_of[0] is not vocabulary:
            self._companies_of = (vocabulary, _Companies(vocabulary.companies))
        return self._companies_of[1]

    @staticmethod
    def _company(
        text: str, names: _Companies, vocabulary: ListingVocabulary, at: int, *, placed: bool
    ) -> list[str]:
        """The companies that a name stands for: "Amazon" is also "Amazon Web Services"."""
        key = fold(text).removesuffix("'s").removesuffix("'")
        capital = text[:1].isupper() and (at > 0 or text[1:2].isupper())
        # "software" is a word of titles even where a company is called so; "amazon" is a company first.
        companies = sum(vocabulary.companies[name] for name in names.exact.get(key, ()))
        common = max(vocabulary.title_words.get(form, 0) for form in (key, singular(key))) > companies
        if PLAIN.fullmatch(key) or (not capital and (common or len(key) < 4)):
            return []
        if key in names.exact:
            return [*names.exact[key], *names.beginning.get(key, ())]
        if len(text) >= 3 and text.isupper() and text in names.initials:
            return names.initials[text]
        if common or (" " in key and not capital):
            return []
        if not capital:
            # A name in small letters is one where it stands as one: "at micorsoft".
            return names.exact[near] if placed and (near := _near(key, names.exact, vocabulary)) else []
        if key in names.beginning:
            return names.beginning[key]
        near = _near(key, names.exact, vocabulary)
        return names.exact[near] if near else []

    @staticmethod
    def joined(scan: Scan, vocabulary: ListingVocabulary) -> None:
        """Names beside a company in a list ("Spotify or Tesla") are companies too, also those that no record names."""
        seen, read = 0, ("companies", "not_companies")
        while len(companies := [one for one in scan.taken if one.condition in read]) > seen:
            seen = len(companies)
            for one in companies:
                after = _JOINED_AFTER.match(scan.text, one.end)
                before = _JOINED_BEFORE.search(scan.text[: one.start])
                for match in (after, before):
                    if match is not None:
                        _add_stranger(scan, match, vocabulary)

    @staticmethod
    def strangers(scan: Scan, vocabulary: ListingVocabulary) -> None:
        """A company by its place in the sentence that no record names, so that asking for it finds nothing."""
        for match in list(scan.find(_AT)):
            name = scan.text[match.start("name") : match.end("name")]
            run = re.match(_NAME, name)
            if run is None or vocabulary.mentions(fold(run.group())) or _is_short(run.group()):
                continue
            start, end = match.start("name"), match.start("name") + len(run.group().rstrip(".'’"))
            if scan.free(start, end):
                scan.add("companies", scan.text[start:end], start, end)


def _is_short(name: str) -> bool:
    """Whether it is an abbreviation of a subject: "with LLMs"."""
    return any(spelled_out(form) != form for form in (fold(name), singular(fold(name))))


def _add_stranger(scan: Scan, match: re.Match[str], vocabulary: ListingVocabulary) -> None:
    start, end = match.span("name")
    words = [word for word in scan.words if start <= word.start and word.end <= end]
    # "Compare Spotify and Tesla": a word of the sentence may begin with a capital as well.
    while words and _is_common(words[0], vocabulary):
        words = words[1:]
    if words and scan.free(words[0].start, words[-1].end):
        scan.add("companies", scan.text[words[0].start : words[-1].end], words[0].start, words[-1].end)


def _is_common(word: Word, vocabulary: ListingVocabulary) -> bool:
    """Whether a word with a capital is no name; at the beginning of the question the capital says nothing."""
    shapes = (PLAIN, POSTS, OCCUPATION, FIELD, LEVEL)
    if any(shape.fullmatch(word.folded) for shape in shapes):
        return True
    return word.start == 0 and singular(word.folded) in vocabulary.title_words


def _near(key: str, names: Mapping[str, object], vocabulary: ListingVocabulary) -> str | None:
    """The name that `key` is a slip of the pen away from: two letters changed places, or one is wrong."""
    if len(key) < _SHORTEST_NAME or vocabulary.mentions(key):
        return None
    slip = process.extractOne(key, names.keys(), scorer=OSA.distance, score_cutoff=1)
    best = slip or process.extractOne(key, names.keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY)
    return str(best[0]) if best else None


def _initials(name: str) -> str:
    parts = [word.text for word in words_of(name)]
    return "".join(part[0] for part in parts).upper() if len(parts) > 1 else ""
