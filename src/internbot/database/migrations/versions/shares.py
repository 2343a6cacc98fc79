"""Links to single answers that visitors made to show them to others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "shares"
down_revision = "review"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "shares",
        sa.Column("link", sa.String(64), primary_key=True),
        sa.Column(
            "turn",
            sa.String(64),
            sa.ForeignKey("turns.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("shares")
