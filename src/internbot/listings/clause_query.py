"""One question in words, read as a query over the records; and whether it asks over records at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from internbot.listings import cues
from internbot.listings.amounts import PAID, UNPAID, mentions_of_pay
from internbot.listings.company_mentions import CompanyReader
from internbot.listings.days import mentions_of_days
from internbot.listings.filters import (
    Days,
    ListingFilter,
    ListingQuery,
    Mode,
    Range,
    SortKey,
    TermChoice,
)
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.intents import HELP, intent
from internbot.listings.place_mentions import PlaceFinder
from internbot.listings.posting_nouns import Nouns, nouns_of
from internbot.listings.questioned import asked_fields, of_particular
from internbot.listings.record import Term
from internbot.listings.scans import Scan, Taken
from internbot.listings.slips import corrected
from internbot.listings.stated_mentions import take_stated
from internbot.listings.subjects import SubjectReader
from internbot.listings.title_mentions import take_title_words
from internbot.listings.vocabulary import ListingVocabulary

_POSTED = re.compile(r"\b(?:post(?:ed)?|add\w*|publish\w*|listed|new|appear\w*|since|advertis\w*)\b")
_CLOSING = re.compile(
    r"\b(?:clos\w*|deadlines?|due|expir\w*|end(?:s|ing)?|apply|applications?|until|open till|date)\b"
)
_CLOSING_ANYWHERE = re.compile(r"\bclos|deadline|\bdue\b|expir")
_NEAR = 30
_TERM = re.compile(
    r"\b(?:(?:for|in|during|of|the)\s+)*(?:(this|next|coming|upcoming|last)\s+)?(winter|spring"
    r"|summer|fall|autumn)"
    r"(?:\s+(?:of\s+)?((?:19|20)\d\d))?\b"
)
_YEAR = re.compile(r"\b(?:for|in|of|during)?\s*(?:the\s+)?(?:year\s+)?(20[12]\d)\b(?!-)")
_ENTRY_YEARS = 1
"""What "entry-level" allows."""
_TOP = re.compile(
    r"\b(?:the |your )?(?:top|first|best|newest|latest)? ?\b(?P<many>[1-9]\d?"
    r"|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?= (?:\w+[- ]){0,3}(?:internships?|jobs?|roles?|openings?|positions?|postings?|listings?|ones)\b)"
)
_ONE_OF = re.compile(
    r"\b(?:which|what) (?:one )?(?:of|is|pays?|closes?|asks?|requires?|role|job|internship|posting)\b|\bone of\b"
)
_HELP = re.compile(rf"\b{HELP}(?=(?:find|search|look|list|show|pick|get|choose)\b)")
_DENIAL = re.compile(
    r"\b(?:no|not|without|except|excluding|never|don't|doesn't|do not|does not|isn't|aren't)\s+"
    r"(?!(?:sure|know|only|just|matter|mind|yet|longer|care|idea|problem|one|to)\b)"
    r"(?:an?y? |the |be |have |need |require )*[^\W\d_]+"
)
_MODES: tuple[tuple[Mode, re.Pattern[str]], ...] = (
    ("how_many", re.compile(r"\bhow many\b|\b(?:number|count|total) of\b|\bcount (?:the|all|of)?\b"
                r"|^\s*count\b")),
    ("compare", re.compile(
        r"\bcompare\b|\bdifferen(?:ce|ces|t|tiate)\b|\bversus\b|\bvs\.?\b"
    )),
    ("list", re.compile(r"^\W*(?:please |can you |could you )*(?:list|show|display|name|give|enumerate)\b")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as read.

    Attributes:
        query: the filter, what to do with the result, and the words that no condition covers.
        asks: `records` where the answer is a set of records or a count; `text` where it is said in particular
            records that the filter picks out; None where records are not asked for.
        taken: which part of the question each condition was read from.
    """

    query: ListingQuery
    asks: Literal["records", "text"] | None
    taken: tuple[Taken, ...] = field(default=())


