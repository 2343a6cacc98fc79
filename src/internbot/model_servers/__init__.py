"""Servers that speak OpenAI's protocol: how they are reached, and what their failures mean."""
