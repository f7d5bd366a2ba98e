"""Recording and taking back sheets of answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, NotFound
from laras.stages.measures.actions._alarms import raise_alarms
from laras.stages.measures.actions._sheet import own_clients, sheet_of, text_numbers
from laras.stages.measures.models import Administration
from laras.stages.measures.queries import instrument as instrument_of
from laras.stages.measures.rules import must_be_undoable
from laras.stages.people.models import Client

MOST = 500


@dataclass(frozen=True)
class NewAnswers:
    """One sheet to be recorded in bulk; the fields of `record_answers`."""

    client: Client
    instrument: str
    answers: Mapping[str, int | None]
    answered_by: str = "client"
    mode: str = "faces"
    helper: str = ""
    happened_at: dt.datetime | None = None
    occasion: str = ""
    language: str = "id"
    seconds: float | None = None


@action("measures.take")
def record_answers(
    client: Client,
    *,
    instrument: str,
    answers: Mapping[str, int | None],
    answered_by: str = "client",
    mode: str = "faces",
    helper: str = "",
    happened_at: dt.datetime | None = None,
    occasion: str = "",
    language: str = "id",
    seconds: float | None = None,
    by: Actor,
) -> Administration:
    """Record one sheet, scored, and bring to somebody what should not wait.

    `answers` maps item codes to values, None where it was refused; an item that was not asked is left out. `occasion`
    is '' or before, after (a session), baseline, mid, end, followup. `seconds` is the time the whole sheet took.
    """
    new = NewAnswers(client, instrument, answers, answered_by, mode, helper, happened_at, occasion, language, seconds)
    return _recorded([new], by)[0]


@action("measures.take", bulk=True)
def record_many(rows: Sequence[NewAnswers], *, by: Actor) -> list[Administration]:
    """Record up to 500 sheets in one transaction; `by` must be able to write about every client."""
    if len(rows) > MOST:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST)
    wanted = {row.client.pk for row in rows}
    seen = set(Client.objects.writable_by(by).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - seen:
        raise NotFound(N_("This record is not there, or not yours to see."))
    return _recorded(rows, by)


def _recorded(rows: Sequence[NewAnswers], by: Actor) -> list[Administration]:
    """Build every sheet, then its alarms; a handful of queries however many sheets."""
    mine = own_clients([row.client.pk for row in rows if row.answered_by == "client"], by)
    numbers = text_numbers({row.instrument for row in rows}, by)
    sheets, probes = [], {}
    for row in rows:
        about = instrument_of(row.instrument)
        sheet, probe = sheet_of(
            about,
            row.answers,
            client=row.client,
            answered_by=row.answered_by,
            mode=row.mode,
            helper=row.helper,
            occasion=row.occasion,
            language=row.language,
            seconds=row.seconds,
            happened_at=row.happened_at,
            is_own=row.client.pk in mine,
            by=by,
        )
        sheet.text_version = numbers.get(row.instrument)
        sheets.append(sheet)
        probes[sheet.pk] = probe
    made: list[Administration] = Administration.objects.bulk_create(sheets)
    raise_alarms(made, probes, by)
    return made


@action("measures.take")
def undo_answers(administration: Administration, *, by: Actor) -> Administration:
    """Take back a sheet recorded by oneself within a day; it stays, marked, and counts nowhere.

    An alert about safety that came of it stays too.
    """
    must_be_undoable(administration, by)
    administration.undone_at = clock.now()
    administration.save(update_fields=["undone_at"])
    return administration
