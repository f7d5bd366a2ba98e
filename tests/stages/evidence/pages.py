"""Addresses and words of pages, for the tests of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

Enter = Callable[[str], Browser]


def at(name: str, *args: object) -> str:
    """Return the address of a page of the stage."""
    return reverse(f"evidence:{name}", args=args)


def words(response: Any) -> str:
    """Return the page with every run of white space as one space."""
    return " ".join(response.content.decode().split())
