"""From evidence to an answer in which every sentence is proved by a quote."""
