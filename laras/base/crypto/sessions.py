"""Database sessions whose content is sealed: a toast in a session may carry a name."""

from __future__ import annotations

import base64
import json
import logging
from functools import cache
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from laras.base.crypto.sealing import Unreadable, open_sealed, seal
from laras.base.store import fetch

_PLACE = {"label": "session", "scope": "", "row": ""}


class SessionStore(DatabaseStore):
    """Django's database sessions with AES-GCM in place of a signature."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        plain = json.dumps(session_dict, ensure_ascii=False).encode()
        return base64.b64encode(seal(plain, **_PLACE)).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            plain = open_sealed(base64.b64decode(session_data), **_PLACE)
        except (Unreadable, ValueError):
            logging.getLogger("laras.session").warning("a session could not be opened and was ended")
            return {}
        content: dict[str, Any] = json.loads(plain)
        return content

    @classmethod
    def get_model_class(cls) -> Any:
        # Django finds the model of a session engine here; ours keeps the table of the original.
        return DatabaseStore.get_model_class()

    def _get_session_from_db(self) -> Any:
        """As Django's, by a statement that is written once: every request comes through here."""
        if self.session_key is None:
            return None
        model = self.get_model_class()
        key, until = model._meta.get_field("session_key"), model._meta.get_field("expire_date")
        found = fetch.fetched(_statement(model), [(key, self.session_key), (until, timezone.now())])
        if found:
            return fetch.row_of(model, found[0])
        self._session_key = None
        return None


@cache
def _statement(model: Any) -> str:
    return f"SELECT {fetch.columns(model, 's')} FROM django_session s WHERE session_key = %s AND expire_date > %s"  # noqa: S608  # our own names
