"""The `verify` operation: JSON in, JSON out, with an embedding model and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from internbot.embeddings.minilm import MiniLM
from internbot.errors import InvalidRequest
from internbot.handoff import Json
from internbot.settings import Settings
from internbot.verification.verifier import Verifier


def verification(settings: Settings) -> Callable[[Json], Json]:
    """What turns `{"claim", "evidence"}` into `{"supported", "score", "reason"}`.

    Raises:
        BackendUnavailable: the embedding model is missing.
    """
    verifier = Verifier(MiniLM(settings.threads))

    def verify(request: Json) -> Json:
        claim, evidence = request.get("claim"), request.get("evidence")
        if not isinstance(claim, str):
            raise InvalidRequest('"claim" is missing or is no text')
        if isinstance(evidence, str):
            evidence = [evidence]
        if not isinstance(evidence, list) or not all(isinstance(text, str) for text in evidence):
            raise InvalidRequest('"evidence" must be a text or a list of texts')
        return asdict(verifier.verify(claim, evidence))

    return verify
