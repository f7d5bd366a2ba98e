"""Telling, sampling and marking: what is kept, what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Incomplete, NotAllowed, NotFound
from laras.domain.reporting import STATEMENTS
from laras.stages.evidence import actions, queries
from laras.stages.evidence.models import Informant, Source, Statement, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_later_statement_stands_and_the_earlier_one_stays(study: Study, by: Actor) -> None:
    actions.state(study, item="funding", text="Biaya sendiri.", by=by)
    with clock.at(clock.now() + dt.timedelta(days=1)):
        actions.state(study, item="funding", text="Hibah (contoh).", by=by)
    assert {item: row.text for item, row in queries.statements_of(study).items()} == {"funding": "Hibah (contoh)."}
    assert [row.text for row in queries.statement_history(study, "funding")] == ["Hibah (contoh).", "Biaya sendiri."]
    with clock.at(clock.now() + dt.timedelta(days=2)):
        actions.state(study, item="funding", text=" ", by=by)
    assert queries.statements_of(study) == {}
    assert Statement.objects.count() == 3


def test_an_unknown_statement_is_refused_and_an_auditor_states_nothing(study: Study, by: Actor, cast: Cast) -> None:
    with pytest.raises(BadInput):
        actions.state(study, item="horoscope", text="x", by=by)
    with pytest.raises(NotAllowed):
        actions.state(study, item="funding", text="x", by=cast.actor("auditor"))
    assert not Statement.objects.exists()


def test_the_words_asked_of_a_context_item_are_the_studys_own(study: Study, by: Actor) -> None:
    actions.describe_context(study, item="place", text="kata " * 20, by=by)
    assert not any(item.complete for item in queries.context_of(study))
    actions.set_context_words(study, words=20, by=by)
    assert [item.code for item in queries.context_of(study) if item.complete] == ["place"]
    actions.set_thresholds(study, thresholds={"firm": 0.9}, by=by)
    assert study.thresholds == {"context_words": 20, "firm": 0.9}
    actions.set_context_words(study, words=60, by=by)
    assert study.thresholds == {"firm": 0.9}
    with pytest.raises(BadInput):
        actions.set_context_words(study, words=0, by=by)


def test_a_document_describes_an_item_until_it_is_taken_out(study: Study, by: Actor) -> None:
    document = actions.add_source(study, name="Profil UPT", kind="document", text="isi", by=by)
    actions.describe_context(study, item="facility", text="", document=document, by=by)
    item = queries.context_of(study)[0]
    assert (item.complete, item.document, item.words, item.versions) == (True, document, 0, 1)
    actions.remove_source(document, reason="Sudah tidak berlaku.", by=by)
    assert not queries.context_of(study)[0].complete
    other = actions.create_study(name="Lain", by=by)
    with pytest.raises(NotFound):
        actions.describe_context(other, item="facility", text="", document=document, by=by)


def test_who_was_asked_is_counted_over_all_and_by_role(study: Study, informant: Informant, by: Actor) -> None:
    day = clock.today()
    for role, result in (("Perawat", "refused"), ("Perawat", "not_reached"), ("Pekerja sosial", "agreed")):
        who = informant if result == "agreed" else None
        row = actions.note_approach(study, role=role, result=result, approached_on=day, informant=who, by=by)
    assert queries.approach_counts(study) == {"agreed": 1, "refused": 1, "withdrew": 0, "not_reached": 1}
    actions.edit_approach(row, role="Pekerja sosial", result="withdrew", approached_on=day, informant=informant, by=by)
    assert queries.approach_counts_by_role(study) == {
        "Pekerja sosial": {"agreed": 0, "refused": 0, "withdrew": 1, "not_reached": 0},
        "Perawat": {"agreed": 0, "refused": 1, "withdrew": 0, "not_reached": 1},
    }


def test_whoever_refused_is_no_informant_and_nobody_is_asked_tomorrow(
    study: Study, informant: Informant, by: Actor
) -> None:
    day = clock.today()
    with pytest.raises(BadInput):
        actions.note_approach(study, role="x", result="refused", approached_on=day, informant=informant, by=by)
    with pytest.raises(BadInput):
        actions.note_approach(study, role="x", result="agreed", approached_on=day + dt.timedelta(days=1), by=by)
    with pytest.raises(BadInput):
        actions.note_approach(study, role="x", result="maybe", approached_on=day, by=by)
    assert sum(queries.approach_counts(study).values()) == 0


def test_the_grid_tells_which_combinations_nobody_stands_for(study: Study, by: Actor) -> None:
    assert queries.variation_grid(study) is None
    actions.set_variation(study, traits=["sex", "years"], by=by)
    for code, years, traits in (("P1", 0, {"sex": "female"}), ("P2", 12, {"sex": "male"}), ("P3", 3, {})):
        actions.add_informant(study, code=code, role="Perawat", years=years, traits=traits, by=by)
    grid = queries.variation_grid(study)
    assert grid is not None
    assert [trait.code for trait in grid.traits] == ["years", "sex"]
    assert grid.columns == ("female", "male")
    assert [(row.values, [[one.code for one in cell] for cell in row.cells]) for row in grid.rows] == [
        (("under_1",), [["P1"], []]),
        (("from_1",), [[], []]),
        (("from_5",), [[], []]),
        (("from_10",), [[], ["P2"]]),
    ]
    assert ([one.code for one in grid.unplaced], grid.combinations, len(grid.empty)) == (["P3"], 8, 6)


@pytest.mark.parametrize(
    ("years", "band"), [(None, ""), (0, "under_1"), (1, "from_1"), (4, "from_1"), (5, "from_5"), (10, "from_10")]
)
def test_years_fall_into_bands(years: int | None, band: str) -> None:
    assert queries.years_band(years) == band


def test_wards_of_the_home_are_columns_even_when_nobody_is_from_there(study: Study, by: Actor) -> None:
    actions.set_variation(study, traits=["ward"], by=by)
    actions.add_informant(study, code="P1", role="Perawat", traits={"ward": "Melati"}, by=by)
    grid = queries.variation_grid(study)
    assert grid is not None
    assert grid.columns == ("Anggrek", "Melati")
    assert grid.empty == (("Anggrek",),)


def test_traits_are_chosen_from_the_list_and_few(study: Study, informant: Informant, by: Actor) -> None:
    with pytest.raises(BadInput):
        actions.set_variation(study, traits=["role", "years", "ward", "sex"], by=by)
    with pytest.raises(BadInput):
        actions.set_variation(study, traits=["shoe_size"], by=by)
    with pytest.raises(BadInput):
        actions.edit_informant(informant, code="P1", role="x", traits={"sex": "purple"}, by=by)
    actions.edit_informant(informant, code="P1", role="x", traits={"sex": "female"}, by=by)
    actions.edit_informant(informant, code="P1", role="y", by=by)
    assert Informant.objects.get().traits == {"sex": "female"}
    informant.traits = {"sex": "female", "Agama": "Islam"}  # as a project of another program brings it
    informant.save()
    actions.edit_informant(informant, code="P1", role="y", traits={"sex": ""}, by=by)
    assert Informant.objects.get().traits == {"Agama": "Islam"}
    assert queries.trait_words("sex", "female", "en") == ("Sex", "female")
    assert queries.trait_words("Agama", "Islam", "id") == ("Agama", "Islam")


def test_a_source_is_marked_as_listened_to_and_the_mark_is_taken_back(source: Source, by: Actor) -> None:
    actions.mark_listened(source, by=by)
    row = Source.objects.get()
    assert (row.listened_at is not None, row.listened_by) == (True, "peneliti")
    actions.unmark_listened(source, by=by)
    assert Source.objects.get().listened_at is None
    missing = actions.add_source(source.study, name="B", kind="interview", text="", is_missing=True, by=by)
    with pytest.raises(Incomplete):
        actions.mark_listened(missing, by=by)


def test_a_source_is_set_aside_once_and_taken_up_again(source: Source, by: Actor) -> None:
    actions.put_aside(source, by=by)
    with pytest.raises(Closed):
        actions.put_aside(source, by=by)
    assert Source.objects.get().is_set_aside
    actions.take_up(source, by=by)
    assert not Source.objects.get().is_set_aside
    actions.remove_source(source, reason="Transkrip orang lain.", by=by)
    with pytest.raises(Closed):
        actions.put_aside(source, by=by)


def test_the_setup_tells_what_stands_and_what_is_missing(study: Study, by: Actor) -> None:
    def states() -> dict[str, str]:
        return {step.code: step.state for step in queries.setup_of(study)}

    assert states() == {
        "question": "done",
        "aspects": "done",
        "period": "open",
        "context": "open",
        "criteria": "open",
        "informants": "open",
        "variation": "open",
        "approaches": "open",
        "guide": "open",
        "consent": "open",
        "statements": "open",
    }
    criterion = actions.add_criterion(study, code="K1", text="Bekerja di UPT", by=by)
    informant = actions.add_informant(study, code="P1", role="Perawat", by=by)
    source = actions.add_source(study, name="A", kind="interview", text="x", informant=informant, by=by)
    guide = actions.make_guide(study, questions=[("", "Apa?")], by=by)
    actions.state(study, item="funding", text="Biaya sendiri.", by=by)
    found = states()
    names = ("criteria", "informants", "guide", "consent", "statements")
    assert [found[name] for name in names] == ["partly", "done", "partly", "open", "partly"]
    actions.edit_source(source, name="A", kind="interview", informant=informant, guide=guide, by=by)
    actions.answer_criterion(informant, criterion=criterion, answer="met", by=by)
    actions.give_research_consent(informant, agreed=True, by=by)
    for item in STATEMENTS:
        actions.state(study, item=item, text="Sudah.", by=by)
    found = states()
    assert [found[name] for name in names] == ["done"] * 5


def test_the_setup_costs_the_same_for_one_and_three(study: Study, by: Actor) -> None:
    actions.set_variation(study, traits=["sex", "ward"], by=by)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            queries.setup_of(study)
        return len(caught)

    def add(code: str) -> None:
        informant = actions.add_informant(study, code=code, role="Perawat", traits={"sex": "male"}, by=by)
        actions.make_guide(study, questions=[("", "Apa?")], by=by)
        actions.give_research_consent(informant, agreed=True, by=by)
        actions.state(study, item=list(STATEMENTS)[int(code)], text="x", by=by)

    add("1")
    one = cost()
    add("2")
    add("3")
    assert cost() == one
