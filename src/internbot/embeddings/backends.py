"""Which embedding model an installation uses: known before it is loaded, so that a wrong folder is refused first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from internbot.data_folder import stored_mark
from internbot.embeddings import minilm
from internbot.embeddings.base import EmbeddingModel, ModelIdentity
from internbot.embeddings.minilm import MiniLM
from internbot.settings import Settings
from internbot.tokens import Tokens
from internbot.tracing import Traffic


@dataclass(frozen=True, slots=True)
class Backend:
    """A model that can be had.

    Attributes:
        identity: which one it is.
        load: makes it ready.
    """

    identity: ModelIdentity
    load: Callable[[], EmbeddingModel]

    @classmethod
    def of(cls, settings: Settings, tokens: Tokens) -> Backend:
        """The model that the settings name.

        A server is asked for the length of its vectors only where no index remembers it, so that a server that is down
        stops neither `serve` nor what needs no vectors.

        Raises:
            DataFolderError: the data folder's mark is damaged or cannot be read.
            EmbeddingServerError: the server has to be asked, and does not answer.
        """
        if settings.embeddings == "minilm":
            return cls(minilm.identity(), lambda: MiniLM(settings.threads))
        # The client of OpenAI takes half a second to load, which the default model can do without.
        from internbot.embeddings.openai import OpenAIEmbeddings  # noqa: PLC0415

        mark = stored_mark(settings.data) or {"identity": None}
        traffic = Traffic.to_stderr(settings.trace)
        model = OpenAIEmbeddings.of(settings, tokens.count, tokens.cut, mark["identity"], traffic)
        return cls(model.identity, lambda: model)


def checking_model(settings: Settings, model: EmbeddingModel) -> EmbeddingModel:
    """The model that compares sentences with their quotes: the default one, whatever `model` the search uses.

    The check was calibrated with it, needs vectors of tokens, and cannot wait for a server at every sentence.
    """
    return model if settings.embeddings == "minilm" else MiniLM(settings.threads)
