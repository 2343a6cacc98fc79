"""Asks the cases of an assistant and scores what comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from internbot.answering.answers import Answer, Message
from internbot.assistant import Assistant
from internbot.errors import InternbotError
from internbot.evaluation.cases import Case
from internbot.evaluation.faults import Found, Step, fault
from internbot.evaluation.knowledge import Knowledge
from internbot.evaluation.metrics import Share, says
from internbot.evaluation.runs import Result, Told
from internbot.evaluation.scoring import DEPTH, Outcome, complaints, scores
from internbot.index.hybrid import CANDIDATES
from internbot.verification.verifier import Verifier

_ALL = 2 * CANDIDATES
"""Passages that the two searches can give together."""


class Asker:
    """Asks one case after the other; `sealed` keeps nothing that tells one case's answer."""

    def __init__(
        self, assistant: Assistant, knowledge: Knowledge, verifier: Verifier, *, sealed: bool
    ) -> None:
        self._assistant = assistant
        self._knowledge = knowledge
        self._verifier = verifier
        self._sealed = sealed

    def ask(self, cases: Sequence[Case], done: Callable[[int], None]) -> tuple[Result, ...]:
        """The results of all cases, in their order; `done` is told how many there are."""
        self._assistant.warm_up()
        results = []
        for number, case in enumerate(cases, start=1):
            results.append(self._result(case))
            done(number)
        return tuple(results)

    def _result(self, case: Case) -> Result:
        try:
            answer = self._assistant.answer(case.question, case.history)
            hits = self._assistant.search(case.question, case.history, k=_ALL)
        except InternbotError as error:
            wrong = {"right": Share(0.0, 1.0)}
            return Result(id=case.id, kind=case.kind, right=False, scores=wrong, failed=str(error))
        wrong_with = tuple(complaints(case, answer))
        ranking = [Found(hit.document, hit.text) for hit in hits]
        ranked = tuple(dict.fromkeys(one.document for one in ranking))[:DEPTH]
        outcome = Outcome(answer, ranked, self._supported(answer), self._exact(answer))
        told = None
        if not self._sealed:
            told = Told(
                question=case.question,
                standalone=answer.standalone_question,
                status=answer.status,
                text=answer.text,
                complaints=wrong_with,
                fault=self._fault(case, answer, ranking) if wrong_with else None,
            )
        return Result(
            id=case.id,
            kind=case.kind,
            right=not wrong_with,
            scores=scores(case, outcome),
            first_ms=answer.timings_ms.first_sentence,
            total_ms=answer.timings_ms.total,
            prompt_tokens=answer.usage.prompt_tokens if answer.usage else 0,
            answer_tokens=answer.usage.answer_tokens if answer.usage else 0,
            dropped=len(answer.dropped),
            fallback=answer.fallback is not None,
            told=told,
        )

    def _fault(self, case: Case, answer: Answer, ranking: Sequence[Found]) -> Step:
        if case.standalone is not None and case.history and not self._wrong_alone(case, case.standalone):
            # Asked in full it is answered, so that only the reading of the conversation can have failed.
            return "question understanding"
        return fault(case, answer, ranking, self._knowledge)

    def _wrong_alone(self, case: Case, question: str) -> bool:
        no_history: tuple[Message, ...] = ()
        return any(complaints(case, self._assistant.answer(question, no_history)))

    def _supported(self, answer: Answer) -> tuple[bool, ...]:
        quotes = {citation.number: citation.quote for citation in answer.citations}
        found = []
        for sentence in answer.sentences:
            if sentence.support == "supported" and sentence.citations:
                proof = [quotes[number] for number in sentence.citations]
                # What stands word for word in its quote needs no opinion.
                verbatim = any(says(quote, (sentence.text,)) for quote in proof)
                found.append(verbatim or self._verifier.verify(sentence.text, proof).supported)
        return tuple(found)

    def _exact(self, answer: Answer) -> tuple[bool, ...]:
        quotes = [(one.document, one.start, one.end, one.quote) for one in answer.citations]
        near = [
            (one.document, one.start, one.end, one.quote) for one in answer.nearest if one.quote is not None
        ]
        return tuple(
            self._knowledge.text(document)[start:end] == quote
            for document, start, end, quote in (*quotes, *near)
        )
