"""Source -> documents -> chunks -> index, and a report of what changed."""
