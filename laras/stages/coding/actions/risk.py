"""A passage that tells of harm is handed to somebody who is responsible."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Incomplete, NotAllowed
from laras.stages.coding.models import RISK_KINDS, RISK_ROLES, RiskPassage
from laras.stages.coding.rules import LONGEST_MEMO, NOT_THERE, must_be_open_to_readers, span_in
from laras.stages.evidence.models import Source
from laras.stages.people.models import Access, Worker

LEAST_NOTE = 10


@action("coding.code")
def raise_risk(
    source: Source,
    *,
    start: int,
    end: int,
    kind: str,
    note: str = "",
    about: Worker | None = None,
    by: Actor,
) -> RiskPassage:
    """Tell those who are responsible that a passage speaks of harm; nothing is coded by it.

    `about` is a worker the passage accuses, who is never told. The same passage raised again is the one that is open,
    unless something new is said of it.
    """
    must_be_open_to_readers(source)
    if kind not in RISK_KINDS:
        raise BadInput(N_("“{value}” is not a kind of danger. Choose one."), value=kind, field="kind")
    if len(note) > LONGEST_MEMO:
        raise BadInput(N_("This note is longer than {n} characters. Shorten it."), n=LONGEST_MEMO, field="note")
    if about is not None and about.facility_id != by.facility_id:
        raise BadInput(NOT_THERE, field="about")
    text = source.text
    low, high = span_in(text, start, end)
    there = RiskPassage.objects.filter(source=source, start=low, end=high, kind=kind, closed_at__isnull=True)
    if about is not None:  # whoever raised it before did not know; from now on it is kept from this worker too
        there.filter(about__isnull=True).update(about=about)
    for known in there.order_by("recorded_at", "id"):
        if about in (None, known.about) and note.strip() in ("", known.note):
            return known
    risk = RiskPassage(
        facility_id=by.facility_id,
        study_id=source.study_id,
        source=source,
        start=low,
        end=high,
        kind=kind,
        quote=text[low:high],
        note=note.strip(),
        about=about,
        raised_by=by.login,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    risk.save(force_insert=True)
    return risk


@action("coding.risk")
def take_risk(risk: RiskPassage, *, by: Actor) -> RiskPassage:
    """Take it up: the others see who goes."""
    _must_be_responsible(risk, by)
    _must_be_open(risk)
    if risk.taken_by and risk.taken_by != by.login:
        raise Closed(N_("{name} has taken this up already. Talk to each other."), name=risk.taken_by)
    risk.taken_at, risk.taken_by = risk.taken_at or clock.now(), by.login
    risk.save(update_fields=["taken_at", "taken_by"])
    return risk


@action("coding.risk")
def close_risk(risk: RiskPassage, *, closing_note: str, by: Actor) -> RiskPassage:
    """Write what was done; only who took it up closes it."""
    _must_be_responsible(risk, by)
    _must_be_open(risk)
    if risk.taken_by != by.login:
        raise Incomplete(N_("Take this up first, then write what was done."))
    plain = closing_note.strip()
    if len(plain) < LEAST_NOTE:
        raise Incomplete(N_("Write what was done (at least {n} characters)."), n=LEAST_NOTE, field="closing_note")
    risk.closing_note, risk.closed_at = plain, clock.now()
    risk.save(update_fields=["closing_note", "closed_at"])
    return risk


def _must_be_open(risk: RiskPassage) -> None:
    if risk.closed_at is not None:
        raise Closed(N_("This was closed already."))


def _must_be_responsible(risk: RiskPassage, by: Actor) -> None:
    """Who raised it sees it, and is not thereby responsible."""
    if by.roles & RISK_ROLES or by.is_operator:
        return
    informant = risk.source.informant
    mine = Access.objects.valid_for(by).filter(kind="caseload")
    if informant is None or informant.client_id is None or not mine.filter(client_id=informant.client_id).exists():
        raise NotAllowed(N_("Somebody responsible takes this up: supervisor, psychologist, nurse or social worker."))
