"""Reviews: accounts, the queue, verdicts, alarms, approved answers, the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "review"
down_revision = "0002"

_INSTANT = sa.DateTime(timezone=True)


def _turn(*, primary_key: bool = False, nullable: bool = False) -> sa.Column[str]:
    of = sa.ForeignKey("turns.id", ondelete="CASCADE")
    return sa.Column("turn", sa.String(64), of, primary_key=primary_key, nullable=nullable)


def upgrade() -> None:
    """Make the tables."""
    _people()
    _queue()
    _approved()


def _people() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("made", _INSTANT, nullable=False),
        sa.Column("closed", _INSTANT),
    )
    op.create_table(
        "invitations",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("until", _INSTANT, nullable=False),
    )
    op.create_table(
        "sign_ins",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("until", _INSTANT, nullable=False),
        sa.Column("form_token", sa.String(64), nullable=False),
    )
    op.create_index("ix_sign_ins_account", "sign_ins", ["account"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text),
    )
    op.create_index("ix_audit_at", "audit", ["at"])


def _queue() -> None:
    op.create_table(
        "review_items",
        _turn(primary_key=True),
        sa.Column("asked", _INSTANT, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("meaning", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("site", sa.String(64)),
        sa.Column("answerability", sa.Float, nullable=False),
        sa.Column("dropped", sa.Integer, nullable=False),
        sa.Column("conflict", sa.Boolean, nullable=False),
        sa.Column("first_sentence_ms", sa.Float, nullable=False),
        sa.Column("tokens", sa.Integer, nullable=False),
        sa.Column("sampled", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("vector", sa.LargeBinary),
    )
    for column in ("asked", "meaning", "state"):
        op.create_index(f"ix_review_items_{column}", "review_items", [column])
    op.create_table(
        "assigned",
        _turn(primary_key=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
    )
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer, primary_key=True),
        _turn(),
        sa.Column("account", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("at", _INSTANT, nullable=False),
        sa.UniqueConstraint("turn", "account", "part", "number", name="verdicts_once"),
    )
    op.create_index("ix_verdicts_at", "verdicts", ["at"])


def _approved() -> None:
    op.create_table(
        "approved",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("turn", sa.String(64)),
        sa.Column("withdrawn", _INSTANT),
    )
    op.create_table(
        "phrasings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("approved", sa.Integer, sa.ForeignKey("approved.id", ondelete="CASCADE"), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
    )
    op.create_index("ix_phrasings_approved", "phrasings", ["approved"])
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _INSTANT, nullable=False),
        _turn(nullable=True),
        sa.Column("approved", sa.Integer, sa.ForeignKey("approved.id", ondelete="CASCADE")),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("settled", _INSTANT),
    )
    for column in ("turn", "approved"):
        op.create_index(f"ix_alarms_{column}", "alarms", [column])


def downgrade() -> None:
    """Take the tables away, with all that they hold."""
    for table in (
        "alarms", "phrasings", "approved", "verdicts", "assigned", "review_items", "audit", "sign_ins", "invitations",
        "accounts",
    ):  # fmt: skip
        op.drop_table(table)
