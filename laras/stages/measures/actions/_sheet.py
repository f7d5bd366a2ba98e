"""One sheet of answers, checked and scored."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Max

from laras.base.access.actor import Actor
from laras.base.access.models import Facility
from laras.base.store import clock
from laras.domain.errors import N_, BadInput
from laras.stages.measures.instruments import Instrument, checked, quality, scored
from laras.stages.measures.models import ANSWERED_BY, MODES, OCCASIONS, Administration, OwnText
from laras.stages.people.models import Access, Client

LONGEST_HELPER = 120


def own_clients(client_ids: Collection[uuid.UUID], by: Actor) -> set[uuid.UUID]:
    """Return those of the clients whose own worker is `by`."""
    mine = Access.objects.valid_for(by).filter(kind="caseload", client_id__in=list(client_ids))
    return set(mine.values_list("client_id", flat=True))


def text_numbers(codes: Collection[str], by: Actor) -> dict[str, int]:
    """Return the number of the wording in use for each instrument the home brought a text for."""
    rows = OwnText.objects.filter(facility_id=by.facility_id, instrument__in=list(codes)).order_by()
    return dict(rows.values_list("instrument").annotate(Max("number")))


def only_one_at_a_time(by: Actor) -> None:
    """Let what a home brings come in one after the other, so that a number or a name is given once."""
    Facility.objects.select_for_update(no_key=True).filter(pk=by.facility_id).first()


def sheet_of(
    about: Instrument,
    answers: Mapping[str, int | None],
    *,
    client: Client | None,
    answered_by: str,
    mode: str,
    helper: str,
    occasion: str,
    language: str,
    seconds: float | None,
    happened_at: dt.datetime | None,
    is_own: bool,
    by: Actor,
) -> tuple[Administration, dict[str, int | None]]:
    """Return the scored sheet, not saved, and the answers about safety, which it does not keep."""
    _check(answered_by, mode, occasion, helper, happened_at)
    given = checked(about, answers)
    probes = {item.code for item in about.items if item.is_probe}
    kept = {code: value for code, value in given.items() if code not in probes}
    sheet = Administration(
        facility_id=by.facility_id,
        client=client,
        instrument=about.code,
        instrument_version=about.version,
        coding=about.coding,
        answered_by=answered_by,
        mode=mode,
        occasion=occasion,
        helper=helper.strip(),
        language=language[:12],
        happened_at=happened_at or clock.now(),
        recorded_at=clock.now(),
        recorded_by=by.login,
        answers=kept,
        scores=scored(about, kept),
        flags=quality(about, kept, seconds=seconds) + _help_flags(answered_by, mode, helper, is_own),
    )
    return sheet, {code: given[code] for code in given if code in probes}


def _help_flags(answered_by: str, mode: str, helper: str, is_own: bool) -> list[str]:
    """Say who helped: told, not forbidden, since in a small home there may be nobody else."""
    if answered_by != "client" or mode not in ("faces", "read_aloud"):
        return []
    return ["assisted", *(["own_worker"] if is_own and not helper.strip() else [])]


def _check(answered_by: str, mode: str, occasion: str, helper: str, happened_at: dt.datetime | None) -> None:
    known: Sequence[tuple[str, str, tuple[str, ...]]] = (
        ("answered_by", answered_by, ANSWERED_BY),
        ("mode", mode, MODES),
        ("occasion", occasion, OCCASIONS),
    )
    for field, value, values in known:
        if value not in values:
            raise BadInput(N_("“{value}” is not one of the choices. Choose from the list."), value=value, field=field)
    if len(helper) > LONGEST_HELPER:
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST_HELPER, field="helper")
    if happened_at is not None and happened_at > clock.now() + dt.timedelta(minutes=5):
        raise BadInput(N_("This lies in the future. Write when it happened."), field="happened_at")
