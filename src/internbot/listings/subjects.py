"""Names and subjects in a question: companies, job titles, skills, and other words that records hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from internbot.listings import cues
from internbot.listings.discipline_mentions import take_disciplines
from internbot.listings.intents import Nouns
from internbot.listings.scans import Scan
from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.words import Word, fold, singular, words_of

_STOP = re.compile(
    r"a|an|the|this|that|these|those|there|here|it|its|they|them|their|you|your|i|im|i'm|i'd|whats|i've|me|my"
    r"|we|us|our|he|she|who"
    r"|is|are|was|were|be|been|am|do|does|did|have|has|had|can|could|will|would|should|may|might"
    r"|shall|must|let|lets"
    r"|and|or|but|if|so|among|amongst|as|than|then|of|in|on|at|to|for|from|by|with|within|about"
    r"|into|near|around|across|over|under"
    r"|which|what|whats|what's|where|when|how|many|much|number|count|list|show|find|give|tell|get"
    r"|see|name|display|search"
    r"|any|all|every|each|some|both|either|one|ones|also|just|only|please|pls|thanks|hi|hello|ok"
    r"|okay|now|today|currently"
    r"|know|want|need|needs|like|looking|look|interested|apply|applying|hiring|hire|hires|offer"
    r"|offers|offering|offered"
    r"|ask|asks|asking|asked|require|requires|required|requiring|accept|accepts|accepting|mention"
    r"|mentions|mentioning"
    r"|use|uses|using|involve|involves|involving|include|includes|including|related|relevant"
    r"|regarding|concerning"
    r"|based|located|situated|available|open|right|moment|still|new|good|great|best|suitable"
    r"|possible|other|another|more"
    r"|people|someone|person|candidate|candidates|applicant|applicants|student|students|team|teams"
    r"|company|companies"
    r"|employer|employers|work|works|working|field|area|areas|kind|kinds|type|types|sort|sorted|order|ordered"
    r"|location|locations|city|cities|country|place|places|deadline|deadlines|degree|degrees"
    r"|experience|years?"
    r"|not|no|non|without|except|excluding|don't|doesn't|isn't|aren't|difference|differences"
    r"|between|compare|versus|vs"
    r"|total|altogether|exactly|first|last|least|most|less|fewer|date|dates|visa|visas|level|levels"
    r"|s|t|re|ve|ll|d|m"
    r"|want(?:ed|s)|seeking|seek|post|posted|close|closes|closing|end|ends|due|before|after|until"
    r"|during|since"
    r"|mean|say|says|said|fit|fits|match|matches|skills?|requirements?|qualifications?|salary"
    r"|salaries|pay|pays|wages?|responsibilities|duties|tasks|there|cities|countries|states?"
    r"|expires?|expiring|anyone|somebody|pull|bring|up|who's|lowest|highest|ascending|descending|available"
    r"|needing|starting|starts?|begin(?:s|ning)?|got|paying|earning|per|hour|hourly|added|taking|who|why|accepting"
    r"|everything|posting|eligible|suit|suits|available|anything|something|think|able|possible"
    r"|state|states|stated|details|info|information|there's|he's|she's|holders?|someone's|two|three"
)
_HEAD = re.compile(
    r"\w+(?:tist|eer|ineer|yst|ologist|mist|cist|nist|gner|oper|ager|cher|ditor|tant|ector|ician"
    r"|keter|grammer|trator|nator"
    r"|visor|ntern|itect|cruiter|lawyer|ounter|ntant|lead|leader|fellow|assistant|associate|officer"
    r"|writer|nurse)s?"
)
_FIELD = re.compile(
    r"\w*(?:eering|science|sciences|analytics|design|finance|marketing|development|management|operations)"
)
_WORDY = re.compile(r"[^\W\d_]{2,}[^\W_]*")
_LEVEL = re.compile(r"senior|junior|sr|jr|lead|principal|staff|mid-level|head|director|graduate|entry-level")
_PLACED = re.compile(r"at|from|by|with|for")
_POSTS = re.compile(r"(?:intern(?:ship)?|job|role|opening|position|posting|listing|co-?op)s?")
_INTERNS = re.compile(r"interns?")
_AT = re.compile(r"\b(?:at|with)\s+(?P<name>\w[^,.?!;]*)")
_NAME = r"[A-Z][\w&.'’-]*(?: (?:(?:&|of|and|the) )?[A-Z][\w&.'’-]*)*"
_JOIN = r"\s*(?:,\s*(?:(?:and|or)\s+)?|(?:and|or|vs\.?|versus|than|with)\s+|&\s*)"
_JOINED_AFTER = re.compile(rf"{_JOIN}(?P<name>{_NAME})")
_JOINED_BEFORE = re.compile(rf"(?P<name>{_NAME}){_JOIN}$")
_FUZZY = 88
_SHORTEST_SLIP = 6
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


class SubjectReader:
    """Reads what a question names into the conditions of its scan."""

    def __init__(self) -> None:
        self._companies_of: tuple[ListingVocabulary, _Companies] | None = None

    def companies(self, scan: Scan, vocabulary: ListingVocabulary, sizes: range) -> None:
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
                placed = bool(_PLACED.fullmatch(before)) or bool(_POSTS.fullmatch(after))
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
        if _STOP.fullmatch(key) or (not capital and (common or len(key) < 4)):
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

    def titles(self, scan: Scan, vocabulary: ListingVocabulary, nouns: Nouns) -> None:
        """Job titles: words of titles that end in an occupation, or stand before a noun for postings."""
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
            before_noun = after in nouns.words or (
                after is not None and bool(_INTERNS.fullmatch(after.folded))
            )
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
                    scan.add("titles", run[first].folded, run[first].start, run[first].end)
                    first += 1
                phrase = " ".join(known[i] or run[i].folded for i in range(first, last + 1))
                scan.add("titles", phrase, run[first].start, run[last].end)
            for word in run:
                if (
                    scan.free(word.start, word.end)
                    and _LEVEL.fullmatch(word.folded)
                    and nouns.near(word, scan)
                ):
                    scan.add("titles", word.folded, word.start, word.end)
            # What stands before the noun and is no job title is a subject: "machine learning roles".
            topic = [word for word in run if scan.free(word.start, word.end)]
            if before_noun and topic and topic[-1] is run[-1] and len(topic) == len(run) and len(run) > 1:
                phrase = " ".join(known[i] or word.folded for i, word in enumerate(run))
                if vocabulary.mentions(phrase):
                    scan.add("words", phrase, run[0].start, run[-1].end)
            at += len(run)

    @staticmethod
    def disciplines(scan: Scan, nouns: Nouns) -> None:
        """Fields of work: "software internships", "marketing or sales roles", "jobs in finance"."""
        take_disciplines(
            scan, nouns, lambda word: bool(_STOP.fullmatch(word)), lambda word: bool(_LEVEL.fullmatch(word))
        )

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
            if run is None or vocabulary.mentions(fold(run.group())):
                continue
            start, end = match.start("name"), match.start("name") + len(run.group().rstrip(".'’"))
            if scan.free(start, end):
                scan.add("companies", scan.text[start:end], start, end)

    def skills(self, scan: Scan, vocabulary: ListingVocabulary) -> None:
        """Skills that the records list; alternatives are joined."""
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
                    named = scan.met.setdefault(name, [])
                    if named and re.search(r"\bor\W*$", scan.flat[:start]):
                        named[-1] += f" or {key}"
                    else:
                        named.append(key)
                    scan.take(start if negation is None else negation, end, name)
                    break

    def words(self, scan: Scan, vocabulary: ListingVocabulary, nouns: Nouns) -> tuple[str, ...]:
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
                scan.add("words", cues.spelled_out(held or word.folded), word.start, word.end)
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
    shapes = (_STOP, _POSTS, _HEAD, _FIELD, _LEVEL)
    if any(shape.fullmatch(word.folded) for shape in shapes):
        return True
    return word.start == 0 and singular(word.folded) in vocabulary.title_words


def _is_plain(word: str) -> bool:
    return _STOP.fullmatch(word) is not None


def _is_level(word: str) -> bool:
    return _LEVEL.fullmatch(word) is not None


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


def _known(word: str, vocabulary: ListingVocabulary) -> str | None:
    """The word of a title that `word` is, its plural or a slip of the pen aside."""
    for form in (word, singular(word)):
        if form in vocabulary.title_words:
            return form
    if len(word) < _SHORTEST_SLIP:
        return None
    one = singular(word)
    near = process.extractOne(one, list(_long(vocabulary.title_words)), scorer=OSA.distance, score_cutoff=1)
    if near:
        return near[0]
    best = process.extractOne(
        singular(word), list(_long(vocabulary.title_words)), scorer=fuzz.ratio, score_cutoff=_FUZZY
    )
    return best[0] if best else None


def _long(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if len(word) >= _SHORTEST_SLIP)
