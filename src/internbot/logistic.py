"""Logistic models: a weighted sum of named features turned into a probability, with weights kept in a data file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Features are centred and scaled as in the data that the model was fitted on.

    Attributes:
        features: their names, in order.
        mean: shape (features,).
        scale: standard deviations, above 0, shape (features,).
        weights: shape (features,).
        intercept: log odds at the mean.
    """

    features: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    intercept: float

    @classmethod
    def load(cls, name: str, features: Sequence[str]) -> LogisticModel:
        """A model that comes with the package.

        Args:
            name: of the file in `internbot/models`, without its ending.
            features: what the caller computes; the file must have been fitted on just these.

        Raises:
            ValueError: the file was fitted on other features.
        """
        text = resources.files("internbot").joinpath("models", f"{name}.json").read_text(encoding="utf-8")
        kept = json.loads(text)
        if tuple(kept["features"]) != tuple(features):
            raise ValueError(f"models/{name}.json was fitted on other features; run: {kept['command']}")
        mean, scale, weights = (np.array(kept[key], dtype=np.float64) for key in ("mean", "scale", "weights"))
        return cls(tuple(features), mean, scale, weights, float(kept["intercept"]))

    def probability(self, rows: Floats) -> Floats:
        """Probabilities of rows of features, shape (n, features) -> (n,); of one row, shape (features,) -> ()."""
        odds = (rows - self.mean) / self.scale @ self.weights + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float64)
