"""What the assistant could not answer, or not well: put together by meaning, counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import sqlalchemy as sa
import yaml
from numpy.typing import NDArray
from sqlalchemy import Engine

from internbot.conversations import tables as conversations
from internbot.database.opening import writing
from internbot.errors import InvalidRequest
from internbot.review import tables
from internbot.review.need import WEAK

_ALIKE = 0.72
"""Cosine of two questions from which they go together; only the order of a list depends on it."""
_MOST = 2000

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions of one kind that were declined, weakly supported or disliked.

    Attributes:
        question: the one that is most like all others.
        questions: all of them, without repeats.
        turns: newest first.
    """

    question: str
    questions: tuple[str, ...]
    turns: tuple[str, ...]
    declined: int
    weak: int
    disliked: int

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.turns)


class Gaps:
    """Finds gaps; the vectors of questions are kept, so that each is embedded once."""

    def __init__(self, engine: Engine, encode: Encode) -> None:
        """
        Args:
            encode: texts -> unit vectors, shape (n, dimensions).
        """
        self._engine = engine
        self._encode = encode

    def find(self) -> list[Gap]:
        """All gaps, those asked most often first."""
        items, feedback = tables.items, conversations.feedback
        disliked = sa.func.coalesce(feedback.c.liked, sa.true()) == sa.false()
        weak = sa.and_(items.c.status == "answered", items.c.answerability < WEAK)
        query = (
            sa.select(items, disliked.label("disliked"), weak.label("weak"))
            .outerjoin(feedback, feedback.c.turn == items.c.turn)
            .where(sa.or_(items.c.status == "declined", weak, disliked))
            .order_by(items.c.asked.desc())
            .limit(_MOST)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        if not rows:
            return []
        vectors = self._vectors(rows)
        return sorted(
            (_gap([rows[at] for at in group], vectors[group]) for group in _groups(vectors)),
            key=lambda gap: (-gap.count, gap.question),
        )

    def _vectors(self, rows: Sequence[sa.Row[tuple[object, ...]]]) -> NDArray[np.float32]:
        missing = [row for row in rows if row.vector is None]
        made: dict[str, NDArray[np.float32]] = {}
        if missing:
            encoded = self._encode([row.question for row in missing])
            made = {row.turn: encoded[at] for at, row in enumerate(missing)}
            items = tables.items
            keep = (
                sa.update(items).where(items.c.turn == sa.bindparam("of")).values(vector=sa.bindparam("held"))
            )
            with writing(self._engine) as connection:
                packed = [
                    {"of": turn, "held": one.astype(np.float16).tobytes()} for turn, one in made.items()
                ]
                connection.execute(keep, packed)
        return np.stack(
            [
                made[row.turn]
                if row.turn in made
                else np.frombuffer(row.vector, dtype=np.float16).astype(np.float32)
                for row in rows
            ]
        )


def knowledge_file(folder: Path, title: str, text: str, author: str, today: date) -> Path:
    """Write an article into a folder of knowledge; returns its path.

    Raises:
        InvalidRequest: there is no title or text, or an article of that name exists.
    """
    title, text = " ".join(title.split()), text.strip()
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")
    if not slug or not text:
        raise InvalidRequest("write a title and a text")
    path = folder / "articles" / f"{slug}.md"
    if path.exists():
        raise InvalidRequest(f"there is an article {path.name} already; choose another title, or edit it")
    front = yaml.safe_dump(
        {"title": title, "published": today, "license": f"Written by {author} in review."},
        allow_unicode=True,
        sort_keys=False,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole or not at all: the folder is watched.
    draft = path.with_suffix(".draft")
    draft.write_text(f"---\n{front}---\n\n# {title}\n\n{text}\n", encoding="utf-8")
    draft.rename(path)
    return path


def _groups(vectors: NDArray[np.float32]) -> list[list[int]]:
    """Rows that are alike: each joins the group whose first members it is most like, or begins one."""
    groups: list[list[int]] = []
    centres: list[NDArray[np.float32]] = []
    for at, vector in enumerate(vectors):
        likeness = [float(centre @ vector / np.linalg.norm(centre)) for centre in centres]
        best = int(np.argmax(likeness)) if likeness else -1
        if best >= 0 and likeness[best] >= _ALIKE:
            groups[best].append(at)
            centres[best] = centres[best] + vector
        else:
            groups.append([at])
            centres.append(vector.copy())
    return groups


def _gap(rows: Sequence[sa.Row[tuple[object, ...]]], vectors: NDArray[np.float32]) -> Gap:
    middle = int(np.argmax(vectors @ vectors.sum(axis=0)))
    return Gap(
        question=rows[middle].question,
        questions=tuple(dict.fromkeys(row.question for row in rows)),
        turns=tuple(row.turn for row in rows),
        declined=sum(row.status == "declined" for row in rows),
        weak=sum(bool(row.weak) for row in rows),
        disliked=sum(bool(row.disliked) for row in rows),
    )
