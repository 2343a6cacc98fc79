"""The tables of reviews. Migrations make them; this is what queries are written against.

accounts     people who may review; an invitation is a one-time link to make one
sign_ins     open sessions, by the hash of what the cookie holds
audit        who did what, when; never changed
items        each turn as the queue sees it, made from the turn once
assigned     who has taken a turn
verdicts     what a reviewer says of a sentence, of a citation, or of the whole
alarms       a source of a turn or of an approved answer changed, or its listing closed
set_aside    conflicts between sources that need nothing, by what names both sentences
approved     answers that are served again, with the sources and the phrasings that they hold for
"""

from __future__ import annotations

import sqlalchemy as sa

from internbot.conversations import tables as conversations

metadata = sa.MetaData()

_INSTANT = sa.DateTime(timezone=True)


def _turn(*, primary: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey(conversations.turns.c.id, ondelete="CASCADE")
    return sa.Column("turn", sa.String(64), key, primary_key=primary, nullable=False)


accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(80), nullable=False, unique=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("made", _INSTANT, nullable=False),
    sa.Column("closed", _INSTANT),
)

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("until", _INSTANT, nullable=False),
)

sign_ins = sa.Table(
    "sign_ins",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column(
        "account", sa.Integer, sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("until", _INSTANT, nullable=False),
    sa.Column("form_token", sa.String(64), nullable=False),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", _INSTANT, nullable=False, index=True),
    sa.Column("who", sa.String(80), nullable=False),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("detail", sa.Text),
)

items = sa.Table(
    "review_items",
    metadata,
    _turn(primary=True),
    sa.Column("asked", _INSTANT, nullable=False, index=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("meaning", sa.String(64), nullable=False, index=True),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("site", sa.String(64)),
    sa.Column("answerability", sa.Float, nullable=False),
    sa.Column("dropped", sa.Integer, nullable=False),
    sa.Column("conflict", sa.Boolean, nullable=False),
    sa.Column("first_sentence_ms", sa.Float, nullable=False),
    sa.Column("tokens", sa.Integer, nullable=False),  # read and written
    sa.Column("answer_tokens", sa.Integer, nullable=False, server_default="0"),  # of these, written
    sa.Column("sampled", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("need", sa.Integer, nullable=False, server_default="0"),  # kept by review/need.py
    sa.Column("vector", sa.LargeBinary),
    sa.Index("ix_review_items_order", "state", "need", "asked", "turn"),
)

assigned = sa.Table(
    "assigned",
    metadata,
    _turn(primary=True),
    sa.Column("account", sa.Integer, sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    sa.Column("at", _INSTANT, nullable=False),
)

verdicts = sa.Table(
    "verdicts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _turn(),
    sa.Column("account", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("part", sa.String(16), nullable=False),  # answer, sentence or citation
    sa.Column("number", sa.Integer, nullable=False),  # of the sentence or citation, from 1; 0 for the whole
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("at", _INSTANT, nullable=False, index=True),
    sa.UniqueConstraint("turn", "account", "part", "number", name="verdicts_once"),
)

alarms = sa.Table(
    "alarms",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", _INSTANT, nullable=False),
    sa.Column("turn", sa.String(64), sa.ForeignKey(conversations.turns.c.id, ondelete="CASCADE"), index=True),
    sa.Column("approved", sa.Integer, sa.ForeignKey("approved.id", ondelete="CASCADE"), index=True),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("reason", sa.String(16), nullable=False),  # changed, gone or closed
    sa.Column("settled", _INSTANT),
)

approved = sa.Table(
    "approved",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),  # the whole Answer as JSON
    sa.Column("by", sa.String(80), nullable=False),
    sa.Column("at", _INSTANT, nullable=False),
    sa.Column("turn", sa.String(64)),  # may be forgotten; the approved answer stays
    sa.Column("withdrawn", _INSTANT),
)

phrasings = sa.Table(
    "phrasings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "approved", sa.Integer, sa.ForeignKey("approved.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("question", sa.Text, nullable=False),
)

set_aside = sa.Table(
    "set_aside",
    metadata,
    sa.Column("conflict", sa.String(64), primary_key=True),
    sa.Column("by", sa.String(80), nullable=False),
    sa.Column("at", _INSTANT, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)
