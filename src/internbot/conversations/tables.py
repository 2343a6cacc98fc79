"""The tables of conversations. Migrations make them; this is what queries are written against."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("visitor", sa.String(64), index=True),
    sa.Column("site", sa.String(64), index=True),
    sa.Column("began", sa.DateTime(timezone=True), nullable=False),
    sa.Column("last", sa.DateTime(timezone=True), nullable=False, index=True),
)

turns = sa.Table(
    "turns",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column(
        "conversation",
        sa.String(64),
        sa.ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("asked", sa.DateTime(timezone=True), nullable=False, index=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("standalone", sa.Text, nullable=False),
    sa.Column("status", sa.String(16), nullable=False, index=True),
    sa.Column("answer", sa.Text, nullable=False),  # the whole Answer as JSON
    sa.Column("model", sa.String(200), nullable=False),
    sa.Column("prompt", sa.String(64)),
    sa.Column("index_version", sa.Integer, nullable=False),
    sa.UniqueConstraint("conversation", "number", name="turns_number"),
)

cited = sa.Table(
    "cited",
    metadata,
    sa.Column(
        "turn", sa.String(64), sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    sa.Column("number", sa.Integer, primary_key=True, nullable=False),
    sa.Column("document", sa.Text, nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
)

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column(
        "turn", sa.String(64), sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    sa.Column("given", sa.DateTime(timezone=True), nullable=False),
    sa.Column("liked", sa.Boolean, nullable=False),
    sa.Column("reason", sa.String(32)),
    sa.Column("comment", sa.Text),
)

shares = sa.Table(
    "shares",
    metadata,
    sa.Column("link", sa.String(64), primary_key=True),
    sa.Column(
        "turn", sa.String(64), sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    sa.Column("made", sa.DateTime(timezone=True), nullable=False),
)
