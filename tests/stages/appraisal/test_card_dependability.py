"""The report card: dependability and confirmability reach each status from what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.base.files.vault import store
from laras.stages.appraisal import queries
from laras.stages.appraisal.models import Audit, Finding, PeerDebrief
from laras.stages.coding.models import CodeChange, Coding, Memo, MemoLink, Reading, Round
from laras.stages.evidence.models import Guide, Source, Statement
from tests.cast import Cast
from tests.stages.appraisal.field import DAY, NOW, Field

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


def test_the_six_classes_of_the_trail(field: Field) -> None:
    assert field.status("audit_trail") == "not_yet"
    field.source()
    assert field.status("audit_trail") == "partly"
    field.coding(Source.objects.get())
    field.finding()
    field.row(PeerDebrief, held_on=NOW.date(), peer="Dosen", questions="Apa?", decisions=[])
    field.row(Statement, item="positionality", text="Saya pekerja sosial.")
    field.row(Guide, version=1)
    assert field.status("audit_trail") == "met"


@pytest.mark.parametrize(("kind", "technique"), [(f"{one}", f"{one}_audit") for one in ("dependability",)])
def test_a_dependability_audit_current_and_stale(field: Field, kind: str, technique: str) -> None:
    assert field.status(technique) == "not_yet"
    audit = field.row(
        Audit, kind=kind, auditor="Dosen", answers={}, verdict="Baik.", signed_at=NOW, recorded_by="auditor"
    )
    assert field.status(technique) == "met"
    field.coding(field.source(), changed_at=NOW + DAY)
    assert field.status(technique) == "partly"
    Audit.objects.filter(pk=audit.pk).update(recorded_by="peneliti")
    assert field.status(technique) == "not_yet"


def test_a_confirmability_audit(field: Field) -> None:
    assert field.status("confirmability_audit") == "not_yet"
    finding = field.finding()
    for answer, status in (("partly", "partly"), ("supported", "met")):
        Audit.objects.all().delete()
        field.row(
            Audit,
            kind="confirmability",
            auditor="Dosen",
            sample=[str(finding.pk)],
            answers={str(finding.pk): {"answer": answer, "note": "Ya."}},
            verdict="Baik.",
            signed_at=NOW,
            recorded_by="auditor",
        )
        assert field.status("confirmability_audit") == status


def test_two_halves_coded_apart(field: Field) -> None:
    assert field.status("stepwise_replication") == "not_assessable"
    first, second = field.source(), field.source()
    field.coding(first, "A")
    other = field.coding(second, "B", coder="auditor")
    assert field.status("stepwise_replication") == "not_yet"
    field.coding(second, "A", coder="auditor")
    assert field.status("stepwise_replication") == "partly"
    other.delete()
    assert field.status("stepwise_replication") == "met"


def test_two_coders(field: Field) -> None:
    assert field.status("intercoder") == "not_assessable"
    sources = [field.source(), field.source()]
    for source in sources:
        for coder in ("peneliti", "auditor"):
            field.row(Reading, source=source, coder=coder, round=1, finished_at=NOW)
    field.coding(sources[0], "A")
    field.coding(sources[1], "A", coder="auditor")
    assert field.status("intercoder") == "not_yet"
    field.coding(sources[0], "A", coder="auditor")
    field.coding(sources[0], "B")
    field.coding(sources[0], "B", coder="auditor")
    assert field.status("intercoder") == "partly"
    field.coding(sources[1], "A")
    Coding.objects.filter(code__name="B").delete()
    field.coding(sources[0], "B")
    field.coding(sources[0], "B", coder="auditor")
    assert field.status("intercoder") == "met"


def test_one_coder_twice(field: Field) -> None:
    assert field.status("code_recode") == "not_assessable"
    sources = [field.source(), field.source()]
    common = {"kind": "recode", "first_coder": "peneliti", "second_coder": "peneliti", "seed": 1, "share": 1.0}
    field.row(Round, number=2, reason="", sample=[str(one.pk) for one in sources], **common)
    for source in sources:
        field.row(Reading, source=source, coder="peneliti", round=1, finished_at=NOW)
        field.row(Reading, source=source, coder="peneliti", round=2, finished_at=NOW + 13 * DAY)
    field.coding(sources[0], "A")
    field.coding(sources[1], "A", round=2)
    assert field.status("code_recode") == "not_assessable"
    Reading.objects.filter(round=2).update(finished_at=NOW + 14 * DAY)
    assert field.status("code_recode") == "not_yet"
    field.coding(sources[0], "A", round=2)
    field.coding(sources[0], "B")
    field.coding(sources[0], "B", round=2)
    assert field.status("code_recode") == "partly"
    field.coding(sources[1], "A")
    assert field.status("code_recode") == "met"


def test_definitions_changed_late(field: Field) -> None:
    assert field.status("codebook_stability") == "not_assessable"
    coding = field.coding(field.source())
    assert field.status("codebook_stability") == "met"
    common = {"kind": "defined", "version": 2, "before": {}, "after": {}, "reason": ""}
    field.row(CodeChange, code=coding.code, recorded_at=NOW + DAY, **common)
    assert field.status("codebook_stability") == "not_yet"
    Coding.objects.update(code_version=2)
    assert field.status("codebook_stability") == "met"


def test_versions_of_the_guide(field: Field) -> None:
    assert field.status("protocol_stability") == "not_assessable"
    field.source()
    assert field.status("protocol_stability") == "not_yet"
    guide = field.row(Guide, version=1)
    field.source(guide=guide)
    assert field.status("protocol_stability") == "partly"
    Source.objects.update(guide=guide)
    assert field.status("protocol_stability") == "met"


def test_ways_back_from_findings_and_from_codings(field: Field) -> None:
    both = ("traceability", "reverse_traceability")
    assert [field.status(one) for one in both] == ["not_assessable"] * 2
    source = field.source()
    codings = [field.coding(source) for _ in range(4)]
    field.finding()
    assert [field.status(one) for one in both] == ["not_yet", "not_yet"]
    field.finding(codings[0])
    assert [field.status(one) for one in both] == ["partly", "partly"]
    Finding.objects.filter(links__isnull=True).update(withdrawn_at=NOW)
    field.finding(codings[1])
    assert [field.status(one) for one in both] == ["met", "met"]


def test_excerpts_and_files_are_compared(field: Field, by: Actor, settings: Any) -> None:
    assert field.status("integrity") == "not_assessable"
    source = field.source(file=store(by.facility, name="a.txt", data=b"a", media_type="text/plain"))
    coding = field.coding(source)
    assert field.status("integrity") == "met"
    assert queries.integrity_of(field.study) == queries.Integrity(2, 2)
    coding.quote = "Lain."
    coding.save()
    assert field.status("integrity") == "not_yet"
    found = queries.integrity_of(field.study)
    assert (found.compared, found.whole, found.broken) == (2, 1, ("Sumber 1",))
    unasked = queries.report_card(field.study, integrity=False)
    assert next(one.status for one in unasked if one.technique == "integrity") == "not_assessable"


def test_reflexive_memos_in_time_and_the_own_position(field: Field) -> None:
    assert field.status("reflexivity") == "not_yet"
    source = field.source()
    field.row(Statement, item="positionality", text="Saya pekerja sosial.")
    assert field.status("reflexivity") == "partly"
    memo = field.row(
        Memo, kind="reflexive", title="", text="Saya gugup.", earlier=[], author="peneliti", changed_at=NOW + DAY
    )
    Memo.objects.filter(pk=memo.pk).update(recorded_at=NOW + DAY)
    field.row(MemoLink, memo=memo, kind="source", object_id=source.pk)
    assert field.status("reflexivity") == "met"


def test_who_studies_the_own_clients(field: Field, cast: Cast) -> None:
    assert field.status("dual_role") == "met"
    informant = field.informant("P1", client=cast.client)
    field.source(recorded_by="peksos")
    assert field.status("dual_role") == "not_yet"
    memo = field.row(Memo, kind="reflexive", title="", text="Saya juga.", earlier=[], author="peksos", changed_at=NOW)
    field.row(MemoLink, memo=memo, kind="informant", object_id=informant.pk)
    assert field.status("dual_role") == "partly"
    assert [(one.login, one.informants, one.has_memo) for one in queries.dual_roles(field.study, [informant])] == [
        ("peksos", ("P1",), True)
    ]
