"""One home with a record of every kind that a page is about, and somebody who holds every role there."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import get_resolver

from laras.base.access.actor import Actor
from laras.base.access.models import Membership
from laras.base.access.roles import ROLES
from laras.base.files import vault
from laras.base.gate.registry import PAGES
from laras.base.jobs import work
from laras.base.jobs.models import DONE
from laras.base.store import clock
from laras.doors.exchange.actions.held import LOOK_KIND
from laras.stages.appraisal import actions as judging
from laras.stages.appraisal.models import AUDIT_KINDS
from laras.stages.casework import actions as casework
from laras.stages.coding import actions as coding
from laras.stages.coding.actions import memos
from laras.stages.coding.models import Code
from laras.stages.coding.queries import differences
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source
from laras.stages.measures import actions as measures
from laras.stages.people import actions as people
from laras.stages.people.models import NOTICE_BLOCKS, Worker
from laras.stages.programmes import actions as programmes
from laras.stages.programmes.actions.session import record_taps, save_session
from laras.stages.reports import actions as reports
from laras.stages.reports.models import Template
from laras.stages.support import actions as support
from tests.cast import LONG_AGO, Cast
from tests.stages.outcomes import circle
from tests.stages.programmes.meeting import meeting, whole_session

EVERYBODY = "serba_bisa"


def somebody_with_every_role(cast: Cast) -> Actor:
    """Hire one person for all roles but the operator's, and return who they are."""
    roles = [role for role in ROLES if role not in ("operator", "head")]
    cast._hire({EVERYBODY: (cast.home, roles[0], "Serba Bisa (contoh)")})
    user = cast.users[EVERYBODY]
    Membership.objects.bulk_create(
        Membership(facility=cast.home, user=user, role=role, valid_from=LONG_AGO) for role in [*roles[1:], "head"]
    )
    return cast.actor(EVERYBODY)


def fill(cast: Cast, by: Actor) -> None:
    """Make at least one record of every kind that a page takes."""
    _people(cast, by)
    _study(cast, by)
    _groups(cast, by)


def _people(cast: Cast, by: Actor) -> None:
    client, today = cast.client, clock.today()
    people.add_family(client, name="Ibu (contoh)", relation="mother", by=by)
    people.give_consent(
        client,
        purpose="service",
        agreed=True,
        notice_blocks=list(NOTICE_BLOCKS),
        support_used=["none"],
        own_words="Saya mau.",
        proof="witnessed",
        by=by,
    )
    people.put_on_duty(cast.worker("pengasuh"), ward=cast.melati, by=by)
    people.merge(cast.client_record(), into=cast.client_record(), reason="Orang yang sama (contoh)", by=by)
    casework.open_episode(client, by=by)
    casework.set_goal(client, title="Makan sendiri", levels={0: "Dua kali sehari"}, by=by)
    casework.add_task(client, title="Telepon", worker=Worker.objects.get(user__login=EVERYBODY), due_on=today, by=by)
    support.record_support(client, indicator="EMO-01", by=by)
    support.record_teach_back(client, topic="warning_signs", results={"": "1"}, by=by)
    measures.record_answers(client, instrument="STRESS-10", answers={"1": 9}, by=by)
    measures.record_answers(client, instrument="MOOD-1", answers={"1": 1}, by=by)
    measures.add_parameters(
        instrument="STRESS-10", sd=2.0, reliability=0.8, n=40, days=10, reason="Diukur di sini", by=by
    )
    sample = [measures.NewPerson(code=f"P{n}", answers={str(item): n % 5 for item in range(1, 11)}) for n in range(6)]
    measures.record_sample(instrument="PSS-10", sample="contoh", people=sample, by=by)


