"""Addresses, words and posts for the tests of the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

Enter = Callable[[str], Browser]
OF_STUDY = ("codebook", "sources", "coding_list", "agreement", "disagreements")
BOOK = ("new_code",)
OF_SOURCE = ("workspace", "plain")


def at(name: str, *args: object) -> str:
    return reverse(f"coding:{name}", args=args)


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def send(browser: Browser, address: str, **values: Any) -> Any:
    return browser.post(address, json.dumps(values), content_type="application/json")
