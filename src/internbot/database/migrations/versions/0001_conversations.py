"""Conversations, their turns, what these cite, and feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("visitor", sa.String(64)),
        sa.Column("site", sa.String(64)),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
    )
    for column in ("visitor", "site", "last"):
        op.create_index(f"ix_conversations_{column}", "conversations", [column])
    op.create_table(
        "turns",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "conversation",
            sa.String(64),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("standalone", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("prompt", sa.String(64)),
        sa.Column("index_version", sa.Integer, nullable=False),
        sa.UniqueConstraint("conversation", "number", name="turns_number"),
    )
    for column in ("asked", "status"):
        op.create_index(f"ix_turns_{column}", "turns", [column])
    op.create_table(
        "cited",
        sa.Column("turn", sa.String(64), sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_index("ix_cited_document", "cited", ["document"])
    op.create_table(
        "feedback",
        sa.Column("turn", sa.String(64), sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.Column("liked", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(32)),
        sa.Column("comment", sa.Text),
    )


def downgrade() -> None:
    """Take the tables away, with all that they hold."""
    for table in ("feedback", "cited", "turns", "conversations"):
        op.drop_table(table)
