"""The chat page, the API and the source pages on one port."""
