"""`python -m internbot` is `internbot`."""

from __future__ import annotations

import sys

from internbot.cli.main import main

sys.exit(main())
