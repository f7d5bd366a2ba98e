"""Put the cast into the database of this process; run as a program by `tests.places.prepared`."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from tests.cast import Cast  # noqa: E402  models exist only now

if __name__ == "__main__":
    Cast.enter()
