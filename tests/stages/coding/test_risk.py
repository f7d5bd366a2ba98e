"""A passage about harm goes to those who are responsible, and to nobody it is about."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.domain.errors import BadInput, Closed, Incomplete, NotAllowed, NotFound
from laras.stages.coding import actions, queries
from laras.stages.coding.models import Coding, RiskPassage
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source
from tests.cast import Cast
from tests.stages.coding.conftest import span
from tests.stages.coding.pages import Enter, at, send, words

pytestmark = pytest.mark.django_db


def raised(source: Source, by: Actor, **more: object) -> RiskPassage:
    start, end = span("terus terang jarang")
    made: RiskPassage = actions.raise_risk(source, start=start, end=end, kind="violence", by=by, **more)
    return made


def test_it_is_raised_taken_and_closed_and_codes_nothing(source: Source, by: Actor, cast: Cast) -> None:
    risk = raised(source, by, note="Masih terjadi")
    assert (risk.quote, risk.note, risk.raised_by, Coding.objects.count()) == (
        "terus terang jarang",
        "Masih terjadi",
        "peneliti",
        0,
    )
    assert raised(source, by).pk == risk.pk
    nurse, supervisor = cast.actor("perawat"), cast.actor("penyelia")
    with pytest.raises(Incomplete):
        actions.close_risk(risk, closing_note="Sudah dibicarakan", by=nurse)
    actions.take_risk(risk, by=nurse)
    with pytest.raises(Closed):
        actions.take_risk(risk, by=supervisor)
    with pytest.raises(Incomplete):
        actions.close_risk(risk, closing_note="ya", by=nurse)
    actions.close_risk(risk, closing_note="Sudah ditemui dan aman.", by=nurse)
    with pytest.raises(Closed):
        actions.take_risk(risk, by=supervisor)
    verbs = Entry.objects.filter(ledger="deed", verb__endswith="_risk").order_by("pk").values_list("verb", flat=True)
    assert list(dict.fromkeys(verbs)) == ["coding.raise_risk", "coding.take_risk", "coding.close_risk"]


def test_who_sees_it(source: Source, informant: Informant, by: Actor, cast: Cast) -> None:
    informant.client = cast.client
    informant.save()
    risk = raised(source, by)

    def seen(name: str) -> bool:
        return queries.open_risks(cast.actor(name)).filter(pk=risk.pk).exists()

    assert [
        name
        for name in ("penyelia", "perawat", "psikolog", "peksos", "peksos2", "peneliti", "auditor", "kepala")
        if seen(name)
    ] == ["penyelia", "perawat", "psikolog", "peksos", "peneliti"]
    assert not queries.open_risks(cast.actor("peksos_lain")).exists()
    counts = {
        name: queries.risks_to_take(cast.actor(name))
        for name in ("penyelia", "peksos", "peksos2", "peneliti", "kepala")
    }
    assert counts == {"penyelia": 1, "peksos": 1, "peksos2": 0, "peneliti": 0, "kepala": 0}
    with pytest.raises(NotAllowed):
        actions.take_risk(risk, by=by)
    actions.take_risk(risk, by=cast.actor("peksos"))


def test_never_the_one_it_is_about(source: Source, informant: Informant, by: Actor, cast: Cast) -> None:
    risk = raised(source, by, about=cast.worker("perawat"))
    assert not queries.open_risks(cast.actor("perawat")).exists()
    assert queries.open_risks(cast.actor("penyelia")).exists()
    with pytest.raises(NotFound):
        actions.take_risk(RiskPassage.objects.get(), by=cast.actor("perawat"))
    informant.worker = cast.worker("penyelia")
    informant.save()
    assert not queries.open_risks(cast.actor("penyelia")).filter(pk=risk.pk).exists()


def test_refusals(source: Source, by: Actor, cast: Cast) -> None:
    start, end = span("terus terang")
    with pytest.raises(BadInput):
        actions.raise_risk(source, start=start, end=end, kind="lain", by=by)
    with pytest.raises(Incomplete):
        actions.raise_risk(source, start=start, end=start, kind="other", by=by)
    with pytest.raises(NotAllowed):
        actions.raise_risk(source, start=start, end=end, kind="other", by=cast.actor("perawat"))


def test_words_of_harm_are_told_on_the_list_and_to_the_script(source: Source, by: Actor, browser: Browser) -> None:
    text = "P1: Saya dipukul di rumah.\nP1: Ya."
    other = evidence.add_source(source.study, name="Lain", kind="interview", text=text, informant=None, by=by)
    found = browser.get(at("risk_words", other.pk)).json()
    start = text.index("dipukul")
    assert found == {"words": [[start, start + len("dipukul"), "violence"]], "raised": []}
    rows = browser.get(at("sources", source.study_id)).context["rows"]
    assert {row["source"].name: row["harm"] for row in rows} == {"Wawancara 1": 0, "Lain": 1}


def test_the_workspace_and_the_form_raise_it(source: Source, browser: Browser, cast: Cast) -> None:
    start, end = span("terus terang")
    answer = send(browser, at("raise_risk", source.pk), start=start, end=end, kind="abuse", note="lihat")
    assert (answer.status_code, answer.json()["kind"]) == (200, "abuse")
    refused = send(browser, at("raise_risk", source.pk), start=start, end=end, kind="tidak ada")
    assert (refused.status_code, list(refused.json())) == (400, ["error"])
    about = cast.worker("perawat")
    form = {"quote": "Saya pegang tangannya", "kind": "other", "note": "catatan", "about": str(about.pk)}
    assert browser.post(at("raise_risk", source.pk), form).status_code == 302
    assert RiskPassage.objects.get(kind="other").about == about
    kept = browser.post(at("raise_risk", source.pk), {"quote": "tidak ada", "kind": "other", "note": "catatan"})
    assert kept.status_code == 200
    assert "catatan" in words(kept)


def test_the_responsible_take_and_close_it_on_their_pages(source: Source, by: Actor, signed_in: Enter) -> None:
    risk = raised(source, by, note="Masih terjadi")
    nurse = signed_in("perawat")
    assert at("risk", risk.pk) in words(nurse.get(at("risks")))
    page = words(nurse.get(at("risk", risk.pk)))
    assert "terus terang jarang" in page
    assert "Masih terjadi" in page
    nurse.post(at("take_risk", risk.pk))
    assert words(nurse.post(at("risk", risk.pk), {"closing_note": "ya"})).count("ya")
    nurse.post(at("risk", risk.pk), {"closing_note": "Sudah ditemui dan aman."})
    risk.refresh_from_db()
    assert (risk.taken_by, risk.closing_note) == ("perawat", "Sudah ditemui dan aman.")
    assert signed_in("pengasuh").get(at("risks")).status_code == 403
    assert signed_in("auditor").get(at("risk", risk.pk)).status_code == 404


def test_words_that_may_not_be_quoted_are_not_shown(
    source: Source, informant: Informant, by: Actor, signed_in: Enter
) -> None:
    risk = raised(source, by)
    evidence.give_research_consent(informant, agreed=False, by=by)
    page = words(signed_in("penyelia").get(at("risk", risk.pk)))
    assert "terus terang jarang" not in page
