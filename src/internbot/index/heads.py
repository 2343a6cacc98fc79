"""How a document's head is read: what is said of it beside a quote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from internbot.index.schema import departures, documents, items
from internbot.index.stored import DocumentHead, aware

SEEN = sa.func.coalesce(departures.c.seen, items.c.retrieved).label("retrieved")
"""When a document was last seen in its source."""

HEAD = (
    documents.c.id,
    documents.c.key,
    documents.c.title,
    documents.c.kind,
    documents.c.url,
    documents.c.published,
    SEEN,
    documents.c.sha256,
)
HEADS = documents.join(items, items.c.id == documents.c.item_id).outerjoin(
    departures, departures.c.document_id == documents.c.id
)


def head_of(row: Any) -> DocumentHead:
    """The head that a row of `HEAD` holds."""
    retrieved = aware(row.retrieved) or datetime.fromtimestamp(0, UTC)
    return DocumentHead(row.id, row.key, row.title, row.kind, row.url, row.published, retrieved, row.sha256)
