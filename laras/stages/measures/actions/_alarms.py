"""Alerts that come of sheets of answers."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from laras.base.access.actor import Actor
from laras.stages.measures.instruments import Alarm, alarms, instrument
from laras.stages.measures.models import Administration, MeasureAlert

LOOK_BACK = dt.timedelta(days=30)  # a mood older than that is no "twice running"
Earlier = dict[tuple[uuid.UUID, str], list[Administration]]


def raise_alarms(
    sheets: Sequence[Administration], probes: Mapping[uuid.UUID, Mapping[str, int | None]], by: Actor
) -> list[MeasureAlert]:
    """Write an alert for whatever a sheet asks somebody to see to. At most one query and one write."""
    earlier = _earlier(sheets)
    rows = []
    for sheet in sorted(sheets, key=lambda one: one.happened_at):
        about = instrument(sheet.instrument)
        if sheet.client_id is None or not about.watches:
            continue
        past = earlier.setdefault((sheet.client_id, sheet.instrument), [])
        found = alarms(
            about,
            {**sheet.answers, **probes.get(sheet.pk, {})},
            sheet.scores,
            occasion=sheet.occasion,
            before=_before(sheet, past),
            last=past[-1].score if past else None,
        )
        rows += [_alert(sheet, alarm, by) for alarm in found]
        past.append(sheet)
    return MeasureAlert.objects.bulk_create(rows) if rows else []


def _earlier(sheets: Sequence[Administration]) -> Earlier:
    """Return what the same clients answered before, for the instruments where that matters, oldest first."""
    matter = [sheet for sheet in sheets if any(w.fall or w.twice for w in instrument(sheet.instrument).watches)]
    found: Earlier = {}
    if not matter:
        return found
    rows = Administration.objects.counted().filter(
        client_id__in={sheet.client_id for sheet in matter},
        instrument__in={sheet.instrument for sheet in matter},
        happened_at__gte=min(sheet.happened_at for sheet in matter) - LOOK_BACK,
        happened_at__lte=max(sheet.happened_at for sheet in matter),
    )
    new = {sheet.pk for sheet in sheets}
    for row in rows.exclude(pk__in=new).order_by("happened_at", "id"):
        found.setdefault((row.client_id, row.instrument), []).append(row)
    return found


def _before(sheet: Administration, past: Sequence[Administration]) -> float | None:
    """Return the score of the newest 'before' of the same day (24 hours), None without one."""
    day = sheet.happened_at - dt.timedelta(hours=24)
    rows = [row for row in past if row.occasion == "before" and row.happened_at >= day]
    return rows[-1].score if rows else None


def _alert(sheet: Administration, alarm: Alarm, by: Actor) -> MeasureAlert:
    assert sheet.client is not None
    return MeasureAlert(
        facility_id=by.facility_id,
        client=sheet.client,
        administration=sheet,
        kind=alarm.kind,
        for_roles=f" {' '.join(alarm.roles)} ",
        answer=dict(alarm.answer),
        recorded_at=sheet.recorded_at,
        recorded_by=by.login,
    )
