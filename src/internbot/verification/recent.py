"""The last values that were used, by their keys."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """Keeps the values that were put or asked for last; may be shared by threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[str, Value] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[str, threading.Event] = {}

    def get(self, key: str) -> Value | None:
        """The value of a key; None where it is not kept any more."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: str, value: Value) -> None:
        """Keep a value, and let go of the one that was longest not used."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def made(self, key: str, make: Callable[[], Value]) -> Value:
        """The value of a key, made and kept where it is not; another thread that is making it is waited for."""
        made = threading.Event()
        with self._lock:
            making = self._making.setdefault(key, made)
        if making is not made:
            making.wait()
        try:
            if (kept := self.get(key)) is not None:
                return kept
            value = make()
            self.put(key, value)
            return value
        finally:
            if making is made:
                with self._lock:
                    del self._making[key]
                made.set()
