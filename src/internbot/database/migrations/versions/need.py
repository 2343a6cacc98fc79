"""The order of the queue as a number with an index, and what the chat model wrote apart from what it read."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "need"
down_revision = "shares"

_ITEMS = sa.table(
    "review_items", sa.column("turn", sa.String), sa.column("tokens", sa.Integer),
    sa.column("answer_tokens", sa.Integer),
)  # fmt: skip
_TURNS = sa.table("turns", sa.column("id", sa.String), sa.column("answer", sa.Text))


def upgrade() -> None:
    """Add both; what is needed of each turn is weighed when the queue is opened next."""
    for name in ("need", "answer_tokens"):
        op.add_column("review_items", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.drop_index("ix_review_items_state", "review_items")
    op.create_index("ix_review_items_order", "review_items", ["state", "need", "asked", "turn"])
    connection = op.get_bind()
    query = sa.select(_TURNS.c.id, _TURNS.c.answer).join(_ITEMS, _ITEMS.c.turn == _TURNS.c.id)
    for row in connection.execute(query.where(_ITEMS.c.tokens > 0)).all():
        wrote = (json.loads(row.answer).get("usage") or {}).get("answer_tokens", 0)
        connection.execute(sa.update(_ITEMS).where(_ITEMS.c.turn == row.id).values(answer_tokens=wrote))


def downgrade() -> None:
    """Take both away."""
    op.drop_index("ix_review_items_order", "review_items")
    op.create_index("ix_review_items_state", "review_items", ["state"])
    for name in ("need", "answer_tokens"):
        op.drop_column("review_items", name)
