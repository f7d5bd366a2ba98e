"""Opening a study, choosing informants, asking for consent."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.aspects import ASPECT_CODES
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.evidence import actions, queries
from laras.stages.evidence.models import Informant, ResearchConsent, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_study_asks_about_all_five_aspects_unless_said_otherwise(study: Study) -> None:
    fresh = Study.objects.get()
    assert (fresh.name, fresh.question, fresh.aspects) == (
        "Dukungan sosial (contoh)",
        "Bagaimana dukungan diberikan?",
        list(ASPECT_CODES),
    )
    assert Entry.objects.filter(verb="evidence.create_study", object_id=str(study.pk)).count() == 1


def test_two_studies_of_one_name_are_refused_by_the_action_and_by_the_database(study: Study, by: Actor) -> None:
    with pytest.raises(Conflict) as refused:
        actions.create_study(name=" Dukungan sosial (contoh) ", by=by)
    assert refused.value.field == "name"
    with pytest.raises(IntegrityError), transaction.atomic():
        Study.objects.create(facility=by.facility, name=study.name, recorded_at=clock.now(), recorded_by="x")


def test_another_home_may_use_the_same_name_and_sees_nothing_of_this_one(study: Study, elsewhere: Actor) -> None:
    actions.create_study(name=study.name, by=elsewhere)
    with pytest.raises(NotFound):
        actions.edit_study(study, name="Lain", question="", site="", by=elsewhere)
    assert [one.facility_id for one in queries.study_list(elsewhere)] == [elsewhere.facility_id]


@pytest.mark.parametrize("role", ["peksos", "auditor", "kepala"])
def test_who_only_reads_studies_may_not_write_them(role: str, study: Study, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.add_criterion(study, code="K1", text="Bekerja di UPT", by=cast.actor(role))


def test_a_period_does_not_end_before_it_begins(by: Actor) -> None:
    with pytest.raises(BadInput) as refused:
        actions.create_study(name="A", period_from=dt.date(2026, 9, 2), period_until=dt.date(2026, 9, 1), by=by)
    assert refused.value.field == "period_until"


def test_thresholds_keep_only_what_differs_from_the_method(study: Study, by: Actor) -> None:
    actions.set_thresholds(study, thresholds={"coverage_strong": 0.8, "coverage_weak": 0.4, "least_evidence": 6}, by=by)
    assert Study.objects.get().thresholds == {"coverage_strong": 0.8, "least_evidence": 6}
    for wrong in ({"coverage_strong": 1.2}, {"coverage_weak": 0.9}, {"least_evidence": 2.5}, {"unknown": 1}):
        with pytest.raises(BadInput):
            actions.set_thresholds(study, thresholds=wrong, by=by)


def test_what_came_with_an_import_is_kept_sealed(study: Study, by: Actor) -> None:
    actions.keep(study, kept={"sets": ["<Set guid='1'/>"]}, by=by)
    assert Study.objects.get().kept == {"sets": ["<Set guid='1'/>"]}


def test_the_newest_context_note_stands_and_the_older_ones_stay(study: Study, by: Actor) -> None:
    actions.describe_context(study, item="place", text="pendek", by=by)
    actions.describe_context(study, item="place", text="kata " * 60, by=by)
    sheet = queries.context_of(study)
    assert len(sheet) == 14
    assert [(item.code, item.words, item.complete) for item in sheet if item.text] == [("place", 60, True)]
    with pytest.raises(BadInput):
        actions.describe_context(study, item="weather", text="cerah", by=by)


def test_an_informant_has_one_code_and_stands_for_one_person(study: Study, informant: Informant, cast: Cast) -> None:
    by = cast.actor("peneliti")
    with pytest.raises(Conflict):
        actions.add_informant(study, code="P1", role="Perawat", by=by)
    with pytest.raises(BadInput):
        actions.add_informant(study, code="P2", role="x", client=cast.client, worker=cast.worker("peksos"), by=by)
    with pytest.raises(NotFound):
        actions.add_informant(study, code="P2", role="x", client=cast.stranger, by=by)
    actions.edit_informant(informant, code="P1", role="Peksos ahli", years=10, name="Ratri", note="catatan", by=by)
    fresh = Informant.objects.get()
    assert (fresh.code, fresh.role, fresh.years, fresh.name, fresh.note) == (
        "P1",
        "Peksos ahli",
        10,
        "Ratri",
        "catatan",
    )


def test_a_second_answer_to_a_criterion_takes_the_place_of_the_first(
    study: Study, informant: Informant, by: Actor
) -> None:
    criterion = actions.add_criterion(study, code="K1", text="Bekerja di UPT paling sedikit tiga tahun", by=by)
    other = actions.create_study(name="Lain", by=by)
    foreign = actions.add_criterion(other, code="K1", text="Milik studi lain", by=by)
    actions.answer_criterion(informant, criterion=criterion, answer="not_met", by=by)
    actions.answer_criterion(informant, criterion=criterion, answer="met", proof="SK 2017", by=by)
    matrix = queries.informant_matrix(study)
    assert [(row.informant.code, row.fits, [a and a.proof for a in row.answers]) for row in matrix.rows] == [
        ("P1", True, ["SK 2017"])
    ]
    with pytest.raises(NotFound):
        actions.answer_criterion(informant, criterion=foreign, answer="met", by=by)
    with pytest.raises(BadInput):
        actions.answer_criterion(informant, criterion=criterion, answer="maybe", by=by)


def test_a_met_exclusion_speaks_against_an_informant(study: Study, informant: Informant, by: Actor) -> None:
    exclusion = actions.add_criterion(study, code="X1", text="Atasan peneliti", excludes=True, by=by)
    assert queries.informant_matrix(study).rows[0].fits is None
    actions.answer_criterion(informant, criterion=exclusion, answer="met", by=by)
    assert queries.informant_matrix(study).rows[0].fits is False


def test_a_changed_guide_is_a_new_version_and_the_old_one_stays(study: Study, by: Actor) -> None:
    actions.make_guide(study, questions=[("emotional", "Bagaimana menyapa?")], by=by)
    actions.make_guide(
        study, questions=[("emotional", "Bagaimana menyapa?"), ("", "Ada lagi?")], note="uji coba", by=by
    )
    versions = [
        (guide.version, [(q.aspect, q.text) for q in guide.questions.all()]) for guide in queries.guides_of(study)
    ]
    assert versions == [
        (2, [("emotional", "Bagaimana menyapa?"), ("", "Ada lagi?")]),
        (1, [("emotional", "Bagaimana menyapa?")]),
    ]
    assert queries.guide_of(study).version == 2
    with pytest.raises(Incomplete):
        actions.make_guide(study, questions=[], by=by)
    with pytest.raises(BadInput):
        actions.make_guide(study, questions=[("weather", "Hujan?")], by=by)


def test_a_no_allows_nothing_whatever_was_ticked(informant: Informant, by: Actor) -> None:
    actions.give_research_consent(informant, agreed=False, may_record=True, may_quote=True, may_share=True, by=by)
    row = ResearchConsent.objects.get()
    assert (row.may_record, row.may_quote, row.may_share) == (False, False, False)
    assert not queries.may_quote(informant)


def test_a_withdrawal_owes_no_reason_and_happens_once(informant: Informant, by: Actor) -> None:
    consent = actions.give_research_consent(
        informant, agreed=True, may_record=True, may_quote=True, may_share=False, by=by
    )
    assert (queries.may_quote(informant), queries.may_record(informant), queries.may_share(informant)) == (
        True,
        True,
        False,
    )
    actions.withdraw_research_consent(consent, by=by)
    assert (queries.may_quote(informant), queries.may_record(informant)) == (False, False)
    with pytest.raises(Closed):
        actions.withdraw_research_consent(consent, by=by)


def test_a_consent_ends_after_its_last_day(informant: Informant, by: Actor) -> None:
    day = dt.datetime(2026, 9, 1, 3, tzinfo=dt.UTC)
    with clock.at(day):
        actions.give_research_consent(informant, agreed=True, may_quote=True, valid_until=dt.date(2026, 9, 10), by=by)
    with clock.at(day + dt.timedelta(days=9)):
        assert queries.may_quote(informant)
    with clock.at(day + dt.timedelta(days=10)):
        assert not queries.may_quote(informant)
        assert queries.consent_states(informant.study) == {informant.pk: "expired"}


def test_a_consent_of_tomorrow_is_refused(informant: Informant, by: Actor) -> None:
    with pytest.raises(BadInput):
        actions.give_research_consent(informant, agreed=True, given_at=clock.now() + dt.timedelta(days=1), by=by)
    with pytest.raises(BadInput):
        actions.give_research_consent(informant, agreed=True, support_used=["hypnosis"], by=by)
