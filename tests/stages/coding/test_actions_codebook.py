"""The codebook: opened once, worded anew, never rewritten."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.aspects import ASPECT_CODES, TAXONOMY
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.coding import actions, queries
from laras.stages.coding.actions import NewCode
from laras.stages.coding.models import Code
from laras.stages.evidence.actions import create_study
from laras.stages.evidence.models import Study
from tests.stages.coding.conftest import code

pytestmark = pytest.mark.django_db


def test_a_codebook_opens_with_five_aspects_and_46_indicators_in_their_order(study: Study) -> None:
    tree = queries.codebook(study)
    assert [node.code.name for node in tree] == list(ASPECT_CODES)
    assert [[child.key for child in node.children] for node in tree] == [
        [one.code for one in TAXONOMY.indicators_of(aspect)] for aspect in ASPECT_CODES
    ]
    medicine = code(study, "INF-02")
    known = next(one for one in TAXONOMY.indicators if one.code == "INF-02")
    assert (medicine.label, medicine.aspect, medicine.indicator, medicine.version) == (
        {"id": known.short.id, "en": known.short.en},
        "informational",
        "INF-02",
        1,
    )
    assert medicine.definition == {"id": known.definition.id, "en": known.definition.en}


def test_opening_it_twice_changes_nothing_and_fills_what_is_missing(study: Study, by: Actor) -> None:
    actions.edit_code(code(study, "INF-02"), label="Obat", definition="Kami", reason="lebih jelas", by=by)
    Code.objects.filter(study=study, name="GRP-01").delete()
    assert [one.name for one in actions.open_codebook(study, by=by)] == ["GRP-01"]
    assert actions.open_codebook(study, by=by) == []
    assert code(study, "INF-02").definition == {"id": "Kami", "en": "Kami"}
    assert Code.objects.filter(study=study).count() == 51


def test_a_code_of_ones_own_takes_the_aspect_of_its_parent(study: Study, by: Actor) -> None:
    own = actions.add_code(
        study, name="Harapan", label={"id": "Harapan"}, definition="", parent=code(study, "emotional"), by=by
    )
    assert (own.aspect, own.label, own.definition, own.position) == (
        "emotional",
        {"id": "Harapan", "en": "Harapan"},
        {},
        51,
    )


def test_refusals_of_a_code(study: Study, by: Actor, second: Actor) -> None:
    actions.add_code(study, name="Harapan", by=by)
    with pytest.raises(Conflict):
        actions.add_code(study, name=" Harapan ", by=by)
    with pytest.raises(Conflict):
        actions.add_code(study, name="INF-02", parent=code(study, "group"), by=by)
    with pytest.raises(Incomplete):
        actions.add_code(study, name=" ", by=by)
    with pytest.raises(BadInput):
        actions.add_code(study, name="Lain", aspect="moral", by=by)
    with pytest.raises(NotAllowed):
        actions.add_code(study, name="Lain", by=second)
    other = create_study(name="Lain (contoh)", by=by)
    with pytest.raises(NotFound):
        actions.add_code(other, name="Lain", parent=code(study, "group"), by=by)


def test_many_codes_come_in_with_their_tree(study: Study, by: Actor) -> None:
    made = actions.add_codes(
        study,
        codes=[
            NewCode("Tema", guid="A"),
            NewCode("Anak", parent_guid="A", guid="B", colour="#aabbcc"),
            NewCode("Cucu", parent_guid="B", aspect="group"),
        ],
        by=by,
    )
    assert [(one.name, one.parent_id, one.aspect) for one in made] == [
        ("Tema", None, ""),
        ("Anak", made[0].pk, ""),
        ("Cucu", made[1].pk, "group"),
    ]
    with pytest.raises(NotFound):
        actions.add_codes(study, codes=[NewCode("X", parent_guid="tidak ada")], by=by)


def test_wording_a_code_anew_counts_the_version(study: Study, by: Actor) -> None:
    changed = actions.edit_code(
        code(study, "INF-02"),
        label={"id": "Obat", "en": "Medicine"},
        definition={"id": "", "en": ""},
        reason="lebih jelas",
        by=by,
    )
    changed.refresh_from_db()
    assert (changed.version, changed.label, changed.definition) == (2, {"id": "Obat", "en": "Medicine"}, {})


def test_a_retired_code_is_closed_and_a_parent_waits_for_its_children(study: Study, by: Actor) -> None:
    retired = actions.retire_code(code(study, "INF-02"), reason="tidak dipakai", knows=True, by=by)
    assert retired.retired_at is not None
    with pytest.raises(Closed):
        actions.edit_code(retired, label="x", definition="x", reason="tidak dipakai", by=by)
    with pytest.raises(Conflict):
        actions.retire_code(code(study, "informational"), reason="tidak dipakai", by=by)


def test_the_database_refuses_two_of_one_name_also_at_the_top(study: Study, by: Actor) -> None:
    stamp = {"facility": by.facility, "study": study, "recorded_at": clock.now(), "recorded_by": by.login}
    for again in ({"name": "group"}, {"name": "INF-02", "parent": code(study, "informational")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Code.objects.create(**again, **stamp)
    with pytest.raises(IntegrityError), transaction.atomic():
        Code.objects.create(name="lain", indicator="INF-02", **stamp)


def test_a_stranger_finds_no_study_and_every_deed_leaves_a_row(study: Study, by: Actor, elsewhere: Actor) -> None:
    with pytest.raises(NotFound):
        actions.open_codebook(study, by=elsewhere)
    with pytest.raises(NotFound):
        actions.retire_code(code(study, "INF-02"), reason="tidak dipakai", by=elsewhere)
    opened = Entry.objects.get(ledger="deed", verb="coding.open_codebook")
    assert (opened.count, opened.object_id, opened.actor) == (51, str(study.pk), "peneliti")


def test_two_codes_of_one_name_are_told_apart_by_their_parents(study: Study, by: Actor) -> None:
    for parent in ("emotional", "group"):
        actions.add_code(study, name="Tawa", parent=code(study, parent), by=by)
    keys = queries.code_keys(queries.codes_of(study.pk))
    assert {key for key in keys.values() if "Tawa" in key} == {"emotional › Tawa", "group › Tawa"}
    assert queries.find_code(study.pk, "group › Tawa").aspect == "group"
    with pytest.raises(NotFound):
        queries.find_code(study.pk, "Tawa")
