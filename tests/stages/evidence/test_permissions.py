"""What an informant allows for one source, in a group talk, and until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import BadInput, NotConsented, NotFound
from laras.stages.evidence import actions, queries
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.people.models import Consent
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BEGUN = dt.datetime(2026, 9, 1, 3, tzinfo=dt.UTC)


@pytest.fixture
def talk(study: Study, informant: Informant, by: Actor) -> Source:
    source: Source = actions.add_source(study, name="A", kind="interview", text="P1: Pagi.", informant=informant, by=by)
    return source


def _say(informant: Informant, by: Actor, *, day: int = 0, **answer: Any) -> Any:
    with clock.at(BEGUN + dt.timedelta(days=day)):
        given = {"agreed": True, "may_quote": True, **answer}
        return actions.give_research_consent(informant, **given, by=by)


def _state(source: Source, day: int = 20) -> tuple[str, bool, bool, bool]:
    with clock.at(BEGUN + dt.timedelta(days=day)):
        found = queries.source_permission(source)
        assert queries.source_permissions(source.study)[source.pk] == found
    return found.state, found.record, found.quote, found.share


def test_an_answer_about_a_source_counts_for_it_and_for_no_other(
    talk: Source, study: Study, informant: Informant, by: Actor
) -> None:
    other = actions.add_source(study, name="B", kind="interview", text="P1: Siang.", informant=informant, by=by)
    _say(informant, by, may_share=True, may_record=True)
    _say(informant, by, day=1, source=talk, may_quote=False)
    assert _state(talk) == ("no_quotes", False, False, False)
    assert _state(other) == ("agreed", True, True, True)
    assert queries.quotable_source_ids(study) == {other.pk}
    assert queries.shareable_source_ids(study) == {other.pk}
    assert queries.may_quote(informant)


def test_an_answer_about_a_source_may_open_what_nobody_asked_in_general(
    talk: Source, informant: Informant, by: Actor
) -> None:
    assert _state(talk) == ("none", False, False, False)
    _say(informant, by, source=talk, may_share=True)
    assert _state(talk) == ("agreed", False, True, True)
    assert queries.consent_states(talk.study) == {informant.pk: "none"}


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"agreed": False}, "declined"),
        ({"withdraw": True}, "withdrawn"),
        ({"valid_until": dt.date(2026, 9, 5)}, "expired"),
    ],
)
def test_a_general_end_closes_every_source_whatever_was_said_about_it(
    answer: dict[str, Any], state: str, talk: Source, informant: Informant, by: Actor
) -> None:
    withdraw = answer.pop("withdraw", False) if "withdraw" in answer else False
    general = _say(informant, by, **answer)
    if withdraw:
        actions.withdraw_research_consent(general, by=by)
    _say(informant, by, day=2, source=talk, may_share=True)
    assert _state(talk) == (state, False, False, False)
    assert queries.quotable_source_ids(talk.study) == set()


def test_a_later_general_answer_takes_back_what_it_does_not_allow(
    talk: Source, informant: Informant, by: Actor
) -> None:
    _say(informant, by, source=talk, may_share=True, may_record=True)
    _say(informant, by, day=3, may_share=False, may_record=True)
    assert _state(talk) == ("agreed", True, True, False)
    _say(informant, by, day=4, may_quote=False)
    assert _state(talk)[0] == "no_quotes"


def test_a_withdrawal_of_one_source_closes_that_text_alone(
    talk: Source, study: Study, informant: Informant, by: Actor
) -> None:
    other = actions.add_source(study, name="B", kind="interview", text="P1: Siang.", informant=informant, by=by)
    _say(informant, by)
    about = _say(informant, by, source=talk)
    actions.withdraw_research_consent(about, by=by)
    assert queries.shut_source_ids(study) == {talk.pk}
    assert queries.is_shut(talk)
    assert not queries.is_shut(other)
    with pytest.raises(NotConsented):
        queries.must_be_readable(talk)


def test_in_a_group_talk_everybody_has_a_say(study: Study, informant: Informant, by: Actor) -> None:
    second = actions.add_informant(study, code="P2", role="Perawat", by=by)
    talk = actions.add_source(study, name="FGD", kind="fgd", text="P1: Ya.\nP2: Ya.", present=["P2", "P1"], by=by)
    assert talk.setting["informants"] == ["P1", "P2"]
    assert [one.code for one in queries.heard_in(talk)] == ["P1", "P2"]
    _say(informant, by, may_share=True)
    assert _state(talk) == ("none", False, False, False)
    answer = _say(second, by, may_share=True)
    assert _state(talk) == ("agreed", False, True, True)
    assert queries.may_share_source(talk)
    actions.withdraw_research_consent(answer, by=by)
    assert _state(talk) == ("withdrawn", False, False, False)
    assert not queries.is_quotable(talk)


def test_a_renamed_code_stays_in_the_group_talk(study: Study, informant: Informant, by: Actor) -> None:
    talk = actions.add_source(study, name="FGD", kind="fgd", text="P1: Ya.", present=["P1"], by=by)
    talk.speakers = {"B": "P1"}
    talk.save(update_fields=["speakers"])
    actions.edit_informant(informant, code="P9", role="Pekerja sosial", by=by)
    kept = Source.objects.get(pk=talk.pk)
    assert (queries.codes_present(kept), kept.setting, kept.speakers) == (["P9"], {"informants": ["P9"]}, {"B": "P9"})


def test_who_took_part_is_one_of_the_study_and_only_in_a_group_talk(
    study: Study, informant: Informant, by: Actor
) -> None:
    with pytest.raises(BadInput):
        actions.add_source(study, name="FGD", kind="fgd", text="x", present=["P7"], by=by)
    talk = actions.add_source(study, name="FGD", kind="fgd", text="x", present=["P1"], by=by)
    changed = actions.edit_source(talk, name="FGD", kind="fgd", by=by)
    assert queries.codes_present(changed) == ["P1"]
    changed = actions.edit_source(talk, name="FGD", kind="document", by=by)
    assert changed.setting == {}


def test_only_somebody_who_is_heard_answers_for_a_source(
    talk: Source, study: Study, informant: Informant, by: Actor
) -> None:
    second = actions.add_informant(study, code="P2", role="Perawat", by=by)
    with pytest.raises(BadInput):
        actions.give_research_consent(second, source=talk, agreed=True, by=by)
    foreign = actions.create_study(name="Lain", by=by)
    elsewhere = actions.add_source(foreign, name="A", kind="document", text="x", by=by)
    with pytest.raises(NotFound):
        actions.give_research_consent(informant, source=elsewhere, agreed=True, by=by)


def test_a_client_who_refused_research_is_shared_nowhere(study: Study, cast: Cast, by: Actor) -> None:
    informant = actions.add_informant(study, code="K1", role="Penerima manfaat", client=cast.client, by=by)
    source = actions.add_source(study, name="A", kind="interview", text="isi", informant=informant, by=by)
    _say(informant, by, may_quote=False, may_share=True)
    Consent.objects.create(
        facility=cast.home,
        client=cast.client,
        purpose="research",
        agreed=False,
        proof="signature",
        given_at=clock.now(),
        recorded_at=clock.now(),
        recorded_by="peksos",
    )
    assert _state(source)[0] == "withdrawn"


def test_permissions_cost_the_same_for_one_and_many(study: Study, informant: Informant, by: Actor) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            queries.source_permissions(study)
        return len(caught)

    def add(name: str, one: Informant) -> None:
        source = actions.add_source(study, name=name, kind="interview", text="x", informant=one, by=by)
        actions.give_research_consent(one, agreed=True, source=source, by=by)

    add("A", informant)
    one = cost()
    for name in ("B", "C", "D"):
        add(name, actions.add_informant(study, code=name, role="x", by=by))
        actions.add_source(study, name=f"{name} fgd", kind="fgd", text="x", present=["P1", name], by=by)
    assert cost() == one
