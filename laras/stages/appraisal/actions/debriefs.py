"""Talks with a peer about the analysis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete
from laras.stages.appraisal.models import PeerDebrief
from laras.stages.appraisal.rules import recorded, within
from laras.stages.evidence.models import Study

Decision = Mapping[str, str]


@action("appraisal.finding")
def record_debrief(
    study: Study, *, held_on: dt.date, peer: str, questions: str, decisions: Iterable[Decision] = (), by: Actor
) -> PeerDebrief:
    """Write down a talk with a peer: when, with whom, what was asked, what was decided and what followed."""
    debrief = PeerDebrief(study=study)
    _fill(debrief, held_on, peer, questions, decisions)
    return recorded(debrief, by)


@action("appraisal.finding")
def change_debrief(
    debrief: PeerDebrief, *, held_on: dt.date, peer: str, questions: str, decisions: Iterable[Decision] = (), by: Actor
) -> PeerDebrief:
    """Complete what was written of a talk, above all what followed from its decisions."""
    _fill(debrief, held_on, peer, questions, decisions)
    debrief.save()
    return debrief


def _fill(debrief: PeerDebrief, held_on: dt.date, peer: str, questions: str, decisions: Iterable[Decision]) -> None:
    if held_on > clock.today():
        raise BadInput(N_("This day has not come yet."), field="held_on")
    if not peer.strip():
        raise Incomplete(N_("Write with whom you talked."), field="peer")
    if not questions.strip():
        raise Incomplete(N_("Write what was asked."), field="questions")
    debrief.held_on, debrief.peer = held_on, within(peer, field="peer", most=120)
    debrief.questions = within(questions, field="questions")
    debrief.decisions = [
        {"text": within(one["text"], field="questions"), "changed": within(one.get("changed", ""), field="questions")}
        for one in decisions
        if one["text"].strip()
    ]
