"""What the recorded data can tell the four tests of trustworthiness."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from dataclasses import replace

from django.utils import timezone

from laras.domain.trust import Facts, SourceFact
from laras.stages.appraisal.models import PeerDebrief
from laras.stages.appraisal.queries.audits import audit_facts, audit_rows, audits_of
from laras.stages.appraisal.queries.checks import check_facts, checks_of, edited_after_check
from laras.stages.appraisal.queries.codebook import late_changes
from laras.stages.appraisal.queries.findings import finding_facts
from laras.stages.appraisal.queries.integrity import Integrity, integrity_of
from laras.stages.appraisal.queries.material import Material, last_coding_change, material_of
from laras.stages.appraisal.queries.people import dual_roles, hands_in, memo_count
from laras.stages.appraisal.queries.second import second_readings
from laras.stages.appraisal.queries.trail import classes_of
from laras.stages.coding.queries import TECHNIQUES
from laras.stages.coding.queries.reflexivity import reflexivity
from laras.stages.evidence.models import Source, Statement, Study
from laras.stages.evidence.queries import context_of, slot_of

# What was written here at once is its own original; what was said or printed elsewhere has one to be kept.
_HAS_ORIGINAL = ("interview", "fgd", "document")


def with_integrity(facts: Facts, whole: Integrity) -> Facts:
    """Return the facts with what a comparison of excerpts and files found."""
    return replace(facts, excerpts=whole.compared, excerpts_intact=whole.whole)


def facts_of(study: Study, *, integrity: bool = False, material: Material | None = None) -> Facts:
    """Return what is recorded of a study, in values; a fixed number of queries.

    With `integrity` every excerpt, text and file is opened and compared, which takes its time.
    """
    found = material or material_of(study)
    checks = checks_of(study)
    second = second_readings(found)
    late, recoded = late_changes(found)
    last = last_coding_change(study)
    roles = dual_roles(study, found.informants.values())
    ties = [tie for own in found.ties_of.values() for tie in own]
    facts = Facts(
        informants=frozenset(one.code for one in found.informants.values()),
        sources=_sources(found),
        findings=finding_facts(found),
        codings=len(found.codings),
        codings_used=len({tie.coding_id for tie in ties}),
        coders=len({one.coder for one in found.codings.values()}) or None,
        double_coded_share=second.double_coded,
        agreement_alpha=second.alpha,
        recode_alpha=second.recode_alpha,
        replication_overlap=second.overlap,
        late_codebook_changes=late,
        recoded_since_change=recoded,
        peer_debriefs=PeerDebrief.objects.filter(study=study).count(),
        set_aside_share=_set_aside(found),
        member_checks=check_facts(checks),
        context_items=sum(item.complete for item in context_of(study)),
        quotes_by_informant=_quotes(found),
        audit_classes=sum(one.count > 0 for one in classes_of(study)),
        audits=audit_facts(audit_rows(audits_of(study), hands_in(study), last)),
        last_coding_change=last,
        memos=memo_count(study),
        has_positionality=_has_positionality(study),
        dual_roles=len(roles),
        has_dual_role_memo=bool(roles) and all(one.has_memo for one in roles),
        edited_after_check=edited_after_check(checks),
    )
    return with_integrity(facts, integrity_of(study)) if integrity else facts


def _sources(material: Material) -> tuple[SourceFact, ...]:
    aspects: dict[uuid.UUID, set[str]] = defaultdict(set)
    for coding in material.codings.values():
        aspects[coding.source_id].add(coding.aspect)
    in_time = {one.source.pk: _in_time(one.status) for one in reflexivity(material.study)}
    return tuple(_source(row, material, aspects[row.pk], in_time.get(row.pk)) for row in material.sources.values())


def _in_time(status: str) -> bool | None:
    """Return whether the memo came within 48 hours; None while it still may, or where the day is not known."""
    return None if status in ("waiting", "undated") else status == "on_time"


def _source(row: Source, material: Material, coded: set[str], in_time: bool | None) -> SourceFact:
    informant = material.informants.get(row.informant_id) if row.informant_id else None
    technique = TECHNIQUES[row.kind]
    watched = set(row.setting.get("aspects", ())) if technique == "observation" and row.setting else set()
    moment = timezone.localtime(row.happened_at) if row.happened_at else None
    return SourceFact(
        id=str(row.pk),
        technique=technique,
        on=moment.date() if moment else None,
        informant=informant.code if informant else None,
        role=informant.role if informant else None,
        slot=_slot(row) or (slot_of(moment) if moment else ""),
        aspects=frozenset((watched | coded) - {""}),
        has_original=_has_original(row),
        guide_version=str(row.guide.version) if row.guide else None,
        listened_again=row.listened_at is not None if technique == "interview" else None,
        memo_in_time=in_time,
    )


def _slot(row: Source) -> str:
    return str(row.setting.get("slot", "")) if row.kind == "observation" and row.setting else ""


def _has_original(row: Source) -> bool | None:
    if row.kind not in _HAS_ORIGINAL:
        return None
    return row.file_id is not None or row.audio_id is not None


def _set_aside(material: Material) -> float | None:
    rows = material.sources.values()
    return sum(row.is_set_aside for row in rows) / len(rows) if rows else None


def _quotes(material: Material) -> dict[str, int]:
    """Return how many quotes of each informant stand behind findings."""
    codes = [
        material.informants[source.informant_id].code
        for ties in material.ties_of.values()
        for tie in ties
        if (source := material.sources.get(material.codings[tie.coding_id].source_id)) is not None
        and source.informant_id in material.informants
    ]
    return dict(Counter(codes))


def _has_positionality(study: Study) -> bool:
    newest = Statement.objects.filter(study=study, item="positionality").order_by("-recorded_at", "-id").first()
    return newest is not None and bool(newest.text)