class ClauseReader:
    """Reads single questions by what the records hold."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._places = PlaceFinder(gazetteer)
        self._companies = CompanyReader()
        self._subjects = SubjectReader()

    def read(self, question: str, vocabulary: ListingVocabulary, today: date) -> Reading:
        """The question as a query. `today` is for "this week" and "next summer"."""
        # "non-senior" is two words here; the offsets stay.
        put_right = corrected(re.sub(r"\b([Nn]on)-(?=\w)", r"\1 ", question), vocabulary)
        scan = Scan(put_right.text)
        nouns = nouns_of(scan)
        scan.take_all(_HELP, "mode")
        take_title_words(scan)
        take_stated(scan)
        self._pay(scan, vocabulary)
        # Before the orders, for which "five or more years" would be more years.
        self._numbers(scan)
        mode, sort = self._order(scan)
        limit = _limit(scan, sort[0], superlative=sort[2], nouns=nouns)
        self._choices(scan)
        self._days(scan, today)
        self._terms(scan, today)
        self._group(scan)
        self._companies.known(scan, vocabulary, range(2, 5))
        for mention in list(self._places.find(scan, vocabulary)):
            scan.add("places", mention.choice, mention.start, mention.end)
        self._companies.known(scan, vocabulary, range(1, 2))
        self._companies.joined(scan, vocabulary)
        self._subjects.disciplines(scan, nouns)
        self._subjects.titles(scan, vocabulary, nouns)
        self._subjects.skills(scan, vocabulary, nouns)
        self._companies.strangers(scan, vocabulary)
        self._companies.joined(scan, vocabulary)
        scan.spread_denials()
        left = (*self._subjects.words(scan, vocabulary, nouns), *_denied(scan))
        fields = asked_fields(scan)
        group_by = scan.met.pop("group_by", None)
        mode = "group_by" if group_by else mode
        for name in ("experience", "posted", "closes", "pay", "paid"):
            scan.met.setdefault(name, None)
        wanted = ListingFilter.model_validate(
            {name: tuple(dict.fromkeys(v)) if isinstance(v, list) else v for name, v in scan.met.items()}
        )
        query = ListingQuery(
            filter=wanted,
            mode=mode,
            sort=sort[0],
            descending=sort[1],
            limit=limit,
            group_by=group_by,
            fields=fields,
            uninterpreted=left,
        )
        asks = intent(scan, query, nouns, vocabulary)
        if asks == "text":
            query = of_particular(query, scan, nouns)
        taken = (
            Taken(put_right.original(one.start), put_right.original(one.end), one.condition)
            for one in scan.taken
        )
        return Reading(query, asks, tuple(taken))

    def _order(self, scan: Scan) -> tuple[Mode, tuple[Any, bool, bool]]:
        sort: tuple[Any, bool, bool] = ("relevance", False, False)
        for key, descending, superlative, pattern in cues.sorts():
            if scan.take_all(pattern, "sort"):
                sort = (key, descending, superlative)
                break
        for mode, pattern in _MODES:
            if pattern.search(scan.flat):
                return mode, sort
        return "compare" if sort[0] != "relevance" and not sort[
            2
        ] and " of the" in scan.flat else "which", sort

    def _pay(self, scan: Scan, vocabulary: ListingVocabulary) -> None:
        for mention in mentions_of_pay(scan.flat, vocabulary):
            if scan.free(mention.start, mention.end):
                scan.met["pay"] = mention.pay
                scan.take(mention.start, mention.end, "pay")
        for paid, pattern in ((False, UNPAID), (True, PAID)):
            if scan.take_all(pattern, "paid"):
                scan.met["paid"] = paid

    def _numbers(self, scan: Scan) -> None:
        for kind, pattern in cues.EXPERIENCE:
            for match in list(scan.find(pattern)):
                if kind == "entry":
                    scan.met["experience"] = Range(most=_ENTRY_YEARS)
                    scan.take(*match.span(), "experience")
                    continue
                amounts = [cues.amount(group) for group in match.groups() if group]
                negation = scan.negation(match.start())
                if kind == "none":
                    scan.met["experience"] = Range(most=0)
                elif kind == "between":
                    scan.met["experience"] = Range(least=amounts[0], most=amounts[1])
                else:
                    read = _range(kind, amounts[0], negated=negation is not None)
                    scan.met["experience"] = _wider(scan.met.get("experience"), read)
                scan.take(match.start() if negation is None else negation, match.end(), "experience")

    def _choices(self, scan: Scan) -> None:
        for name in cues.CHOICES:
            for value, pattern in cues.choice_patterns(name):
                for match in list(scan.find(pattern)):
                    self._choose(scan, name, value, match)
        scan.take_all(cues.PLAIN_STATUS, "listed")

    def _choose(self, scan: Scan, name: str, value: str | tuple[str, ...], match: re.Match[str]) -> None:
        negation = scan.negation(match.start())
        start = match.start() if negation is None else negation
        if name in ("degrees", "employment_types"):
            scan.add(name, value, *match.span())
            return
        if isinstance(value, tuple):
            values = list(value)
        elif negation is not None:
            opposite = {"yes": "no", "no": "yes", "open": "closed", "closed": "open"}.get(value)
            values = [opposite] if opposite else []
            if (name, value) == ("remote", "yes"):
                values = ["no", "hybrid"]
            if (name, value) == ("sponsorship", "citizens_only"):
                values = ["yes", "no"]
        else:
            values = [value]
        if (name, value) == ("sponsorship", "yes") and negation is not None:
            values = ["no", "citizens_only"]
        scan.met.setdefault(name, []).extend(values)
        scan.take(start, match.end(), name)

    def _terms(self, scan: Scan, today: date) -> None:
        for match in list(scan.find(_TERM)):
            which, season, year = match.groups()
            term = Term.parse(season)
            plain = not (which or year) and not re.match(r"(?:for|in|during)\b", match.group().strip())
            if term is None or (
                plain and not re.match(r"\W*\w*\W*(?:intern|co-?op|program|term)", scan.flat[match.end() :])
            ):
                continue
            number = int(year) if year else _year_of(term.season, which, today)
            scan.add("terms", TermChoice(season=term.season, year=number), *match.span())
        if "terms" not in scan.met and "not_terms" not in scan.met:
            for match in list(scan.find(_YEAR)):
                if _last_of(_POSTED, scan.flat[: match.start()]) >= 0:
                    year = int(match.group(1))
                    scan.met["posted"] = Days(first=date(year, 1, 1), last=date(year, 12, 31))
                    scan.take(*match.span(), "posted")
                    continue
                scan.add("terms", TermChoice(year=int(match.group(1))), *match.span())

    def _days(self, scan: Scan, today: date) -> None:
        for mention in mentions_of_days(scan.flat, today):
            if not scan.free(mention.start, mention.end):
                continue
            before = scan.flat[: mention.start]
            posted, closing = _last_of(_POSTED, before), _last_of(_CLOSING, before)
            name = "posted" if posted > closing or (closing < 0 and mention.days.last == today) else "closes"
            if posted < 0 and closing < 0 and name == "closes" and not _CLOSING_ANYWHERE.search(scan.flat):
                continue
            scan.met[name] = _both(scan.met.get(name), mention.days)
            scan.take(mention.start, mention.end, name)

    def _group(self, scan: Scan) -> None:
        for key, pattern in cues.GROUPS:
            for match in list(scan.find(pattern)):
                scan.met["group_by"] = key
                scan.take(*match.span(), "group_by")


def _limit(scan: Scan, sort: SortKey, *, superlative: bool, nouns: Nouns) -> int | None:
    """How many records an order asks for: "top 5" five, "which closes first" one, "the newest internships" all."""
    if sort == "relevance":
        return None
    if match := next(scan.find(_TOP), None):
        scan.take(*match.span(), "limit")
        return max(1, cues.amount(match["many"]))
    plural = nouns.words and all(word.folded.endswith("s") for word in nouns.words)
    return 1 if superlative and not (plural and not _ONE_OF.search(scan.flat)) else None


def _denied(scan: Scan) -> Iterator[str]:
    """Negations that no condition took, with the word that they deny: what was asked for may be the opposite."""
    for match in scan.find(_DENIAL):
        yield scan.text[match.start() : match.end()].strip()


def _last_of(cue: re.Pattern[str], before: str) -> int:
    """Where a cue stands last among the characters directly before a phrase; -1 where it does not."""
    near = before[-_NEAR:]
    return max((match.start() for match in cue.finditer(near)), default=-1)


def _range(kind: str, years: int, *, negated: bool) -> Range:
    if kind == "below" or (kind == "least" and negated):
        return Range(most=years - 1)
    if kind == "most" or (kind == "above" and negated):
        return Range(most=years)
    return Range(least=years + 1) if kind == "above" else Range(least=years)


def _wider(first: Range | None, second: Range) -> Range:
    """The range that two amounts span: "the one with 3 years and the one with 5"."""
    if first is None:
        return second
    least = [r.least for r in (first, second) if r.least is not None]
    most = [r.most for r in (first, second) if r.most is not None]
    return Range(least=min(least) if least else None, most=max(most) if most else None)


def _both(first: Days | None, second: Days) -> Days:
    if first is None:
        return second
    return Days(first=second.first or first.first, last=second.last or first.last)


def _year_of(season: str, which: str | None, today: date) -> int | None:
    if which is None:
        return None
    over = {"winter": 4, "spring": 6, "summer": 9, "fall": 12}[season] < today.month
    if which == "last":
        return today.year if over else today.year - 1
    # The next one is never the one that is on; who asks in late spring for next summer means the year after.
    begun = {"winter": 1, "spring": 2, "summer": 5, "fall": 8}[season] <= today.month
    return today.year + 1 if over or (which == "next" and begun) else today.year
