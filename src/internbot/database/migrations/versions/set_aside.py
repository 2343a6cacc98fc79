"""Conflicts between sources that need nothing, each with the reason that a reviewer gave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "set_aside"
down_revision = "need"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "set_aside",
        sa.Column("conflict", sa.String(64), primary_key=True),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("set_aside")
