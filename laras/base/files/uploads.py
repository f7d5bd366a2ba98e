"""Uploads stay in memory: no plain text of a person in a temporary file."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopFutureHandlers

from laras.base.files.guard import LIMIT

# The name of a page (`stage:view`) → bytes it takes at most, where that is more than `LIMIT`.
ROOM: dict[str, int] = {}


def _room(request: Any) -> int:
    """Return how many bytes a file may have on the page it is sent to; more than usual only for whoever is signed in."""
    match = getattr(request, "resolver_match", None)
    larger = ROOM.get(match.view_name, 0) if match else 0
    return max(LIMIT, larger) if larger and request.user.is_authenticated else LIMIT


class MemoryOnly(MemoryFileUploadHandler):
    """Keep a file in memory up to `LIMIT` bytes, or what `ROOM` gives its page.

    Of a larger one only the size is kept, for the sentence about it.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._received, self._limit = 0, _room(self.request)
        # The parent stops the handlers behind it by an exception; there are none.
        with suppress(StopFutureHandlers):
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._received += len(raw_data)
        if self._received > self._limit:
            self.file.seek(0)
            self.file.truncate()
            return None
        super().receive_data_chunk(raw_data, start)
        return None
