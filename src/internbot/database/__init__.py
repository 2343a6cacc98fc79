"""The database of what people do with internbot: conversations, sites, reviews. The index has its own."""
