"""What members answered in saved sessions, told apart by the moment of the session."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from laras.stages.measures.models import Administration
from laras.stages.programmes.models import Session

Answers = dict[str, dict[str, Administration]]


def session_answers(sessions: Iterable[Session]) -> dict[uuid.UUID, Answers]:
    """Return {session: {kind: {member id as text: sheet}}} of saved sessions in one query.

    `kind` is mood_before, mood_after, participation, or the code of an instrument answered on leaving (CARD-4 …).
    Sheets taken back since are left out. Whose sessions they are was asked before.
    """
    held = [session for session in sessions if session.state == "saved"]
    wanted = {
        pk: (session.pk, kind, member)
        for session in held
        for kind, of in session.arisen.get("answers", {}).items()
        for member, pk in of.items()
    }
    found: dict[uuid.UUID, Answers] = {session.pk: {} for session in held}
    if not wanted:
        return found
    for sheet in Administration.objects.counted().filter(pk__in=list(wanted)).order_by("happened_at", "id"):
        session_id, kind, member = wanted[str(sheet.pk)]
        found[session_id].setdefault(kind, {})[member] = sheet
    return found
