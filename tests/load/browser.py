"""One who uses Laras over HTTP: one connection kept open, cookies, the token of every form."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests import cast

CSRF = "laras_csrf"
MESSAGES = "laras_messages"


class Refused(AssertionError):
    """An answer that is neither a page nor a redirect: a figure made of it would be a lie."""


class Person:
    """A logged-in person; every answer is read to its end."""

    def __init__(self, address: str, login: str) -> None:
        place = urlsplit(address)
        self._connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=60)
        self._cookies: dict[str, str] = {}
        self.get("/masuk/")
        self.post("/masuk/", {"login": login, "password": cast.PASSWORD})
        if "laras_session" not in self._cookies:
            raise Refused(f"{login} could not log in.")

    def get(self, path: str) -> bytes:
        """Open a page; a redirect counts as one."""
        return self._send("GET", path)

    def post(self, path: str, form: Mapping[str, str]) -> bytes:
        """Send a form."""
        return self._send("POST", path, urlencode(form).encode(), "application/x-www-form-urlencoded")

    def post_json(self, path: str, values: Mapping[str, Any]) -> bytes:
        """Send what a script of Laras would send."""
        return self._send("POST", path, json.dumps(values).encode(), "application/json")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _send(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers |= {"Content-Type": kind, "X-CSRFToken": self._cookies.get(CSRF, "")}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            if name != MESSAGES:  # the toast of a deed is shown by the next page, which is not opened here
                self._cookies[name] = value
        if answer.status not in (200, 302):
            raise Refused(f"{method} {path}: {answer.status} {content[:300]!r}")
        return content
