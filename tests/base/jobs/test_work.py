"""Long work: progress, refusal, cancellation, and being taken up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from laras.base.access.actor import Actor
from laras.base.crypto.fields import Sealed
from laras.base.gate.sentences import stored
from laras.base.jobs import work
from laras.base.jobs.models import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Job
from laras.base.store import clock
from laras.domain.errors import Refused
from tests.cast import Cast

MOMENT = dt.datetime(2026, 3, 14, 9, 30, tzinfo=dt.UTC)
KIND = "tests.work"

Register = Callable[[work.Work], object]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Return a function that makes its argument the work of the one kind there is."""
    monkeypatch.setattr(work, "KINDS", {})
    return work.job(KIND, "Work of a test")


def asked(cast: Cast, **params: Any) -> Job:
    return work.enqueue(KIND, params, by=cast.actor("peksos"))


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def claimed() -> Job:
    found = work.claim()
    assert found is not None
    return found


def test_the_work_is_done_as_the_person_who_asked(cast: Cast, register: Register) -> None:
    def doing(job: Job, progress: work.Progress, by: Actor) -> dict[str, Any]:
        progress.step(1, 3)
        return {"sum": sum(job.params["numbers"]), "by": by.login, "may": by.may("people.create")}

    register(doing)
    job = asked(cast, numbers=[1, 2, 3])
    assert fresh(job).state == QUEUED
    work.run(claimed())
    job = fresh(job)
    assert (job.state, job.result) == (DONE, {"sum": 6, "by": "peksos", "may": True})
    assert (job.done, job.total, job.attempts, job.is_open) == (3, 3, 1, False)
    assert work.claim() is None


def test_the_oldest_is_taken_first_and_none_twice(cast: Cast, register: Register) -> None:
    register(lambda *_: {})
    with clock.at(MOMENT):
        second = asked(cast)
    with clock.at(MOMENT - dt.timedelta(hours=1)):
        first = asked(cast)
    with clock.at(MOMENT):
        assert [claimed().pk, claimed().pk, work.claim()] == [first.pk, second.pk, None]


def test_a_refusal_is_kept_and_told_in_the_reader_s_language(cast: Cast, register: Register) -> None:
    def doing(*_: object) -> dict[str, Any]:
        raise Refused("Row {n} has no name. Add one.", n=7)

    register(doing)
    job = asked(cast)
    work.run(claimed())
    assert fresh(job).state == FAILED
    assert stored(fresh(job).error) == "Row 7 has no name. Add one."


def test_an_accident_is_told_without_its_insides(
    cast: Cast, register: Register, caplog: pytest.LogCaptureFixture
) -> None:
    def doing(*_: object) -> dict[str, Any]:
        raise ZeroDivisionError("Sutini Rahayu")

    register(doing)
    job = asked(cast)
    work.run(claimed())
    assert (fresh(job).state, "Sutini" in str(fresh(job).error)) == (FAILED, False)
    assert "ZeroDivisionError" in caplog.text


def test_a_cancelled_job_is_never_begun(cast: Cast, register: Register) -> None:
    register(lambda *_: {})
    job = asked(cast)
    assert work.cancel(job)
    assert work.claim() is None
    assert (fresh(job).state, work.cancel(job)) == (CANCELLED, False)


def test_a_running_job_notices_its_cancellation_at_the_next_step(cast: Cast, register: Register) -> None:
    reached: list[int] = []

    def doing(job: Job, progress: work.Progress, by: Actor) -> dict[str, Any]:
        for number in range(1, 4):
            with clock.at(MOMENT + number * work.BEAT):
                progress.step(number, 10)
            reached.append(number)
            if number == 2:
                work.cancel(job)
        return {"finished": True}

    register(doing)
    job = asked(cast)
    with clock.at(MOMENT):
        work.run(claimed())
    assert (reached, fresh(job).state, fresh(job).result) == ([1, 2], CANCELLED, {})


def test_a_job_cancelled_after_its_last_step_stays_cancelled(cast: Cast, register: Register) -> None:
    def doing(job: Job, progress: work.Progress, by: Actor) -> dict[str, Any]:
        work.cancel(job)
        return {"finished": True}

    register(doing)
    job = asked(cast)
    work.run(claimed())
    assert (fresh(job).state, fresh(job).result) == (CANCELLED, {})


def test_progress_is_written_at_most_every_two_seconds_and_at_the_end(
    cast: Cast, register: Register, django_assert_num_queries: Any
) -> None:
    register(lambda *_: {})
    asked(cast)
    with clock.at(MOMENT):
        job = claimed()
        progress = work.Progress(job, clock.now())
        with django_assert_num_queries(0):
            for number in range(100):
                progress.step(number, 1000)
    with clock.at(MOMENT + work.BEAT):
        progress.step(100, 1000)
        assert (fresh(job).done, fresh(job).total, fresh(job).heartbeat_at) == (100, 1000, clock.now())
        progress.step(1000, 1000)
        assert fresh(job).done == 1000


def test_a_job_without_a_sign_of_life_is_taken_up_once_and_then_told_as_failed(cast: Cast, register: Register) -> None:
    register(lambda *_: {})
    with clock.at(MOMENT):
        job = asked(cast)
        claimed()
    with clock.at(MOMENT + work.STALE):
        assert work.claim() is None
    again = MOMENT + work.STALE + dt.timedelta(seconds=1)
    with clock.at(again):
        assert claimed().pk == job.pk
        assert (fresh(job).state, fresh(job).attempts) == (RUNNING, 2)
    with clock.at(again + work.STALE + dt.timedelta(seconds=1)):
        assert work.claim() is None
        assert fresh(job).state == FAILED
        assert "stopped twice" in fresh(job).error["message"]


def test_a_kind_that_nobody_does_is_refused(cast: Cast, register: Register) -> None:
    with pytest.raises(KeyError):
        asked(cast)


def test_what_a_job_was_asked_and_found_is_sealed(cast: Cast, register: Register) -> None:
    register(lambda *_: {"found": "Sutini"})
    job = asked(cast, name="Sutini")
    work.run(claimed())
    row = Job.objects.filter(pk=job.pk).values("params", "result", "error").get()
    assert isinstance(row["params"], Sealed)
    assert isinstance(row["result"], Sealed)
    assert "Sutini" not in str(row)
    assert fresh(job).result == {"found": "Sutini"}


def test_one_sees_one_s_own_jobs_and_the_admin_those_of_the_home(cast: Cast, register: Register) -> None:
    register(lambda *_: {})
    job = asked(cast)
    seen = {name: list(Job.objects.visible_to(cast.actor(name))) == [job] for name in cast.users}
    assert {name for name, sees in seen.items() if sees} == {"peksos", "admin"}
