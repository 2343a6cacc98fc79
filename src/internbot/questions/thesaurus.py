"""The domain's words that stand for one another: internships, applying, pay, visas, people, places, times, documents.

`thesaurus.txt` holds the groups and says how they are written. A group is for finding texts and never proves a claim:
what is quoted is still judged as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from internbot.listings.words import Word, singular, words_of

Stems = Callable[[str], Sequence[str]]
"""Text -> stemmed terms, in order."""

_FILE = "thesaurus.txt"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a question that a group knows.

    Attributes:
        text: as written.
        start: where it stands, in characters.
        lay: whether people say it and texts of the domain do not.
        others: what may stand in its place.
    """

    text: str
    start: int
    lay: bool
    others: tuple[str, ...]


class Thesaurus:
    """Groups of terms. Singular and plural are one; other forms are not: who is recommended is no recommender."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Read groups, written as in `thesaurus.txt`."""
        self._others: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._plain: set[tuple[str, ...]] = set()
        for terms in _groups(lines):
            usable = [term.lstrip("+") for term in terms if not term.startswith("~")]
            for term in terms:
                if term.startswith("+"):
                    continue
                key = _key(words_of(term.lstrip("~")))
                others = (one for one in usable if _key(words_of(one)) != key)
                self._others[key] = tuple(dict.fromkeys((*self._others.get(key, ()), *others)))
                if not term.startswith("~"):
                    self._plain.add(key)
        self._longest = max(map(len, self._others), default=0)

    @classmethod
    def load(cls) -> Thesaurus:
        """The groups that ship with internbot."""
        text = resources.files("internbot.questions").joinpath(_FILE).read_text(encoding="utf-8")
        return cls(text.splitlines())

    def known(self, question: str) -> tuple[Stretch, ...]:
        """Stretches of a question that groups know, in order, the longest where they overlap.

        Words inside a longer name are none: "University" of a certain university is not any school.
        """
        words = words_of(question)
        found: list[Stretch] = []
        at = 0
        while at < len(words):
            for size in range(min(self._longest, len(words) - at), 0, -1):
                key = _key(words[at : at + size])
                start, end = words[at].start, words[at + size - 1].end
                others = self._others.get(key)
                if others and not _in_name(words, at, at + size):
                    found.append(Stretch(question[start:end], start, key not in self._plain, others))
                    at += size
                    break
            else:
                at += 1
        return tuple(found)

    def in_words_of(self, question: str, texts: Sequence[str], stems: Stems) -> str:
        """A question in the words that texts have for what it names; unchanged where they have its own.

        Only a lay word gives way, to whatever better texts say: a word of the field means what it says, and a question
        about a laptop is not answered by whatever is said of equipment.

        Args:
            texts: the passages nearest to it, best first: a word counts by the best ones that hold it.
            stems: of the index that the texts come from.
        """
        held = [(1.0 / (rank + 1), f" {' '.join(stems(text))} ") for rank, text in enumerate(texts)]

        def weight(term: str) -> float:
            said = f" {' '.join(stems(term))} "
            return sum(share for share, text in held if said in text)

        pieces: list[str] = []
        done = 0
        for one in self.known(question):
            best = max(one.others, key=weight)
            own = weight(one.text)
            if one.lay and weight(best) > own:
                pieces += [question[done : one.start], best]
                done = one.start + len(one.text)
        return "".join((*pieces, question[done:]))


def _in_name(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether words are part of a longer name, as capitals beside capitals tell."""
    beside = [words[at] for at in (first - 1, end) if 0 < at < len(words)]
    return words[first].text[:1].isupper() and any(word.text[:1].isupper() for word in beside)


def _key(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(singular(word.folded) for word in words)


def _groups(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        terms = line.partition(";")[0].strip()
        if terms and not terms.startswith("#"):
            yield tuple(term.strip() for term in terms.split("|"))
