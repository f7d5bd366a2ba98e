"""Who was chosen and why: criteria, informants, and how each informant meets each criterion."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Conflict
from laras.stages.evidence.models import CRITERION_ANSWERS, Criterion, CriterionAnswer, Informant, Study
from laras.stages.evidence.rules import at_most, chosen, must_be_of_study, written
from laras.stages.people.models import Client, Worker
from laras.stages.people.rules import must_be_of_home

MOST_YEARS = 80


@action("evidence.edit")
def add_criterion(study: Study, *, code: str, text: str, excludes: bool = False, by: Actor) -> Criterion:
    """Add a sampling criterion. Conflict when the study has one of that code."""
    criterion = Criterion(
        facility_id=by.facility_id,
        study=study,
        code=written(code, field="code", most=12),
        text=written(text, field="text", most=300),
        excludes=excludes,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    if Criterion.objects.filter(study=study, code=criterion.code).exists():
        raise Conflict(N_("The code {code} is taken. Choose another one."), code=criterion.code, field="code")
    criterion.save(force_insert=True)
    return criterion


@action("evidence.edit")
def add_informant(
    study: Study,
    *,
    code: str,
    role: str,
    years: int | None = None,
    name: str = "",
    note: str = "",
    client: Client | None = None,
    worker: Worker | None = None,
    by: Actor,
) -> Informant:
    """Add one who is asked or observed, by code; the name is sealed and never printed beside a quote.

    Conflict when the code is taken; BadInput for years outside 0…80 or a client and a worker at once.
    """
    informant = Informant(facility_id=by.facility_id, study=study, recorded_at=clock.now(), recorded_by=by.login)
    must_be_of_home(client, by)
    must_be_of_home(worker, by)
    informant.client, informant.worker = client, worker
    _fill(informant, code=code, role=role, years=years, name=name, note=note)
    informant.save(force_insert=True)
    return informant


@action("evidence.edit")
def edit_informant(
    informant: Informant, *, code: str, role: str, years: int | None = None, name: str = "", note: str = "", by: Actor
) -> Informant:
    """Change how an informant is described; whom the code stands for (client or worker) stays."""
    _fill(informant, code=code, role=role, years=years, name=name, note=note)
    informant.save()
    return informant


@action("evidence.edit")
def answer_criterion(
    informant: Informant, *, criterion: Criterion, answer: str, proof: str = "", by: Actor
) -> CriterionAnswer:
    """Say whether an informant meets a criterion ('met', 'not_met', 'not_applicable') and how one knows.

    A second answer takes the place of the first.
    """
    must_be_of_study(criterion, informant.study)
    chosen(answer, CRITERION_ANSWERS, field="answer")
    row = CriterionAnswer.objects.filter(informant=informant, criterion=criterion).first()
    if row is None:
        row = CriterionAnswer(
            facility_id=by.facility_id, study_id=informant.study_id, informant=informant, criterion=criterion
        )
    row.answer, row.proof = answer, at_most(proof, field="proof", most=200)
    row.recorded_at, row.recorded_by = clock.now(), by.login
    row.save()
    return row


def _fill(informant: Informant, *, code: str, role: str, years: int | None, name: str, note: str) -> None:
    informant.code = written(code, field="code", most=20)
    informant.role = written(role, field="role", most=60)
    informant.name = at_most(name, field="name", most=200)
    informant.note = at_most(note, field="note", most=2_000)
    informant.years = years
    if years is not None and not 0 <= years <= MOST_YEARS:
        raise BadInput(N_("Write the years as a number from 0 to {n}."), n=MOST_YEARS, field="years")
    if informant.client_id and informant.worker_id:
        raise BadInput(N_("One code stands for a client or a worker, not both. Choose one."), field="client")
    same = Informant.objects.filter(study_id=informant.study_id, code=informant.code).exclude(pk=informant.pk)
    if same.exists():
        raise Conflict(N_("The code {code} is taken. Choose another one."), code=informant.code, field="code")
