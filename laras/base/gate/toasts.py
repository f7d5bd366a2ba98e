"""Where a toast waits for the next page: in a sealed cookie, so that saying "saved" is no second write.

In the session each deed cost two more transactions: one to keep the sentence and one to forget it. A sentence may
carry a name, so the cookie is sealed like a field, and bound to the session: after a log-out on a shared computer it
does not open for the next person.
"""

from __future__ import annotations

import base64
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage, MessagePartGatherSerializer, MessageSerializer
from django.http import HttpResponseBase

from laras.base.crypto.sealing import Unreadable, open_sealed, seal


class SealedCookie(CookieStorage):
    """Django's messages in a cookie, with AES-GCM in place of a signature; the oldest give way beyond 2 KiB."""

    cookie_name = f"{'__Host-' if settings.SECURE else ''}laras_messages"

    def _place(self) -> dict[str, str]:
        # Asked anew each time: a log-in gives the session another key before the cookie is written.
        return {"label": "toast", "scope": "", "row": self.request.session.session_key or ""}

    def _encode_parts(self, messages: list[str], encode_empty: bool = False) -> str | None:
        if not messages and not encode_empty:
            return None
        plain = MessagePartGatherSerializer().dumps(messages)
        return base64.urlsafe_b64encode(seal(plain, **self._place())).decode()

    def _decode(self, data: str | None) -> list[Any] | None:
        if not data:
            return None
        try:
            found: list[Any] = MessageSerializer().loads(open_sealed(base64.urlsafe_b64decode(data), **self._place()))
        except (Unreadable, ValueError):
            self.used = True  # somebody else's or damaged: forget it
            return None
        return found

    def _update_cookie(self, encoded_data: str | None, response: HttpResponseBase) -> None:
        if encoded_data or self.cookie_name in self.request.COOKIES:  # nothing to keep and nothing to forget
            super()._update_cookie(encoded_data, response)  # type: ignore[misc]  # no stubs for inner methods
