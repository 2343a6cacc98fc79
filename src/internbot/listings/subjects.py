"""Subjects in a question: job titles, fields of work, skills, and other words that records hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from internbot.listings import cues
from internbot.listings.discipline_mentions import take_disciplines
from internbot.listings.posting_nouns import Nouns
from internbot.listings.scans import Scan
from internbot.listings.vocabulary import ListingVocabulary
from internbot.listings.word_shapes import FIELD, INTERNS, LEVEL, OCCUPATION, PLAIN
from internbot.listings.words import Word, fold, singular

_WORDY = re.compile(r"[^\W\d_]{2,}[^\W_]*")
_COUNTED_IN = re.compile(r"\b(?:counting|including|incl|also|plus|or|and|even)\s+(?:also\s+)?(?:the\s+)?$")
_FUZZY = 88
_SHORTEST_SLIP = 6


class SubjectReader:
    """Reads what a question names into the conditions of its scan."""

    def titles(self, scan: Scan, vocabulary: ListingVocabulary, nouns: Nouns) -> None:
        """Job titles: words of titles that end in an occupation, or stand before a noun for postings."""
        words = scan.words
        at = 0
        while at < len(words):
            run: list[Word] = []
            for word in words[at:]:
                if not scan.free(word.start, word.end) or word in nouns.words or PLAIN.fullmatch(word.folded):
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
                after is not None and bool(INTERNS.fullmatch(after.folded))
            )
            ends = [i for i, word in enumerate(run) if known[i] and OCCUPATION.fullmatch(word.folded)]
            if before_noun and (OCCUPATION.fullmatch(run[-1].folded) or FIELD.fullmatch(run[-1].folded)):
                ends = [len(run) - 1]
            if ends:
                last = first = ends[-1]
                while first > 0 and (known[first - 1] or before_noun):
                    first -= 1
                if (
                    first < last
                    and LEVEL.fullmatch(run[first].folded)
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
                    and LEVEL.fullmatch(word.folded)
                    and nouns.near(word, scan)
                ):
                    _add_level(scan, word)
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
        take_disciplines(scan, nouns, _is_plain, _is_level)

    def skills(self, scan: Scan, vocabulary: ListingVocabulary, nouns: Nouns) -> None:
        """Skills that the records list; alternatives are joined."""
        words = tuple(word for word in scan.words if word not in nouns.words)
        for at in range(len(words)):
            for size in range(min(4, len(words) - at), 0, -1):
                start, end = words[at].start, words[at + size - 1].end
                text = scan.text[start:end]
                key = fold(text)
                if not scan.free(start, end) or (len(key) == 1 and not text.isupper()):
                    continue
                long = cues.spelled_out(key)
                # "PM internships" are of a kind of work, "with LLMs" names a skill.
                named = any(noun.start == end + 1 for noun in nouns.words)
                short = (
                    not named and long != key and key not in vocabulary.skills and _is_skill(long, vocabulary)
                )
                if (short or key in vocabulary.skills) and not PLAIN.fullmatch(key):
                    negation = scan.negation(start)
                    name = "skills" if negation is None else "not_words"
                    key = long if short else key
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
                or PLAIN.fullmatch(word.folded)
                or not any(c.isalnum() for c in word.folded)
            ):
                continue
            if word.folded == "source" and scan.flat[: word.start].rstrip(" -").endswith("open"):
                left.append("open source")
                continue
            held = self._mentioned(word, scan, vocabulary, nouns)
            named = _WORDY.fullmatch(word.text) and nouns.beside(word, scan)
            if held or named or nouns.states(word, scan):
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


def _add_level(scan: Scan, word: Word) -> None:
    """Note a level that stands apart: of the titles that were named, or of any."""
    named = scan.met.get("titles", [])
    if named and _COUNTED_IN.search(scan.flat[: word.start]):
        scan.take(word.start, word.end, "titles")  # "counting the senior ones" leaves none out.
    elif named and scan.negation(word.start) is None:
        scan.met["titles"] = [f"{word.folded} {title}" for title in named]
        scan.take(word.start, word.end, "titles")
    else:
        scan.add("titles", word.folded, word.start, word.end)


def _is_skill(alternatives: str, vocabulary: ListingVocabulary) -> bool:
    """Whether records list what an abbreviation stands for among their skills, or hold it anywhere."""
    return any(
        one in vocabulary.skills
        or f"{one}s" in vocabulary.skills
        or (" " in one and vocabulary.mentions(one))
        for one in alternatives.split(" or ")
    )


def _is_plain(word: str) -> bool:
    return PLAIN.fullmatch(word) is not None


def _is_level(word: str) -> bool:
    return LEVEL.fullmatch(word) is not None


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
