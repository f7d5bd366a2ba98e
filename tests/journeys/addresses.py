"""Prints which page is opened by whom at which address in the home of this environment: `python -m tests.journeys.addresses`."""

from __future__ import annotations

import json


def main() -> None:
    """Print one JSON list of [page, log-in, address]; log-in and address are '' where nobody of the home can open it."""
    import django

    django.setup()
    from django.urls import get_resolver

    from laras.base.gate.registry import PAGES
    from tools.looks import addresses

    get_resolver().url_patterns  # noqa: B018  reading the routes registers the pages
    found = [[name, *next(addresses(entry), ("", ""))] for name, entry in sorted(PAGES.items())]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
