"""The pages of a proposal: made, written by two people, handed in, decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.stages.evidence.models import Study
from laras.stages.programmes import actions, queries
from laras.stages.programmes.models import BudgetLine, Programme, ProgrammeStep, SessionPlan, SwotItem
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


def read(browser: Browser, name: str, *args: Any, **query: str) -> str:
    return browser.get(reverse(f"programmes:{name}", args=args), query).content.decode()


def fields(browser: Browser, address: str) -> dict[str, Any]:
    """Return what the browser would send back from the form of a page, as it was drawn."""
    form = browser.get(address).context["form"]
    sent: dict[str, Any] = {bound.html_name: bound.value() for bound in form}
    mark = str(form.drawn).split('value="')[1].rsplit('"', 1)[0].replace("&quot;", '"')
    return {name: value for name, value in sent.items() if value not in (None, False)} | {"drawn": mark}


def test_the_list_is_empty_says_so_and_leads_on(signed_in: Enter) -> None:
    page = read(signed_in("peksos"), "programme_list")
    assert "Belum ada program" in page
    assert reverse("programmes:propose") in page


def test_a_proposal_is_made_in_the_browser_and_reads_like_a_document(signed_in: Enter) -> None:
    browser = signed_in("peksos")
    made = browser.post(reverse("programmes:propose"), {"pattern": "sahabat_dengar", "title": "", "language": "id"})
    page = browser.get(made.headers["Location"]).content.decode()
    for words in (
        "Dasar pemikiran",
        "Rp",
        "2.850.000",
        "dua juta delapan ratus lima puluh ribu rupiah",
        "Kuadran I",
        "Panggung Kecil dan Pamit",
        "Ajukan",
    ):
        assert words in page, words
    browser.post("/bahasa/", {"language": "en"})
    english = browser.get(made.headers["Location"]).content.decode()
    assert "Background" in english and "Hand in" in english


def test_an_unknown_pattern_is_refused_and_what_was_typed_stays(signed_in: Enter) -> None:
    answer = signed_in("peksos").post(
        reverse("programmes:propose"), {"pattern": "nothing", "title": "Kebun kita", "language": "id"}
    )
    assert "Kebun kita" in answer.content.decode()
    assert not Programme.objects.exists()


def test_the_gap_of_a_study_is_answered_from_its_own_page(told: Study, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    there = reverse("programmes:answer_gap", args=[told.pk])
    assert there in browser.get(reverse("evidence:study", args=[told.pk])).content.decode()
    assert "4 menyatakan kurang" in browser.get(there).content.decode()
    made = browser.post(there, {"pattern": "sahabat_dengar", "title": "", "language": "id"})
    page = browser.get(made.headers["Location"]).content.decode()
    assert "“Obat jarang dijelaskan.”" in page and "Wawancara 1, baris 1" in page
    assert "Sahabat Dengar" in read(browser, "of_study", told.pk)


def test_a_study_without_a_programme_says_what_to_do(told: Study, signed_in: Enter) -> None:
    assert "Belum ada program yang menjawab studi ini" in read(signed_in("peksos"), "of_study", told.pk)


def test_a_section_is_written_and_the_name_with_it(draft: Programme, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    there = reverse("programmes:section", args=[draft.pk, "name"])
    given = {"title": "Sahabat Kita", "group_type": "recreation", "aspect": "group", "text": "Arti nama."}
    answer = browser.post(there, given)
    assert answer.headers["Location"] == reverse("programmes:programme", args=[draft.pk]) + "#name"
    draft.refresh_from_db()
    assert (draft.title, draft.aspect, draft.text["name"]) == ("Sahabat Kita", "group", "Arti nama.")
    assert browser.get(reverse("programmes:section", args=[draft.pk, "nothing"])).status_code == 404


def test_two_editors_of_one_section_are_told_and_nothing_typed_is_lost(draft: Programme, signed_in: Enter) -> None:
    there = reverse("programmes:section", args=[draft.pk, "schedule"])
    first = fields(signed_in("peksos"), there)
    signed_in("peksos2").post(there, {**first, "text": "Tiap Rabu."})
    answer = signed_in("peksos").post(there, {**first, "text": "Tiap Kamis."})
    page = answer.content.decode()
    assert "Tiap Rabu." in page and "Tiap Kamis." in page
    draft.refresh_from_db()
    assert draft.text["schedule"] == "Tiap Rabu."
    mark = str(answer.context["form"].drawn).split('value="')[1].rsplit('"', 1)[0].replace("&quot;", '"')
    signed_in("peksos").post(there, {"text": "Tiap Kamis.", "drawn": mark})
    draft.refresh_from_db()
    assert draft.text["schedule"] == "Tiap Kamis."


def test_two_editors_of_the_budget_both_keep_their_lines(draft: Programme, signed_in: Enter) -> None:
    there = reverse("programmes:budget", args=[draft.pk])
    first, second = BudgetLine.objects.filter(programme=draft).order_by("position")[:2]
    drawn = fields(signed_in("peksos"), there)
    signed_in("peksos2").post(there, {**drawn, f"price-{first.pk}": "9.000"})
    signed_in("peksos").post(there, {**drawn, f"price-{second.pk}": "Rp 300.000", "item-new0": "Topi"})
    assert BudgetLine.objects.get(pk=first.pk).price == 9_000
    assert BudgetLine.objects.get(pk=second.pk).price == 250_000, "a line without a price is refused as a whole"
    rest = {"volume-new0": "2,5", "unit-new0": "lusin", "price-new0": "100.000", "fund-new0": "csr"}
    signed_in("peksos").post(there, {**drawn, f"price-{second.pk}": "300.000", "item-new0": "Topi", **rest})
    assert queries.budget_of(draft).total == 2_850_000 + 90_000 + 50_000 + 250_000


def test_a_line_is_taken_out_by_a_tick(draft: Programme, signed_in: Enter) -> None:
    browser, there = signed_in("peksos"), reverse("programmes:budget", args=[draft.pk])
    line = BudgetLine.objects.filter(programme=draft).order_by("position")[0]
    browser.post(there, {**fields(browser, there), f"remove-{line.pk}": "on", "more": "1"})
    assert not BudgetLine.objects.filter(pk=line.pk).exists()


def test_a_figure_that_is_none_is_told_with_the_field(draft: Programme, signed_in: Enter) -> None:
    browser, there = signed_in("peksos"), reverse("programmes:budget", args=[draft.pk])
    line = BudgetLine.objects.filter(programme=draft).order_by("position")[0]
    answer = browser.post(there, {**fields(browser, there), f"price-{line.pk}": "banyak"})
    assert "Ini bukan angka" in answer.content.decode() and "banyak" in answer.content.decode()


def test_weights_that_do_not_add_up_are_told(draft: Programme, signed_in: Enter) -> None:
    browser, there = signed_in("peksos"), reverse("programmes:swot", args=[draft.pk])
    item = SwotItem.objects.filter(programme=draft, kind="s").order_by("position")[0]
    answer = browser.post(there, {**fields(browser, there), f"weight-{item.pk}": "0,5"}, follow=True)
    assert "Bobotnya tidak berjumlah 1." in answer.content.decode()
    assert "1,35" in answer.content.decode()


def test_instruments_are_chosen_for_each_aim(draft: Programme, signed_in: Enter) -> None:
    browser, there = signed_in("peksos"), reverse("programmes:measures", args=[draft.pk])
    drawn = fields(browser, there)
    twice = browser.post(there, {**drawn, "stress-other0": "STRESS-10"})
    assert "Satu alat ukur tertulis dua kali" in twice.content.decode()
    browser.post(there, {**drawn, "stress-other0": "K6", "mood-primary": ""})
    assert [(row.aim, row.instrument, row.is_primary) for row in queries.measure_plan(draft)][:3] == [
        ("stress", "STRESS-10", True),
        ("stress", "K6", False),
        ("wellbeing", "MHI-5", True),
    ]


def test_a_session_is_planned_from_the_library(draft: Programme, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    plan = queries.session_plans(draft)[3]
    there = reverse("programmes:session_plan", args=[plan.pk])
    browser.post(there, {**fields(browser, there), "activity_2": "singing", "minutes_2": "10", "title": "Dengar"})
    plan.refresh_from_db()
    assert plan.title == "Dengar"
    assert [(row["code"], row["minutes"]) for row in plan.activities][2] == ("singing", 10)
    made = browser.post(reverse("programmes:add_session", args=[draft.pk]), {"title": "Lagi"})
    assert made.status_code == 302
    browser.post(reverse("programmes:remove_session", args=[SessionPlan.objects.get(title="Lagi").pk]))
    assert len(queries.session_plans(draft)) == 8


def test_what_waits_for_a_decision_is_closed_to_changes(draft: Programme, by: Actor, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    browser.post(reverse("programmes:submit", args=[draft.pk]))
    answer = browser.get(reverse("programmes:section", args=[draft.pk, "schedule"]))
    assert answer.status_code == 400 and "tidak terbuka untuk perubahan" in answer.content.decode()
    assert "tidak ada yang menyetujui usulannya sendiri" in read(browser, "programme", draft.pk)


def test_another_person_decides_and_the_way_is_kept(draft: Programme, by: Actor, signed_in: Enter) -> None:
    actions.submit(draft, by=by)
    head = signed_in("kepala")
    there = reverse("programmes:decide", args=[draft.pk])
    assert there in read(head, "programme", draft.pk)
    short = head.post(there, {"decision": "return", "note": "Kurang"})
    assert "Kurang" in short.content.decode()
    head.post(there, {"decision": "approve", "note": "Baik, lanjutkan."})
    page = read(head, "programme", draft.pk)
    assert "Disetujui" in page and "Baik, lanjutkan." in page
    step = ProgrammeStep.objects.get(programme=draft, deed="submit")
    assert "Keberlanjutan" in read(head, "version", step.pk)
    assert signed_in("peksos").post(reverse("programmes:revise", args=[draft.pk])).status_code == 302
    assert Programme.objects.filter(previous=draft).count() == 1


def test_whoever_handed_in_does_not_find_the_decision(cast: Cast, signed_in: Enter) -> None:
    own = actions.submit(actions.propose(by=cast.actor("penyelia")), by=cast.actor("penyelia"))
    browser = signed_in("penyelia")
    there = reverse("programmes:decide", args=[own.pk])
    assert there not in read(browser, "programme", own.pk)
    refused = browser.post(there, {"decision": "approve", "note": ""}).content.decode()
    assert "Tidak ada yang menyetujui usulannya sendiri" in refused


def test_something_missing_is_told_on_the_page(by: Actor, signed_in: Enter) -> None:
    blank = actions.propose(title="Kosong", pattern="blank", by=by)
    browser = signed_in("peksos")
    assert "9 hal belum ada" in read(browser, "programme", blank.pk)
    told = browser.post(reverse("programmes:submit", args=[blank.pk]), follow=True).content.decode()
    assert "Masih ada yang kurang" in told


@pytest.mark.parametrize("name", ["programme", "budget", "decide"])
def test_a_stranger_finds_nothing(draft: Programme, signed_in: Enter, name: str) -> None:
    assert signed_in("peksos_lain").get(reverse(f"programmes:{name}", args=[draft.pk])).status_code == 404


def test_the_list_asks_the_same_number_of_queries_for_one_and_three(
    draft: Programme, by: Actor, signed_in: Enter, queries_of: Any
) -> None:
    browser, there = signed_in("peksos"), reverse("programmes:programme_list")
    one = queries_of(browser, there)
    actions.submit(actions.propose(by=by), by=by)
    actions.propose(by=by)
    assert queries_of(browser, there) == one


def test_the_document_asks_the_same_number_of_queries_whatever_is_in_it(
    draft: Programme, by: Actor, signed_in: Enter, queries_of: Any
) -> None:
    blank = actions.propose(title="Kosong", pattern="blank", by=by)
    browser = signed_in("peksos")
    counts = {queries_of(browser, reverse("programmes:programme", args=[one.pk])) for one in (draft, blank)}
    assert len(counts) == 1 and counts.pop() <= 25


def test_the_library_is_filtered_and_every_activity_opens(signed_in: Enter) -> None:
    browser = signed_in("pengasuh")
    assert "32 kegiatan" in read(browser, "library")
    some = read(browser, "library", aim="stress", energy="low", place="outdoor")
    assert "1 kegiatan" in some and "Napas pelan" in some
    assert "Tidak ada kegiatan yang cocok" in read(browser, "library", aim="stress", energy="high", place="indoor")
    assert "Duduk di halaman" in read(browser, "activity", "nature_walk")
    assert browser.get(reverse("programmes:activity", args=["parachuting"])).status_code == 404


def test_a_finding_may_be_left_out_of_the_background(told: Study, by: Actor, signed_in: Enter) -> None:
    made = actions.propose(told, by=by)
    browser, there = signed_in("peksos"), reverse("programmes:section", args=[made.pk, "background"])
    assert "Guna obat jarang dijelaskan." in browser.get(there).content.decode()
    browser.post(there, {"text": "Kesenjangan.", "findings": []})
    made.refresh_from_db()
    assert (made.text["background"], queries.evidence_of(made)) == ("Kesenjangan.", [])


def test_words_that_deserve_another_look_are_told_beside_their_part(
    draft: Programme, by: Actor, signed_in: Enter
) -> None:
    actions.write_section(draft, section="target", text="Penderita yang stabil.", by=by)
    page = read(signed_in("peksos"), "programme", draft.pk)
    assert "“penderita”:" in page
