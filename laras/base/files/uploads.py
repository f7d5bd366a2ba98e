"""Uploads stay in memory: no plain text of a person in a temporary file."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

LIMIT = 25 * 1024 * 1024


class MemoryOnly(MemoryFileUploadHandler):
    """Keep a file in memory up to `LIMIT` bytes; of a larger one only the size is kept, for the sentence about it."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._received = 0
        try:
            super().new_file(*args, **kwargs)
        except Exception as stop:
            # The parent stops the other handlers by an exception; there are none.
            if type(stop).__name__ != "StopFutureHandlers":
                raise

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._received += len(raw_data)
        if self._received > LIMIT:
            self.file.seek(0)
            self.file.truncate()
            return None
        super().receive_data_chunk(raw_data, start)
        return None
