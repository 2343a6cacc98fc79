"""Whom "he" and "she" stand for: the one who was asked about, or the one who was named in reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from internbot.listings.words import fold, words_of
from internbot.questions.noun_phrases import Phrase, phrases_of, topical

_WHO = re.compile(
    r"\b(?:who|whom|whose|which (?:person|manager|mentor|scientist|professor))\b", re.IGNORECASE
)
_WHO_IS = re.compile(r"\bwho(?:['’]?s| is| was)\s+$", re.IGNORECASE)
SOMEBODY = re.compile(
    r"(?!(?:internship|server|computer|paper|letter|offer|summer|winter|semester|career|order|center|number|master|bachelor"
    r"|quarter|chapter|term|error|color|sector|factor|minor|major|cover|answer)s?$)"
    r"\w*(?:er|or|ist|(?<!m)ant|(?<!m)ent|ee|man|woman|boss|friend|king|queen|mother|father|mom|mum|dad|sister|brother|son"
    r"|daughter|wife|husband|child|kid|boy|girl|guy|intern)s?"
)
_FEMALE = re.compile(r"mother|mom|mum|sister|daughter|wife|woman|girl|aunt|queen|lady|grandmother")
_MALE = re.compile(r"father|dad|brother|son|husband|man|boy|uncle|king|guy|grandfather")
_PLACED = re.compile(r"\b(?:in|at|to|from|near|of|where is|where's|for|by the)\s+(?:the\s+)?$", re.IGNORECASE)
_ORGANIZATION = re.compile(
    r"\b(?:program|programme|internship|university|college|school|science|foundation|office|team|inc|corp|labs?|award|act"
    r"|institute|department|of|group|mentorship|traineeship|book|states|kingdom|union|web|services?)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?P<subject>he|she)\b(?P<between>[^,;.?!]*?)\b(?P<object>him|her)\b(?!\s+[a-z]+(?<!or)(?<!and)\b\w)",
    re.IGNORECASE,
)
_HER_OBJECT = re.compile(
    r"\bher\b(?=\W*$|\s+(?:in|at|on|for|to|with|and|or|about|before|after|when|if)\b)", re.IGNORECASE
)
_DEEPEST = 3


def person_of(word: str, questions: Sequence[str], answers: Sequence[str], turn: str) -> str | None:
    """The person that a pronoun stands for; None where the conversation speaks of none.

    Args:
        word: "he", "her" ...
        questions: earlier ones made to stand alone, newest first.
        answers: to them, newest first.
        turn: the message; whoever is named in it already is meant by no pronoun.
    """
    people = [one for one in _people(questions, answers, turn) if _may_be(word, one)]
    if word in ("his", "her"):
        # Whose something is, is mostly whom the conversation goes on about, and not who was named in between.
        kept = [one for one in people if sum(fold(one) in fold(text) for text in questions) > 1]
        people = kept or people
    return people[0] if people else None


def with_two_people(turn: str, questions: Sequence[str], answers: Sequence[str]) -> str | None:
    """`turn` with both in words where one person does something to another ("was he happy with him?"); else None."""
    pronouns = _SUBJECT.search(turn)
    if pronouns is None:
        return None
    if pronouns["object"].lower() == "her" and not _HER_OBJECT.match(turn, pronouns.start("object")):
        return None
    people = list(dict.fromkeys(_people(questions, answers, turn)))
    doing = next((one for one in people if _may_be(pronouns["subject"], one)), None)
    done = next((one for one in people if one != doing and _may_be(pronouns["object"], one)), None)
    if doing is None or done is None or fold(done) in fold(doing) or fold(doing) in fold(done):
        return None
    return f"{turn[: pronouns.start('subject')]}{doing}{pronouns['between']}{done}{turn[pronouns.end('object') :]}"


def is_person(phrase: Phrase, text: str) -> bool:
    """Whether a name looks like that of a person, where it stands in `text`."""
    if not phrase.proper or phrase.determiner in ("the", "a", "an") or _ORGANIZATION.search(phrase.text):
        return False
    return (
        not any(char.isdigit() for char in phrase.text)
        and not phrase.text.isupper()
        and not _PLACED.search(text[: phrase.start])
    )


def _people(questions: Sequence[str], answers: Sequence[str], turn: str) -> Iterator[str]:
    for age, question in enumerate(questions[:_DEEPEST]):
        answer = answers[age] if age < len(answers) else ""
        replied = [name for name in _named_in(answer) if fold(name) not in fold(question)]
        said = [one for one in topical(phrases_of(question)) if fold(one.text) not in fold(turn)]
        # Who somebody is, is said in reply.
        if _WHO.search(question) and not any(_alone_after_who_is(one, question) for one in said):
            yield from (name for name in replied[:1] if fold(name) not in fold(turn))
        yield from (one.text for one in said if is_person(one, question))
        yield from (
            one.whole for one in said if not (one.proper or one.plural) and SOMEBODY.fullmatch(one.head)
        )
        yield from (name for name in _named_in(answer) if fold(name) not in fold(turn))


def _alone_after_who_is(phrase: Phrase, question: str) -> bool:
    """Whether a question asks who somebody is, and of nobody else: whoever the reply names first may be another."""
    before, after = question[: phrase.start], question[phrase.end :]
    return phrase.proper and _WHO_IS.search(before) is not None and not after.strip(" ?.!")


def _named_in(answer: str) -> list[str]:
    """Full names of people in an answer, in order."""
    # A sentence begins with a capital whatever it begins with; two of them are a name.
    return [
        one.text
        for one in phrases_of(answer)
        if is_person(one, answer)
        and 2 <= len(words_of(one.text)) <= 3
        and all(w.text[:1].isupper() for w in words_of(one.text))
    ]


def _may_be(word: str, person: str) -> bool:
    last = words_of(person)[-1].folded
    other = _FEMALE if word.lower() in ("he", "him", "his") else _MALE
    return other.fullmatch(last) is None
