"""Where chunks are kept and found: catalog (SQLite), vectors (Chroma), keywords (Tantivy)."""
