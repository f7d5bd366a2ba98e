"""The Word templates of a home: brought, used, put aside; and by whom."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation
from docx import Document

from laras.base.access.actor import Actor
from laras.domain.errors import BadInput, NotAllowed, NotFound, Refused
from laras.stages.programmes.actions import propose
from laras.stages.programmes.models import Programme
from laras.stages.reports import actions, queries
from laras.stages.reports.models import Template
from tests.cast import Cast
from tests.stages.outcomes.circle import whole
from tests.stages.reports.conftest import PURPOSE

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]
PLACE = "/laporan/templat/"


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.LARAS_DATA = tmp_path


@pytest.fixture
def head(cast: Cast) -> Actor:
    return cast.actor("kepala")


def document(*lines: str) -> bytes:
    made, kept = Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(kept)
    return kept.getvalue()


def paper_of(programme: Programme, by: Actor) -> list[str]:
    given = {"kind": "programme", "format": "docx", "purpose": PURPOSE, "language": "id", "queued": False}
    made = actions.make_report(actions.ask_report(programme, by=by, **given), by=by)
    return [line.text for line in Document(io.BytesIO(actions.hand_out(made, by=by))).paragraphs]


def test_the_newest_template_of_the_home_is_filled_until_it_is_put_aside(head: Actor, cast: Cast) -> None:
    programme = propose(by=cast.actor("peksos"))
    first = actions.bring_template(kind="programme", name="satu.docx", data=document("Satu {{ subject }}"), by=head)
    assert paper_of(programme, head) == [f"Satu {programme.title}"]
    actions.bring_template(kind="programme", name="dua.docx", data=document("Dua {{ subject }}"), by=head)
    assert paper_of(programme, head) == [f"Dua {programme.title}"]
    actions.drop_template(first, by=head)
    assert "1. Dasar pemikiran" in paper_of(programme, head)
    assert Template.objects.filter(removed_at__isnull=True).count() == 0


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.docx", b"PK\x03\x04 not a document", "damaged"),
        ("x.txt", b"Usulan program", "not taken"),
        ("x.docm", b"PK\x03\x04", "macros"),
        ("x.docx", document("{{ tidak_ada }}"), "tidak_ada"),
    ],
)
def test_a_broken_one_is_told_and_the_one_in_use_stays(head: Actor, name: str, data: bytes, said: str) -> None:
    before = queries.template_bytes("programme", head.facility)
    with pytest.raises(Refused) as told:
        actions.bring_template(kind="programme", name=name, data=data, by=head)
    assert said in told.value.message.format(**told.value.params)
    assert queries.template_bytes("programme", head.facility) == before
    assert not Template.objects.exists()


@pytest.mark.parametrize("kind", ["appraisal", "summary", "nothing"])
def test_only_papers_written_in_word_have_one(head: Actor, kind: str) -> None:
    with pytest.raises(BadInput):
        actions.bring_template(kind=kind, name="x.docx", data=document("x"), by=head)
    with pytest.raises(BadInput):
        actions.template_in_use(kind=kind, by=head)


def test_others_may_not(head: Actor, cast: Cast) -> None:
    own = actions.bring_template(kind="programme", name="x.docx", data=document("x"), by=head)
    for deed in (
        lambda by: actions.bring_template(kind="programme", name="x.docx", data=document("x"), by=by),
        lambda by: actions.template_in_use(kind="programme", by=by),
        lambda by: actions.drop_template(own, by=by),
    ):
        with pytest.raises(NotAllowed):
            deed(cast.actor("peksos"))
    stranger = cast.actor("peksos_lain", roles=frozenset({"operator"}), role_order=("operator",))
    with pytest.raises(NotFound):
        actions.drop_template(own, by=stranger)
    assert queries.template_bytes("programme", stranger.facility) != document("x")


def test_a_template_is_had_changed_brought_and_put_aside_in_the_browser(signed_in: Enter) -> None:
    browser = signed_in("penyelia")
    assert browser.get(PLACE).content.decode().count("Templat bawaan Laras") == 3
    file = browser.get(reverse("reports:template_file", args=["evaluation"]))
    assert file.headers["Content-Disposition"].startswith("attachment;")
    answer = browser.post(
        PLACE, {"kind": "evaluation", "document": SimpleUploadedFile("milik kami.docx", file.content)}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, PLACE)
    page = browser.get(PLACE).content.decode()
    assert "Milik sendiri: milik kami.docx" in page
    assert page.count("Templat bawaan Laras") == 2
    drop = reverse("reports:drop", args=[Template.objects.get().pk])
    assert browser.get(drop).status_code == 302
    assert Template.objects.get().removed_at is None
    browser.post(drop)
    assert browser.get(PLACE).content.decode().count("Templat bawaan Laras") == 3


def test_a_broken_template_keeps_the_page_and_says_what_is_wrong_in_both_languages(signed_in: Enter) -> None:
    browser = signed_in("kepala")
    sent = {"kind": "programme", "document": SimpleUploadedFile("x.docx", document("{{ jumlah }}"))}
    answer = browser.post(PLACE, sent)
    assert answer.status_code == 200
    assert "Templat meminta “jumlah”" in answer.content.decode()
    browser.post("/bahasa/", {"language": "en"})
    answer = browser.post(
        PLACE, {"kind": "programme", "document": SimpleUploadedFile("x.docx", document("{{ jumlah }}"))}
    )
    assert "The template asks for “jumlah”" in answer.content.decode()
    assert "Choose the template." in browser.post(PLACE, {"kind": "programme"}).content.decode()


@pytest.mark.parametrize("login", ["peksos", "peneliti", "pengasuh"])
def test_who_may_not_does_not_come_in(signed_in: Enter, login: str) -> None:
    assert signed_in(login).get(PLACE).status_code == 403
    assert signed_in(login).get(reverse("reports:template_file", args=["programme"])).status_code == 403


def test_the_specimens_have_a_value_at_every_place(cast: Cast, head: Actor) -> None:
    circle = whole(cast)
    for kind, subject in (("programme", circle.group.programme), ("evaluation", circle.group)):
        with translation.override("id"):
            real = queries.kind_of(kind).compose(subject, head).data
        assert places(real) - places(queries.specimen(kind)["data"]) - OMITTED == set(), kind


# Colours and looks are for the paper set here, the sheets for the workbook.
OMITTED = {"sheets", "colours", "aspects"}


def places(value: Any, at: str = "") -> set[str]:
    """Return the path of every value, the places in a list as one."""
    if isinstance(value, dict):
        kept = {
            name: one for name, one in value.items() if name not in ("pictures", "spoken", *(() if at else OMITTED))
        }
        return {f"{at}{name}" for name in kept}.union(*(places(one, f"{at}{name}.") for name, one in kept.items()))
    if isinstance(value, list):
        return set().union(*(places(one, f"{at}*.") for one in value))
    return set()
