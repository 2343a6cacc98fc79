"""The HTTP API, version 1: what the widget and other programs speak."""