def _study(cast: Cast, by: Actor) -> None:
    study = evidence.create_study(name="Dukungan (contoh)", by=by)
    informant = evidence.add_informant(study, code="P1", role="Pekerja sosial", by=by)
    evidence.add_criterion(study, code="K1", text="Bekerja setahun", by=by)
    evidence.note_approach(study, role="Perawat", result="refused", approached_on=clock.today(), by=by)
    evidence.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    text = "Obat jarang dijelaskan. Kami mendengarkan. " * 9
    source = evidence.add_source(study, name="W1", kind="interview", text=text, informant=informant, by=by)
    coding.open_codebook(study, by=by)
    code = Code.objects.get(study=study, indicator="INF-09")
    mark, _ = (
        coding.add_coding(source, code=code, start=start, end=start + 23, polarity="lacking", by=by)
        for start in (0, 43)
    )
    memos.add_memo(study, kind="analytic", text="Pikiran (contoh)", links=[("source", source.pk)], by=by)
    finding = judging.add_finding(study, text="Guna obat jarang dijelaskan.", aspect="informational", by=by)
    judging.link_codings(finding, codings=[mark], relation="supports", by=by)
    for kind in AUDIT_KINDS:  # before the auditor codes, and is independent no more
        judging.begin_audit(study, kind=kind, seed=7, by=cast.actor("auditor"))
    _second_looks(cast, source, by)
    judging.send_checks(study, informants=[informant], way="paper", finding=finding, by=by)
    judging.record_debrief(study, held_on=clock.today(), peer="Rekan (contoh)", questions="Apa lagi?", by=by)
    job = work.enqueue(LOOK_KIND, {"study": str(study.pk), "what": "codings", "name": "a.csv"}, by=by)
    job.state, job.finished_at = DONE, clock.now()
    job.save(update_fields=["state", "finished_at"])
    reports.ask_report(study, kind="appraisal", purpose="Rapat (contoh)", language="id", by=by)
    Template.objects.create(
        facility=cast.home,
        kind="programme",
        file=vault.store(cast.home, name="t.docx", data=b"PK", media_type="text/plain"),
        recorded_at=clock.now(),
        recorded_by=by.login,
        made_for=by.name,
    )
    programmes.propose(study, by=by)


def _second_looks(cast: Cast, source: Source, by: Actor) -> None:
    """A passage about harm, a corrected text, a pseudonym; two readings that differ, one difference settled."""
    study, text = source.study, source.text
    coding.raise_risk(source, start=24, end=42, kind="other", note="Tanya lagi (contoh)", by=by)
    coding.correct_text(source, text=text + "Penutup.", reason="Salah dengar", by=by)
    evidence.add_pseudonym(study, kind="person", real="Sulastri", stands="Ibu A", by=by)
    coding.finish_reading(source, by=by)
    auditor = cast.actor("auditor")
    first, other = by.login, auditor.login
    row = coding.open_round(
        study, kind="second_coder", first_coder=first, second_coder=other, share=1.0, reason="Uji (contoh)", by=by
    )
    coding.finish_reading(source, by=auditor)
    found = differences(study, by, row, source)[0].passage
    coding.settle(
        source, start=found.start, outcome="first", settled_by=(first, other), reason="Jelas", round=row, by=by
    )


def _groups(cast: Cast, by: Actor) -> None:
    circle.begin(cast, ((8, 4), (7, 5)))
    meeting(cast, 2, name="Kelompok berjalan (contoh)")
    session, members = meeting(cast, 3, name="Kelompok tersimpan (contoh)")
    leader = cast.actor("peksos")
    record_taps(session, taps=whole_session(members), by=leader)
    save_session(session, by=leader)


def records(by: Actor, *, most: int) -> dict[str, list[Any]]:
    """Return, for every page with a subject, up to `most` records that `by` may open, as different as can be."""
    found: dict[str, list[Any]] = {}
    assert get_resolver().url_patterns  # the register of pages is filled by reading the routes
    kinds = {page.subject for page in PAGES.values() if page.subject}
    rows: dict[type[models.Model], list[Any]] = {}
    for kind in kinds:
        manager: Any = kind._default_manager
        seen = list(
            manager.visible_to(by).order_by("-id") if hasattr(manager, "visible_to") else manager.order_by("id")
        )
        different = {(getattr(row, "state", ""), getattr(row, "kind", "")): row for row in seen}
        rows[kind] = list(different.values())[:most]
    for page in PAGES.values():
        if page.subject:
            found[page.name] = rows[page.subject]
    return found
