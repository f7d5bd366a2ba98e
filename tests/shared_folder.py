"""Where the shared reference material lies: beside the checkout."""

from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
