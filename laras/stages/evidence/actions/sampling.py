"""Who was chosen and why: criteria, informants, and how each informant meets each criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Conflict
from laras.stages.evidence.models import CRITERION_ANSWERS, Criterion, CriterionAnswer, Informant, Source, Study
from laras.stages.evidence.queries.permissions import codes_present
from laras.stages.evidence.queries.variation import MOST_TRAITS, TRAITS
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
    traits: Mapping[str, str] | None = None,
    by: Actor,
) -> Informant:
    """Add one who is asked or observed, by code; the name is sealed and never printed beside a quote.

    `traits` are {trait: value} of `TRAITS`. Conflict when the code is taken; BadInput for years outside 0…80, an
    unknown trait or value, or a client and a worker at once.
    """
    informant = Informant(facility_id=by.facility_id, study=study, recorded_at=clock.now(), recorded_by=by.login)
    must_be_of_home(client, by)
    must_be_of_home(worker, by)
    informant.client, informant.worker = client, worker
    _fill(informant, code=code, role=role, years=years, name=name, note=note)
    _put_traits(informant, traits or {})
    informant.save(force_insert=True)
    return informant


@action("evidence.edit")
def edit_informant(
    informant: Informant,
    *,
    code: str,
    role: str,
    years: int | None = None,
    name: str = "",
    note: str = "",
    traits: Mapping[str, str] | None = None,
    by: Actor,
) -> Informant:
    """Change how an informant is described; whom the code stands for (client or worker) stays.

    A new code is carried into the sources in which the old one speaks. Traits not given stay.
    """
    before = informant.code
    _fill(informant, code=code, role=role, years=years, name=name, note=note)
    _put_traits(informant, traits or {})
    informant.save()
    if informant.code != before:
        _carry_code(informant, before)
    return informant


def _carry_code(informant: Informant, before: str) -> None:
    """Let every source in which the old code was present or spoke name the new one."""
    for source in Source.objects.filter(study_id=informant.study_id).defer("text", "pending").order_by("id"):
        if before in codes_present(source):
            present = [informant.code if code == before else code for code in source.setting.get("informants", ())]
            source.setting = {**source.setting, **({"informants": present} if present else {})}
            spoken = source.speakers.items()
            source.speakers = {name: informant.code if code == before else code for name, code in spoken}
            source.save(update_fields=["setting", "speakers"])


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


@action("evidence.edit")
def set_variation(study: Study, *, traits: Sequence[str], by: Actor) -> Study:
    """Choose the traits, at most three, whose combinations the sample is to span; none ends it."""
    if len(set(traits)) > MOST_TRAITS:
        raise BadInput(N_("Choose at most {n} traits: more combinations than people help nobody."), n=MOST_TRAITS)
    asked = {chosen(code, TRAITS, field="traits") for code in traits}
    study.variation = [code for code in TRAITS if code in asked]
    study.save(update_fields=["variation"])
    return study


def _put_traits(informant: Informant, traits: Mapping[str, str]) -> None:
    """Put what was told on the informant; '' takes a trait away, what came from elsewhere under its own name stays."""
    kept = dict(informant.traits or {})
    for code, value in traits.items():
        trait = TRAITS[chosen(code, TRAITS, field="traits")]
        known = trait.values or {value}
        kept[code] = at_most(chosen(value, {"", *known}, field=f"trait-{code}"), field=f"trait-{code}", most=80)
    informant.traits = {code: value for code, value in kept.items() if value}


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
