"""What a home had written before the words were sealed is still there afterwards."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from laras.stages.programmes.models import Session
from tests.cast import Cast
from tests.stages.programmes.meeting import meeting

pytestmark = pytest.mark.django_db
sealing = import_module("laras.stages.programmes.migrations.0002_seal_what_was_written")


class _Incidents:
    """The incidents as they were, with a plain column."""

    def __init__(self) -> None:
        self.row = SimpleNamespace(story={"behaviour": "Jatuh."}, reported_to="Sri (contoh)", save=lambda **_: None)
        self.objects = self

    def exclude(self, **_: Any) -> _Incidents:
        return self

    def order_by(self, _: str) -> list[SimpleNamespace]:
        return [self.row]


def test_words_in_plain_columns_move_into_sealed_ones(cast: Cast) -> None:
    session, _ = meeting(cast, 1)
    step = {"activity": "friend_listener", "planned": 20, "actual": 21, "state": "done"}
    session.steps = [{**step, "note": ""}, {**step, "note": "Bu Tini lelah."}]
    session.save()
    incidents = _Incidents()
    models: dict[str, Any] = {"Session": Session, "Incident": incidents}
    sealing.seal(SimpleNamespace(get_model=lambda _, name: models[name]), None)
    now = Session.objects.get(pk=session.pk)
    assert (now.steps, now.step_notes) == ([step, step], {"1": "Bu Tini lelah."})
    assert incidents.row.story == {"behaviour": "Jatuh.", "reported_to": "Sri (contoh)"}
