"""A message in words, read as a query over the records: its question, with what the asker tells around it."""

from __future__ import annotations

import re
from datetime import date

from internbot.listings.clause_query import ClauseReader
from internbot.listings.clause_query import Reading as Reading
from internbot.listings.filters import ListingFilter
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.scans import Taken
from internbot.listings.seeking import whole as whole_form
from internbot.listings.situations import Clause, abilities, message_of, with_told
from internbot.listings.vocabulary import ListingVocabulary

_TAG = re.compile(
    r",?\s+(?:(?:is|are)\s+there\s+(?:one|any|some)|do\s+you\s+have\s+(?:one|any|some)|got\s+any)\W*$",
    re.IGNORECASE,
)
"""A question behind a phrase: "Python job in Oslo, is there one?"."""


class QueryReader:
    """Reads questions by what the records hold; the same question over the same records always reads the same."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._clauses = ClauseReader(gazetteer)

    def read(self, question: str, vocabulary: ListingVocabulary, today: date) -> Reading:
        """The question as a query. `today` is for "this week" and "next summer"."""
        plain = _TAG.sub("", question) if _TAG.search(question) else question
        whole = self._clauses.read(plain if plain == question else f"any {plain}?", vocabulary, today)
        message = message_of(question)
        if message is None or (
            whole.asks is not None and not whole.query.uninterpreted and not whole.query.filter.words
        ):
            return whole
        asked = self._clauses.read(message.asking.text, vocabulary, today)
        told = [(one, self._told(one, vocabulary, today)) for one in message.telling]
        leaning = whole_form(message.asking.flat)
        bare = asked.query.filter.without("words", "not_words") if leaning else asked.query.filter
        merged = with_told(bare, message, told)
        firm = set(merged.conditions()) - {"employment_types"}
        leaning = leaning and bool(firm)
        if asked.asks != "records" and not leaning:
            return whole
        query = asked.query.model_copy(update={"filter": merged})
        if leaning and asked.asks is None:
            query = query.model_copy(update={"uninterpreted": ()})
        used = (*merged.skills, *merged.words)
        known = [word for one in message.telling for word in self._known(one, vocabulary, today)]
        if unread := tuple(word for word in known if word not in used):
            if not firm:
                return whole  # What the asker knows is all there was to go by.
            query = query.model_copy(update={"uninterpreted": (*query.uninterpreted, *unread)})
        shift = message.asking.start
        taken = (Taken(one.start + shift, one.end + shift, one.condition) for one in asked.taken)
        return Reading(query, "records", tuple(taken))

    def _known(self, clause: Clause, vocabulary: ListingVocabulary, today: date) -> tuple[str, ...]:
        """What a part of a message says that the asker knows or likes."""
        able = abilities(clause)
        if able is None:
            return ()
        read = self._clauses.read(able, vocabulary, today).query
        return (*read.filter.skills, *read.filter.words, *read.uninterpreted)

    def _told(self, clause: Clause, vocabulary: ListingVocabulary, today: date) -> ListingFilter:
        """The conditions that a part of a message may give; words only where it says what the asker knows."""
        read = self._clauses.read(clause.text, vocabulary, today).query.filter.without("words", "not_words")
        able = abilities(clause)
        if able is None or read.skills:
            return read
        known = self._clauses.read(able, vocabulary, today).query
        # What stands in no record is no condition: the asker did not ask for it.
        words = tuple(
            word for word in known.filter.words if any(map(vocabulary.mentions, word.split(" or ")))
        )
        words = words if len(words) == 1 and not known.uninterpreted else ()
        return read.model_copy(update={"skills": known.filter.skills, "words": words})
