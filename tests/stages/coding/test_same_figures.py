"""The report card and the page of agreement tell the same of the same readings, whatever state they are in."""

from __future__ import annotations

import datetime as dt

import pytest

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.aspects import is_active
from laras.stages.appraisal.queries import evidence_of, material_of
from laras.stages.appraisal.queries.second import second_readings
from laras.stages.coding import actions, queries
from laras.stages.coding.models import Coding, Reading, Round
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.stages.coding.conftest import code, drawn, open_for, read_again

pytestmark = pytest.mark.django_db

Told = tuple[float | None, float | None, float | None]


def card(study: Study) -> Told:
    found = second_readings(material_of(study))
    return found.alpha, found.recode_alpha, found.double_coded


def page(study: Study) -> Told:
    return queries.intercoder_alpha(study), queries.recode_alpha(study), queries.double_coded_share(study)


def test_of_two_coders_while_open_when_finished_and_once_closed(
    study: Study, opened: Round, second: Actor, by: Actor
) -> None:
    assert card(study) == page(study) == (None, None, 0.0)
    read_again(opened, second)
    assert card(study) == page(study)
    assert (card(study)[0] is not None, card(study)[2]) == (True, 0.2)
    actions.close_round(opened, by=by)
    kept = card(study)
    Coding.objects.filter(round=2).update(removed_at=clock.now())  # what changes later changes no kept number
    assert card(study) == page(study) == kept


def test_of_round_1_where_two_have_read(study: Study, ten: list[Source], by: Actor, second: Actor) -> None:
    for coder, keys in ((by, ("INF-02", "EMO-01")), (second, ("INF-02", "INF-02"))):
        for source, key in zip(ten, keys, strict=False):
            actions.add_coding(source, start=0, end=4, code=code(study, key), by=coder)
            actions.finish_reading(source, by=coder)
    assert card(study) == page(study)
    assert card(study)[0] is not None


@pytest.mark.parametrize(("hours", "counts"), [(0, True), (-24, False)])
def test_of_one_coder_twice_the_fifteenth_day_counts_from_its_first_hour(
    study: Study, ten: list[Source], by: Actor, hours: int, counts: bool
) -> None:
    morning = clock.now().astimezone(dt.UTC).replace(hour=2, minute=0)  # nine in the morning here
    with clock.at(morning + dt.timedelta(hours=6)):
        for source, key in zip(ten[:2], ("INF-02", "EMO-01"), strict=True):
            actions.add_coding(source, start=0, end=4, code=code(study, key), by=by)
            actions.finish_reading(source, by=by)
    with clock.at(morning + dt.timedelta(days=14)):
        row = open_for(study, by, kind="recode", second_coder="peneliti", share=1.0)
        for source in drawn(row):
            actions.add_coding(source, start=0, end=4, code=code(study, "INF-02"), by=by)
            actions.finish_reading(source, by=by)
        # A first reading that was opened and finished anew since stands nearer to the second one.
        Reading.objects.filter(round=2).update(finished_at=clock.now() + dt.timedelta(hours=hours))
        assert card(study) == page(study)
        assert (card(study)[1] is not None) is counts


def test_the_appraisal_reads_the_evidence_of_the_coding_room(
    study: Study, source: Source, informant: Informant, by: Actor, second: Actor
) -> None:
    talk = evidence.add_source(study, name="FGD", kind="fgd", text="Kami saling membantu.", informant=informant, by=by)
    for coder in (by, second):  # evidence is the number of codings, so what two say of the same words counts twice
        for text in (source, talk):
            actions.add_coding(text, start=0, end=4, code=code(study, "INF-02"), polarity="lacking", by=coder)
    found = evidence_of(study)
    assert found == [one for one in queries.evidence_values(study) if is_active(one.indicator)]
    assert [(one.technique, one.informant, one.source_id) for one in found] == [
        *[("interview", "P1", str(source.pk))] * 2,
        *[("interview", "P1", str(talk.pk))] * 2,
    ]
