"""What may leave a study, who may take it out, and what it says."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.domain.errors import NotAllowed, NotFound
from laras.doors.exchange import actions
from laras.doors.exchange.refi.write import Tool
from laras.stages.coding import actions as coding
from laras.stages.coding.actions.memos import add_memo
from laras.stages.coding.models import Code
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast
from tests.doors.exchange.refi.made import one_text
from tests.doors.exchange.refi.test_sample import project_part
from tests.shared_folder import SHARED

pytestmark = pytest.mark.django_db


@pytest.mark.shared
def test_what_is_written_is_valid(study: Study, source: Source, operator: Actor) -> None:
    folder = SHARED / "samples" / "refi"
    tools: tuple[Tool | None, ...] = (None, "nvivo", "maxqda", "atlas")
    for tool in tools:
        data = actions.export_project(study, for_tool=tool, by=operator).data
        schema = etree.XMLSchema(etree.parse(str(folder / "Project.xsd")))
        assert schema.validate(etree.fromstring(project_part(data))), schema.error_log
    book = actions.export_codebook(study, by=operator)
    schema = etree.XMLSchema(etree.parse(str(folder / "Codebook.xsd")))
    assert schema.validate(etree.fromstring(book.data)), schema.error_log
    assert book.count == 51


def test_each_coder_is_one_user_and_each_passage_reads_like_its_name(
    study: Study, source: Source, operator: Actor
) -> None:
    project = actions.export_project(study, by=operator).found.project
    assert sorted(user.name for user in project.users) == ["joko", "peneliti"]
    [text] = project.sources
    assert [(one.name, len(one.codings)) for one in text.selections] == [
        ("terus terang jarang", 2),
        ("Saya pegang tangannya", 1),
    ]
    assert {note.name for note in project.notes} == {
        "Memo",
        "Laras: polarity=lacking; giver=worker",
        "Laras: polarity=given; giver=other_staff",
    }


def test_a_blind_coder_takes_out_only_what_is_open(study: Study, source: Source, cast: Cast, by: Actor) -> None:
    auditor = cast.actor("auditor")
    coding.add_coding(source, start=3, end=8, code=Code.objects.get(study=study, name="INF-01"), by=auditor)
    out = actions.export_project(study, by=by)
    assert (out.found.kept["codings"], out.left_out.hidden) == (3, 1)
    table = actions.export_codings(study, form="csv", by=by)
    assert (table.count, table.left_out.hidden) == (3, 1)


def test_only_who_may_brings_in_and_takes_out(empty: Study, study: Study, cast: Cast, by: Actor) -> None:
    data = one_text(b"satu dua tiga")
    auditor, elsewhere = cast.actor("auditor"), cast.actor("peksos_lain", roles=frozenset({"operator"}))
    for who, error in ((auditor, NotAllowed), (elsewhere, NotFound)):
        with pytest.raises(error):
            actions.import_project(empty, data=data, file_name="uji.qdpx", by=who)
        with pytest.raises(error):
            actions.export_project(study, by=who)
        with pytest.raises(error):
            actions.export_codings(study, form="csv", by=who)
        with pytest.raises(error):
            actions.export_codebook(study, by=who)


def test_nothing_leaves_without_its_audit_row(
    study: Study, source: Source, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.export_codings(study, form="csv", by=operator)
    row = Entry.objects.get(verb="exchange.note_export")
    assert (row.actor, row.object_id) == ("peneliti", str(study.pk))

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr("laras.base.audit.chain.append", broken)
    with pytest.raises(RuntimeError):
        actions.export_project(study, by=operator)


@pytest.mark.parametrize(
    ("consent", "inside", "outside"),
    [
        (None, 1, 0),
        ({"agreed": True, "may_quote": True}, 1, 0),
        ({"agreed": True, "may_quote": True, "may_share": True}, 1, 1),
        ({"agreed": True, "may_share": True}, 0, 0),
        ({"agreed": False}, 0, 0),
    ],
)
def test_consent_decides_what_leaves(
    consent: dict[str, Any] | None,
    inside: int,
    outside: int,
    study: Study,
    source: Source,
    informant: Informant,
    by: Actor,
    operator: Actor,
) -> None:
    if consent is not None:
        evidence.give_research_consent(informant, **consent, by=by)
    for sharing, there in ((False, inside), (True, outside)):
        out = actions.export_project(study, sharing=sharing, by=operator)
        assert (out.found.kept["sources"], out.left_out.sources) == (there, 1 - there)
        assert (b"terus terang" in project_part(out.data)) == bool(there)
    table = actions.export_codings(study, form="csv", by=operator)
    assert (table.count, table.left_out.quotes) == (3, 0 if inside else 3)
    assert (b"terus terang" in table.data) == bool(inside)


def test_what_is_shared_takes_only_notes_about_texts_that_leave(
    study: Study, source: Source, informant: Informant, by: Actor, operator: Actor
) -> None:
    evidence.give_research_consent(informant, agreed=True, may_quote=True, may_share=True, by=by)
    add_memo(study, kind="reflexive", text="Tentang wawancara ini.", links=[("source", source.pk)], by=by)
    add_memo(study, kind="context", text="Tidak terkait apa pun.", by=by)
    for sharing, both in ((False, True), (True, False)):
        data = project_part(actions.export_project(study, sharing=sharing, by=operator).data)
        assert (b"Tentang wawancara ini." in data, b"Tidak terkait apa pun." in data) == (True, both)
