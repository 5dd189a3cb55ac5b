"""Draws every picture again: `python -m kiosk.screen.drawings`."""

import sys

from kiosk.screen.drawings.gallery import write_all

sys.stdout.write(f"{write_all()} drawings\n")
