"""One module per format that listings come in."""
