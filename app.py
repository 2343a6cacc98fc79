"""Builds and serves internbot: what a hosting platform starts, with the port that it wants in `PORT`."""

from __future__ import annotations

import os
import sys

from internbot.cli.main import main

if __name__ == "__main__":
    port = os.environ.get("PORT")
    named = port and not os.environ.get("INTERNBOT_PORT")
    sys.exit(main(["serve", "--host", "0.0.0.0", "--port", str(port)] if named else ["serve"]))
