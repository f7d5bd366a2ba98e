"""What a session holds is sealed."""

from __future__ import annotations

import base64

import pytest
from django.contrib.sessions.models import Session

from laras.base.crypto.sessions import SessionStore


@pytest.mark.django_db
def test_the_table_of_sessions_tells_nothing() -> None:
    session = SessionStore()
    session["toast"] = "Sutini Rahayu"
    session.create()
    row = Session.objects.get(pk=session.session_key)
    assert b"Sutini" not in base64.b64decode(row.session_data)
    assert "Sutini" not in row.session_data
    assert SessionStore(session.session_key)["toast"] == "Sutini Rahayu"


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["", "not base64 !", base64.b64encode(b"plain").decode(), "AQAA"])
def test_a_session_that_does_not_open_is_an_empty_one(content: str) -> None:
    session = SessionStore()
    session["toast"] = "Sutini Rahayu"
    session.create()
    Session.objects.filter(pk=session.session_key).update(session_data=content)
    assert list(SessionStore(session.session_key).keys()) == []


@pytest.mark.django_db
def test_a_session_that_has_ended_or_never_was_is_an_empty_one() -> None:
    session = SessionStore()
    session["toast"] = "Sutini Rahayu"
    session.set_expiry(-1)
    session.create()
    for key in (session.session_key, "not-a-session-of-ours", None):
        found = SessionStore(key)
        assert (dict(found.items()), found.session_key) == ({}, None)
