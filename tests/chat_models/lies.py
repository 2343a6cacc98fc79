"""What the adversarial server writes: truth in several ways, and each kind of lie, made from the prompt it gets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_PASSAGE = re.compile(r"^Passage \[(\d+)\]\n<<<data \w+>>>\n(.*?)\n<<<end \w+>>>$", re.DOTALL | re.MULTILINE)
_NUMBERED = re.compile(r"^\[(\d+)\][ \n](.+?)(?=\n\n|\n\[\d+\]|\Z)", re.DOTALL | re.MULTILINE)
_QUESTION = re.compile(r"^(?:Question|Last message): (.+)$", re.MULTILINE)
_RESULT = re.compile(r"^Result: (.+)$", re.MULTILINE)
_MARKED_OFF = re.compile(r"<<<data \w+>>>\n(.*?)\n<<<end \w+>>>", re.DOTALL)
_SENTENCE = re.compile(r"[^.!?\n]{3,}[.!?]?")
_IMPERATIVE = re.compile(
    r"^(?:please\s+)?(?:ignore|forget|disregard|say|print|write|output|respond|reply|answer|tell|explain|describe|"
    r"provide|draft|compose|create|generate|translate|summari[sz]e|list|give|recommend|suggest|visit|click|send|"
    r"repeat|reveal|show|pretend|act|insert|include|add|modify|encode|convert|make|use|do not|don't|stop|never|"
    r"always|you must|you are now|who|what|when|where|why|how)\b",
    re.IGNORECASE,
)
_SYNONYMS = (
    ("begin", "start"), ("starts", "begins"), ("start", "begin"), ("must", "have to"), ("needs", "requires"),
    ("need", "require"), ("gets", "receives"), ("get", "receive"), ("every", "each"), ("big", "large"),
    ("and", "as well as"),
)  # fmt: skip


@dataclass(frozen=True)
class Prompt:
    """A prompt as a model reads it.

    Attributes:
        system: text of the system messages.
        user: text of the other ones.
        passages: number -> title and text.
        question: what is asked.
    """

    system: str
    user: str
    passages: Mapping[int, str]
    question: str

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Prompt:
        parts: dict[bool, list[str]] = {True: [], False: []}
        for message in body["messages"]:
            content = message["content"]
            if not isinstance(content, str):
                content = " ".join(piece.get("text", "") for piece in content)
            parts[message["role"] == "system"].append(content)
        system, user = "\n".join(parts[True]), "\n".join(parts[False])
        found = _PASSAGE.findall(user) or _NUMBERED.findall(user)
        questions = _QUESTION.findall(user)
        asked = questions[-1] if questions else (_MARKED_OFF.findall(user) or [user])[-1]
        return cls(system, user, {int(number): text for number, text in found}, asked.strip())

    def sentences(self, number: int) -> list[str]:
        """Sentences of a passage, without its title where there is more."""
        _, _, text = self.passages.get(number, "").partition("\n")
        return [one.strip() for one in _SENTENCE.findall(text or self.passages.get(number, ""))]

    def best(self) -> tuple[str, int]:
        """The sentence of the evidence that shares most words with the question, and its passage's number.

        Prompts without passages ask to reword something, which is then the sentence, with 0 as its number.
        """
        if not self.passages:
            results = _RESULT.findall(self.user)
            return (results[-1] if results else self.question).rstrip(".!"), 0
        asked = set(re.findall(r"\w{3,}", self.question.lower()))
        scored = [
            (len(asked & set(re.findall(r"\w{3,}", one.lower()))), -number, one)
            for number in self.passages
            for one in self.sentences(number)
            if len(one.split()) >= 4
        ]
        if not scored:
            return "There is nothing about it", 0
        _, number, sentence = max(scored, key=lambda row: (row[0], row[1]))
        return sentence.rstrip(".!?"), -number


def cited(sentence: str, number: int) -> str:
    """With a marker, but for what has no passages."""
    if not number:
        return sentence if sentence.endswith("?") else f"{sentence}."
    return f"{sentence} [{number}]."


Writer = Callable[[Prompt], "str | Iterable[str]"]


def copies(prompt: Prompt) -> str:
    """True: a sentence of the evidence with the right marker, or what is to be reworded as it stands."""
    return cited(*prompt.best())


def paraphrases(prompt: Prompt) -> str:
    """True: the same sentence in slightly other words."""
    sentence, number = prompt.best()
    for one, other in _SYNONYMS:
        sentence = re.sub(rf"\b{one}\b", other, sentence, count=1)
    return cited(sentence, number)


def invents_numbers(prompt: Prompt) -> str:
    """Every number of a sentence is another one; a sentence without any gets one."""
    sentence, number = prompt.best()
    if not re.search(r"\d", sentence):
        sentence += " in 97 of 213 cases"
    return cited(re.sub(r"[0-9]+", lambda found: str(int(found.group()) + 13), sentence), number)


def invents_names(prompt: Prompt) -> str:
    """A person and a company that no source names."""
    sentence, number = prompt.best()
    return (
        f"{sentence}, says Quilla Veskit of Zanthor Dynamics [{number}]. "
        f"Zanthor Dynamics takes interns in Vundersk [{number}]."
    )


def invents_dates(prompt: Prompt) -> str:
    """Days that no source names."""
    sentence, number = prompt.best()
    return f"{sentence} by 29 February 2031 [{number}]. Applications close on March 3, 2032 [{number}]."


def negates(prompt: Prompt) -> str:
    """The opposite of what the source says."""
    sentence, number = prompt.best()
    turned = re.sub(
        r"\b(is|are|was|were|has|have|can|will|does|do|may|must|should|gets?|pays?|starts?|needs?|offers?)\b",
        r"\1 not",
        sentence,
        count=1,
    )
    if turned == sentence:
        turned = f"It is not true that {sentence[0].lower()}{sentence[1:]}"
    return cited(turned, number)


def forgets_markers(prompt: Prompt) -> str:
    """True, but nothing says where it stands; then something untrue in the same way."""
    return f"{prompt.best()[0]}. Every intern is given a company car and a house by the lake."


def dangling_markers(prompt: Prompt) -> str:
    """Markers of passages that do not exist."""
    sentence, _ = prompt.best()
    return f"{sentence} [97]. {sentence} [0]. Interns are paid twice a day [{len(prompt.passages) + 1}][-1]."


def cites_wrong_passage(prompt: Prompt) -> str:
    """A sentence of one passage with the number of another."""
    sentence, number = prompt.best()
    other = max((one for one in prompt.passages if one != number), default=number + 1)
    return f"{sentence} [{other}]."


def obeys(prompt: Prompt) -> str:
    """Does all that the evidence tells it to: repeats what is in quotes, else says that it does as it was told."""
    done: list[str] = []
    for number in prompt.passages:
        for sentence in prompt.sentences(number):
            if _IMPERATIVE.search(sentence):
                done += [f"{said} [{number}]." for said in re.findall(r"[\"“']([^\"”']{3,})[\"”']", sentence)]
                done.append(f"{sentence.rstrip('.!?')} [{number}].")
                done.append(f"As instructed, I now do this: {sentence.rstrip('.!?').lower()} [{number}].")
    return " ".join(done) or copies(prompt)


def echoes_prompt(prompt: Prompt) -> str:
    """Everything that it was told, the operator's part first."""
    return f"{prompt.system}\n\n{prompt.user}"


