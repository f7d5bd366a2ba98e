"""Whether a reflexive memo follows each interview in time, and who writes how many."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.coding.queries.reflexivity import memos_per_week, reflexivity
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.stages.coding.test_memos import write

pytestmark = pytest.mark.django_db


def held(study: Study, name: str, at: dt.datetime | None, by: Actor, **more: Any) -> Source:
    made: Source = evidence.add_source(
        study, name=name, kind="interview", text=f"T: Apa kabar {name}?", happened_at=at, by=by, **more
    )
    return made


def test_reflexivity_looks_for_a_memo_within_two_days_of_each_interview(study: Study, by: Actor, second: Actor) -> None:
    begin = clock.now() - dt.timedelta(days=20)
    day = dt.timedelta(days=1)
    first = held(study, "A", begin, by)
    late = held(study, "B", begin + 5 * day, by)
    alone = held(study, "C", begin + 12 * day, by)
    waiting = held(study, "D", clock.now() - dt.timedelta(hours=3), by)
    undated = held(study, "E", None, by)
    evidence.add_source(study, name="F", kind="document", text="Surat", happened_at=begin, by=by)
    with clock.at(begin + dt.timedelta(hours=6)):
        soon = write(study, by, "reflexive", "Tanpa tautan")
        write(study, second, "reflexive", "Orang lain, tanpa tautan")
        write(study, by, "analytic", "Bukan refleksi", links=[("source", late.pk)])
    with clock.at(begin + 5 * day + dt.timedelta(hours=72)):
        after = write(study, second, "reflexive", "Terlambat", links=[("source", late.pk)])
    with clock.at(begin + 11 * day):
        write(study, by, "reflexive", "Sebelum wawancara", links=[("source", alone.pk)])
    found = reflexivity(study)
    assert [(one.source, one.memo, one.hours, one.status) for one in found] == [
        (first, soon, 6.0, "on_time"),
        (late, after, 72.0, "late"),
        (alone, None, None, "none"),
        (waiting, None, None, "waiting"),
        (undated, None, None, "undated"),
    ]
    weeks = memos_per_week(study)
    assert sum(week.memos for week in weeks) == 4
    assert {week.author for week in weeks} == {"peneliti", "auditor"}
    assert all(week.monday.weekday() == 0 for week in weeks)


def test_the_recorder_of_an_interview_reflects_for_it(study: Study, by: Actor, second: Actor) -> None:
    begin = clock.now() - dt.timedelta(days=9)
    held(study, "A", begin, by, recorder="joko auditor (contoh)", minutes=60)
    with clock.at(begin + dt.timedelta(hours=5)):
        memo = write(study, second, "reflexive", "Saya yang mewawancarai")
    assert [(one.memo, one.hours) for one in reflexivity(study)] == [(memo, 4.0)]
