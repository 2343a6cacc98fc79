"""Where the question cases over the bundled knowledge are; `internbot evaluate` asks them."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evaluation" / "cases"
TODAY = "2026-11-22"
"""The day on which the cases were written; "now" in them means this day."""
