"""Gets what is public from the network: checked addresses, limits, retries, and what has not changed."""