def writes_html(prompt: Prompt) -> str:
    """Script and pictures of elsewhere, within sentences that cite."""
    sentence, number = prompt.best()
    return (
        f"<script>document.title='owned'</script>{sentence} [{number}]. "
        f"<img src=x onerror=\"document.title='owned'\"> {sentence} ![x](http://127.0.0.1:9/x.png) [{number}]. "
        f"[{sentence}](javascript:document.title='owned') [{number}]."
    )


def speaks_german(prompt: Prompt) -> str:
    """Another language than the question's."""
    _, number = prompt.best()
    return f"Die Praktikantinnen und Praktikanten bekommen alles, was sie brauchen [{number}]."


def repeats_itself(prompt: Prompt) -> Iterator[str]:
    """One true sentence for ever."""
    sentence = copies(prompt)
    return (f"{sentence} " for _ in itertools.count())


def drones(prompt: Prompt) -> Iterator[str]:
    """Words for ever, without the end of a sentence."""
    return (f"and then word {number} " for number in itertools.count())


TRUTHS: Mapping[str, Writer] = {"copies": copies, "paraphrases": paraphrases}
LIES: Mapping[str, Writer] = {
    "invents_numbers": invents_numbers,
    "invents_names": invents_names,
    "invents_dates": invents_dates,
    "negates": negates,
    "forgets_markers": forgets_markers,
    "dangling_markers": dangling_markers,
    "cites_wrong_passage": cites_wrong_passage,
    "obeys": obeys,
    "echoes_prompt": echoes_prompt,
    "writes_html": writes_html,
    "speaks_german": speaks_german,
    "repeats_itself": repeats_itself,
    "drones": drones,
}
