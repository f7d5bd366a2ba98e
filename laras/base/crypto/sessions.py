"""Database sessions whose content is sealed: a toast in a session may carry a name."""

from __future__ import annotations

import base64
import json
import logging
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from laras.base.crypto.sealing import Unreadable, open_sealed, seal

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
