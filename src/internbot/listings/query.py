"""A question in words, read as a query over the records; and whether it asks over records at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from rapidfuzz import fuzz, process

from internbot.listings import cues
from internbot.listings.days import mentions_of_days
from internbot.listings.filters import Days, ListingFilter, ListingQuery, Mode, Range, RecordField, TermChoice
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.intents import Nouns, intent, nouns_of
from internbot.listings.place_mentions import PlaceFinder
from internbot.listings.record import Term
from internbot.listings.scans import Scan, Taken
from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.words import Word, fold, singular, words_of

_STOP = re.compile(
    r"a|an|the|this|that|these|those|there|here|it|its|they|them|their|you|your|i|im|i'm|i've|me|my|we|us|our|he|she|who"
    r"|is|are|was|were|be|been|am|do|does|did|have|has|had|can|could|will|would|should|may|might|shall|must|let|lets"
    r"|and|or|but|if|so|among|amongst|as|than|then|of|in|on|at|to|for|from|by|with|within|about|into|near|around|across|over|under"
    r"|which|what|whats|what's|where|when|how|many|much|number|count|list|show|find|give|tell|get|see|name|display|search"
    r"|any|all|every|each|some|both|either|one|ones|also|just|only|please|pls|thanks|hi|hello|ok|okay|now|today|currently"
    r"|know|want|need|needs|like|looking|look|interested|apply|applying|hiring|hire|hires|offer|offers|offering|offered"
    r"|ask|asks|asking|asked|require|requires|required|requiring|accept|accepts|accepting|mention|mentions|mentioning"
    r"|use|uses|using|involve|involves|involving|include|includes|including|related|relevant|regarding|concerning"
    r"|based|located|situated|available|open|right|moment|still|new|good|great|best|suitable|possible|other|another|more"
    r"|people|someone|person|candidate|candidates|applicant|applicants|student|students|team|teams|company|companies"
    r"|employer|employers|work|works|working|field|area|areas|kind|kinds|type|types|sort|sorted|order|ordered"
    r"|location|locations|city|cities|country|place|places|deadline|deadlines|degree|degrees|experience|years?"
    r"|not|no|non|without|except|excluding|don't|doesn't|isn't|aren't|difference|differences|between|compare|versus|vs"
    r"|total|altogether|exactly|first|last|least|most|less|fewer|date|dates|visa|visas|level|levels|s|t|re|ve|ll|d|m"
    r"|want(?:ed|s)|seeking|seek|post|posted|close|closes|closing|end|ends|due|before|after|until|during|since"
    r"|mean|say|says|said|fit|fits|match|matches|skills?|requirements?|qualifications?|salary|salaries|pay|pays|wages?|responsibilities|duties|tasks|there|cities|countries|states?|everything|posting|eligible|suit|suits|available|anything|something|think|able|possible|state|states|stated|details|info|information|there's|he's|she's|holders?|someone's|two|three"
)
_HEAD = re.compile(
    r"\w+(?:tist|eer|ineer|yst|ologist|mist|cist|nist|gner|oper|ager|cher|ditor|tant|ector|ician|keter|grammer|trator|nator"
    r"|visor|ntern|itect|cruiter|lawyer|ounter|ntant|lead|leader|fellow|assistant|associate|officer|writer|nurse)s?"
)
_FIELD = re.compile(
    r"\w*(?:eering|science|sciences|analytics|design|finance|marketing|development|management|operations)"
)
_WORDY = re.compile(r"[^\W\d_]{2,}[^\W_]*")
_LEVEL = re.compile(r"senior|junior|sr|jr|lead|principal|staff|mid-level|head|director|graduate|entry-level")
_QUESTIONED: dict[RecordField, str] = {
    "active": "status",
    "employment_type": "employment_types",
    "remote": "remote",
    "sponsorship": "sponsorship",
    "degree_levels": "degrees",
    "experience_years": "experience",
    "expires_at": "closes",
    "term": "terms",
}
_FUZZY = 88
_BEFORE = re.compile(
    r"\b(?:post\w*|add\w*|publish\w*|list\w*|new|appear\w*|since|advertis\w*)\b[^.?!]{0,25}$"
)
_CLOSING = re.compile(
    r"\b(?:clos\w*|deadlines?|due|expir\w*|end(?:s|ing)?|apply|applications?|until|open till|date)\b[^.?!]{0,30}$"
)
_TERM = re.compile(
    r"\b(?:(?:for|in|during|of|the)\s+)*(?:(this|next|coming|upcoming|last)\s+)?(winter|spring|summer|fall|autumn)"
    r"(?:\s+(?:of\s+)?((?:19|20)\d\d))?\b"
)
_YEAR = re.compile(r"\b(?:for|in|of|during)?\s*(?:the\s+)?(?:year\s+)?(20[12]\d)\b(?!-)")
_MODES: tuple[tuple[Mode, re.Pattern[str]], ...] = (
    ("how_many", re.compile(r"\bhow many\b|\b(?:number|count|total) of\b|\bcount (?:the|all|of)?\b|^\s*count\b")),
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


class QueryReader:
    """Reads questions by what the records hold; the same question over the same records always reads the same."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._places = PlaceFinder(gazetteer)
        self._companies_of: tuple[ListingVocabulary, _Companies] | None = None

    def read(self, question: str, vocabulary: ListingVocabulary, today: date) -> Reading:
        """The question as a query. `today` is for "this week" and "next summer"."""
        # "non-senior" is two words here; the offsets stay.
        scan = Scan(re.sub(r"\b([Nn]on)-(?=\w)", r"\1 ", question))
        nouns = nouns_of(scan)
        met: dict[str, Any] = {}
        fields = tuple(name for name, pattern in cues.fields() if pattern.search(scan.flat))
        mode, sort = self._order(scan, met)
        self._numbers(scan, met)
        self._choices(scan, met)
        self._terms(scan, met, today)
        self._days(scan, met, today)
        self._group(scan, met)
        self._companies(scan, met, vocabulary, range(2, 5))
        for mention in list(self._places.find(scan, vocabulary)):
            self._add(scan, met, "places", mention.choice, mention.start, mention.end)
        self._companies(scan, met, vocabulary, range(1, 2))
        self._titles(scan, met, vocabulary, nouns)
        self._skills(scan, met, vocabulary)
        left = self._words(scan, met, vocabulary, nouns)
        group_by = met.pop("group_by", None)
        mode = "group_by" if group_by else mode
        for name in ("experience", "posted", "closes", "undated"):
            met.setdefault(name, None)
        wanted = ListingFilter.model_validate(
            {name: tuple(dict.fromkeys(v)) if isinstance(v, list) else v for name, v in met.items()}
        )
        query = ListingQuery(
            filter=wanted,
            mode=mode,
            sort=sort[0],
            descending=sort[1],
            limit=1 if sort[2] else None,
            group_by=group_by,
            fields=fields,
            uninterpreted=left,
        )
        asks = intent(scan, query, nouns, vocabulary)
        if asks == "text":
            # "Is the Bellevue role still open?" asks of the Bellevue role, whether it is open or not.
            questioned = [_QUESTIONED[name] for name in fields if name in _QUESTIONED]
            query = query.model_copy(update={"filter": wanted.without(*questioned)})
        return Reading(query, asks, tuple(scan.taken))

    def _add(self, scan: Scan, met: dict[str, Any], name: str, value: object, start: int, end: int) -> None:
        """Note a condition; one that a negation stands before is noted under its opposite."""
        negation = scan.negation(start)
        name = name if negation is None else f"not_{name}"
        met.setdefault(name, []).append(value)
        scan.take(start if negation is None else negation, end, name)

    def _order(self, scan: Scan, met: dict[str, Any]) -> tuple[Mode, tuple[Any, bool, bool]]:
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

    def _numbers(self, scan: Scan, met: dict[str, Any]) -> None:
        for kind, pattern in cues.EXPERIENCE:
            for match in list(scan.find(pattern)):
                amounts = [cues.amount(group) for group in match.groups() if group]
                negation = scan.negation(match.start())
                if kind == "none":
                    met["experience"] = Range(most=0)
                elif kind == "between":
                    met["experience"] = Range(least=amounts[0], most=amounts[1])
                else:
                    read = _range(kind, amounts[0], negated=negation is not None)
                    met["experience"] = _wider(met.get("experience"), read)
                scan.take(match.start() if negation is None else negation, match.end(), "experience")

    def _choices(self, scan: Scan, met: dict[str, Any]) -> None:
        for name in cues.CHOICES:
            for value, pattern in cues.choice_patterns(name):
                for match in list(scan.find(pattern)):
                    self._choose(scan, met, name, value, match)
        for undated, pattern in cues.UNDATED:
            if scan.take_all(pattern, "undated"):
                met["undated"] = undated
        scan.take_all(cues.PLAIN_STATUS, "listed")

    def _choose(self, scan: Scan, met: dict[str, Any], name: str, value: str, match: re.Match[str]) -> None:
        negation = scan.negation(match.start())
        start = match.start() if negation is None else negation
        if name in ("degrees", "employment_types"):
            self._add(scan, met, name, value, *match.span())
            return
        if negation is not None:
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
        met.setdefault(name, []).extend(values)
        scan.take(start, match.end(), name)

    def _terms(self, scan: Scan, met: dict[str, Any], today: date) -> None:
        for match in list(scan.find(_TERM)):
            which, season, year = match.groups()
            term = Term.parse(season)
            plain = not (which or year) and not re.match(r"(?:for|in|during)\b", match.group().strip())
            if term is None or (
                plain and not re.match(r"\W*\w*\W*(?:intern|co-?op|program|term)", scan.flat[match.end() :])
            ):
                continue
            number = int(year) if year else _year_of(term.season, which, today)
            met.setdefault("terms", []).append(TermChoice(season=term.season, year=number))
            scan.take(*match.span(), "terms")
        if "terms" not in met:
            for match in list(scan.find(_YEAR)):
                if _BEFORE.search(scan.flat[: match.start()]):
                    year = int(match.group(1))
                    met["posted"] = Days(first=date(year, 1, 1), last=date(year, 12, 31))
                    scan.take(*match.span(), "posted")
                    continue
                met.setdefault("terms", []).append(TermChoice(year=int(match.group(1))))
                scan.take(*match.span(), "terms")

    def _days(self, scan: Scan, met: dict[str, Any], today: date) -> None:
        for mention in mentions_of_days(scan.flat, today):
            if not scan.free(mention.start, mention.end):
                continue
            before = scan.flat[: mention.start]
            posted, closing = _BEFORE.search(before), _CLOSING.search(before)
            name = "closes"
            if posted and not closing or not closing and mention.days.last == today:
                name = "posted"
            elif not closing and not re.search(r"\bclos|deadline|due|expir", scan.flat):
                continue
            met[name] = _both(met.get(name), mention.days)
            scan.take(mention.start, mention.end, name)

    def _group(self, scan: Scan, met: dict[str, Any]) -> None:
        for key, pattern in cues.GROUPS:
            for match in list(scan.find(pattern)):
                met["group_by"] = key
                scan.take(*match.span(), "group_by")

    def _companies(
        self, scan: Scan, met: dict[str, Any], vocabulary: ListingVocabulary, sizes: range
    ) -> None:
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
                held = self._company(scan.text[start:end], names, vocabulary, at)
                if held:
                    negation = scan.negation(start)
                    name = "companies" if negation is None else "not_companies"
                    met.setdefault(name, []).extend(held)
                    scan.take(start if negation is None else negation, end, name)
                    break

    def _names_of(self, vocabulary: ListingVocabulary) -> _Companies:
        if self._companies_of is None or self._companies_of[0] is not vocabulary:
            self._companies_of = (vocabulary, _Companies(vocabulary.companies))
        return self._companies_of[1]

    @staticmethod
    def _company(text: str, names: _Companies, vocabulary: ListingVocabulary, at: int) -> list[str]:
        """The companies that a name stands for: "Amazon" is also "Amazon Web Services"."""
        key = fold(text).removesuffix("'s").removesuffix("'")
        capital = text[:1].isupper() and (at > 0 or text[1:2].isupper())
        common = key in vocabulary.title_words or singular(key) in vocabulary.title_words
        if _STOP.fullmatch(key) or (not capital and (common or len(key) < 4)):
            return []
        if key in names.exact:
            return [*names.exact[key], *names.beginning.get(key, ())]
        if len(text) >= 3 and text.isupper() and text in names.initials:
            return names.initials[text]
        if " " in key or not capital or common:
            return []
        if key in names.beginning:
            return names.beginning[key]
        if len(key) < 6 or vocabulary.mentions(key):
            return []
        best = process.extractOne(key, names.exact.keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY)
        return names.exact[best[0]] if best else []

    def _titles(self, scan: Scan, met: dict[str, Any], vocabulary: ListingVocabulary, nouns: Nouns) -> None:
        words = scan.words
        at = 0
        while at < len(words):
            run: list[Word] = []
            for word in words[at:]:
                if not scan.free(word.start, word.end) or word in nouns.words or _STOP.fullmatch(word.folded):
                    break
                if run and scan.text[run[-1].end : word.start].strip(" -/&"):
                    break
                run.append(word)
            if not run:
                at += 1
                continue
            known = [_known(word.folded, vocabulary) for word in run]
            after = words[at + len(run)] if at + len(run) < len(words) else None
            before_noun = after in nouns.words
            ends = [i for i, word in enumerate(run) if known[i] and _HEAD.fullmatch(word.folded)]
            if before_noun and (_HEAD.fullmatch(run[-1].folded) or _FIELD.fullmatch(run[-1].folded)):
                ends = [len(run) - 1]
            if ends:
                last = first = ends[-1]
                while first > 0 and (known[first - 1] or before_noun):
                    first -= 1
                if (
                    first < last
                    and _LEVEL.fullmatch(run[first].folded)
                    and scan.negation(run[first].start) is not None
                ):
                    # "non-senior data scientist roles" are data scientist roles.
                    self._add(scan, met, "titles", run[first].folded, run[first].start, run[first].end)
                    first += 1
                phrase = " ".join(known[i] or run[i].folded for i in range(first, last + 1))
                self._add(scan, met, "titles", phrase, run[first].start, run[last].end)
            for i, word in enumerate(run):
                if (
                    scan.free(word.start, word.end)
                    and _LEVEL.fullmatch(word.folded)
                    and nouns.near(word, scan)
                ):
                    self._add(scan, met, "titles", word.folded, word.start, word.end)
            # What stands before the noun and is no job title is a subject: "machine learning roles".
            topic = [word for word in run if scan.free(word.start, word.end)]
            if before_noun and topic and topic[-1] is run[-1] and len(topic) == len(run) and len(run) > 1:
                phrase = " ".join(known[i] or word.folded for i, word in enumerate(run))
                if vocabulary.mentions(phrase):
                    self._add(scan, met, "words", phrase, run[0].start, run[-1].end)
            at += len(run)

    def _skills(self, scan: Scan, met: dict[str, Any], vocabulary: ListingVocabulary) -> None:
        words = scan.words
        for at in range(len(words)):
            for size in range(min(4, len(words) - at), 0, -1):
                start, end = words[at].start, words[at + size - 1].end
                text = scan.text[start:end]
                key = fold(text)
                if not scan.free(start, end) or (len(key) == 1 and not text.isupper()):
                    continue
                if key in vocabulary.skills and not _STOP.fullmatch(key):
                    negation = scan.negation(start)
                    name = "skills" if negation is None else "not_words"
                    named = met.setdefault(name, [])
                    if named and re.search(r"\bor\W*$", scan.flat[:start]):
                        named[-1] += f" or {key}"
                    else:
                        named.append(key)
                    scan.take(start if negation is None else negation, end, name)
                    break

    def _words(
        self, scan: Scan, met: dict[str, Any], vocabulary: ListingVocabulary, nouns: Nouns
    ) -> tuple[str, ...]:
        """Left-over content words: a condition where records hold them, else words that nothing covers."""
        left = []
        for word in scan.left():
            if (
                word in nouns.words
                or _STOP.fullmatch(word.folded)
                or not any(c.isalnum() for c in word.folded)
            ):
                continue
            held = self._mentioned(word, scan, vocabulary, nouns)
            if held or (_WORDY.fullmatch(word.text) and nouns.beside(word, scan)):
                # What is asked for by name and stands nowhere finds nothing, rather than everything.
                self._add(scan, met, "words", cues.spelled_out(held or word.folded), word.start, word.end)
            else:
                left.append(word.text)
        return tuple(left)

    @staticmethod
    def _mentioned(word: Word, scan: Scan, vocabulary: ListingVocabulary, nouns: Nouns) -> str | None:
        """The word as records hold it, a slip of the pen aside; None where it does not describe postings."""
        if not nouns.near(word, scan):
            return None
        if vocabulary.mentions(word.folded):
            return word.folded
        close = _known(word.folded, vocabulary)
        if close is None and len(word.folded) >= 6:
            names = [skill for skill in vocabulary.skills if len(skill) >= 6]
            best = process.extractOne(word.folded, names, scorer=fuzz.ratio, score_cutoff=_FUZZY)
            close = best[0] if best else None
        return close


def _initials(name: str) -> str:
    parts = [word.text for word in words_of(name)]
    return "".join(part[0] for part in parts).upper() if len(parts) > 1 else ""


def _known(word: str, vocabulary: ListingVocabulary) -> str | None:
    """The word of a title that `word` is, its plural or a slip of the pen aside."""
    for form in (word, singular(word)):
        if form in vocabulary.title_words:
            return form
    if len(word) < 6:
        return None
    best = process.extractOne(
        singular(word), list(_long(vocabulary.title_words)), scorer=fuzz.ratio, score_cutoff=_FUZZY
    )
    return best[0] if best else None


def _long(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if len(word) >= 6)


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
    return (
        today.year + 1 if over or (which == "next" and today.month >= 5 and season != "fall") else today.year
    )
