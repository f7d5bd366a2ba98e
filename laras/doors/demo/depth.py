"""What makes the example study whole: context, statements, memos, checks, a second reading by the same coder, audits."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.doors.demo.diary import Diary
from laras.doors.demo.people import Staff
from laras.stages.appraisal import actions as appraisal
from laras.stages.appraisal.models import Audit, Finding, FindingLink
from laras.stages.appraisal.queries import CHECKLIST
from laras.stages.coding import actions as coding
from laras.stages.coding.actions.memos import add_memo
from laras.stages.coding.models import Code, Coding, Round
from laras.stages.coding.queries import differences
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study

FOLDER = Path(__file__).parent / "data" / "study"
RECODED = dt.timedelta(days=15)  # domain/trustworthiness B.2: 14 days or more after the first reading
SHARE = 0.1
# In this many passages of ten the second reading says the same as the first.
SAME = 8


@cache
def described() -> dict[str, Any]:
    """Return what `depth.toml` says."""
    return tomllib.loads((FOLDER / "depth.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Depth:
    """The study with everything in it that has a name, and the moment it was concluded."""

    study: Study
    sources: dict[str, Source]
    informants: dict[str, Informant]
    staff: Staff
    diary: Diary
    concluded: dt.datetime

    @property
    def by(self) -> Actor:
        return self.staff.actors["peneliti"]

    def later(self, **span: float) -> dt.datetime:
        """Return a moment after the study was concluded, never after the demo's own now."""
        return min(self.concluded + dt.timedelta(**span), self.diary.end)


def prepare(given: Depth) -> None:
    """Fill in what is set up before the first interview; its texts are in `depth.toml`."""
    data, study, by = described(), given.study, given.by
    evidence.set_context_words(study, words=data["context_words"], by=by)
    for item, text in data["context"].items():
        evidence.describe_context(study, item=item, text=text, by=by)
    for item, text in data["statements"].items():
        evidence.state(study, item=item, text=text, by=by)
    evidence.set_variation(study, traits=["role", "years"], by=by)
    for code, traits in data["traits"].items():
        one = given.informants[code]
        evidence.edit_informant(one, code=one.code, role=one.role, years=one.years, traits=traits, by=by)
    day = clock.today()
    for informant in given.informants.values():
        evidence.note_approach(
            study, role=informant.role, result="agreed", approached_on=day, informant=informant, by=by
        )
    for row in data["approaches"]:
        evidence.note_approach(study, **row, approached_on=day, by=by)
    for kind, names in data["pseudonyms"].items():
        for real, stands in names:
            evidence.add_pseudonym(study, kind=kind, real=real, stands=stands, by=by)


def accompany(given: Depth) -> None:
    """Write the memos after each interview, mark what was listened to again, observe once more, raise a risk."""
    data, study, by = described(), given.study, given.by
    for row in data["reflections"]:
        source = given.sources[row["source"]]
        assert source.happened_at is not None
        with clock.at(min(source.happened_at + dt.timedelta(hours=row["hours"]), given.diary.end)):
            add_memo(study, kind="reflexive", text=row["text"], links=[("source", source.pk)], by=by)
    with clock.at(given.later(days=-2)):
        for stem, source in given.sources.items():
            if source.kind == "interview" and stem != "wawancara-p4-2":
                evidence.mark_listened(source, by=by)
        seen = evidence.note_observation(
            study, **data["observation"], aspects=["informational"], slot="noon", happened_at=given.later(days=-3),
            minutes=25, by=by,
        )  # fmt: skip
        evidence.put_aside(seen, by=by)
        _raise_risk(given)


def _raise_risk(given: Depth) -> None:
    row = described()["risk"]
    source = given.sources[row["source"]]
    passage = Coding.objects.filter(source=source, removed_at__isnull=True).order_by("start", "id").first()
    assert passage is not None
    risk = coding.raise_risk(
        source, start=passage.start, end=passage.end, kind=row["kind"], note=row["note"], by=given.by
    )
    psychologist = given.staff.actors["psikolog"]
    coding.close_risk(coding.take_risk(risk, by=psychologist), closing_note=row["closing"], by=psychologist)


def deepen(given: Depth) -> None:
    """Do what follows the conclusions, each on its own day: memos, debriefs, checks, recoding, consensus, audits."""
    steps: tuple[tuple[float, Callable[[Depth], object]], ...] = (
        (1, _think), (2, _settle_contradictions), (4, _check), (6, _talk), (RECODED.days, _recode), (17, _rate),
        (20, _audit),
    )  # fmt: skip
    for days, step in steps:
        with clock.at(given.later(days=days)):
            step(given)


def _code(given: Depth, indicator: str) -> Code:
    return Code.objects.get(study=given.study, indicator=indicator)


def _think(given: Depth) -> None:
    for row in described()["memos"]:
        about = ("code", _code(given, row["about"]).pk)
        add_memo(given.study, kind=row["kind"], title=row["title"], text=row["text"], links=[about], by=given.by)
    kept = coding.add_code(given.study, name="Giliran bicara", aspect="informational", by=given.by)
    twin = coding.add_code(given.study, name="Kesempatan bicara", aspect="informational", by=given.by)
    coding.merge_code(twin, into=kept, reason="Dua kata untuk hal yang sama.", by=given.by)


def _settle_contradictions(given: Depth) -> None:
    rows = FindingLink.objects.filter(study=given.study).exclude(relation="supports").order_by("id")
    for link in list(rows)[:-2]:
        resolution, note = described()["resolutions"][link.relation]
        appraisal.resolve_contradiction(link, resolution=resolution, note=note, by=given.by)


def _check(given: Depth) -> None:
    finding = Finding.objects.filter(study=given.study, withdrawn_at__isnull=True).order_by("position", "id").first()
    assert finding is not None
    for row in described()["checks"]:
        asked = [given.informants[row["informant"]]]
        check = appraisal.send_checks(given.study, informants=asked, way=row["way"], finding=finding, by=given.by)[0]
        appraisal.record_answer(check, verdict=row["verdict"], comment=row["comment"], by=given.by)
        if row.get("resolution"):
            appraisal.resolve_check(check, resolution=row["resolution"], by=given.by)


def _talk(given: Depth) -> None:
    for row in described()["debriefs"]:
        decisions = [{"text": text, "changed": changed} for text, changed in row["decisions"]]
        appraisal.record_debrief(
            given.study,
            held_on=clock.today() - dt.timedelta(days=row["days_before"]),
            peer=row["peer"],
            questions=row["questions"],
            decisions=decisions,
            by=given.by,
        )
    told = described()["justification"]
    appraisal.justify(given.study, technique=told["technique"], text=told["text"], by=given.by)


def _recode(given: Depth) -> None:
    """Read a drawn sample again after 15 days: most is judged as before, two passages of ten are missed.

    A study that ended only now waits for that.
    """
    if clock.now() - given.concluded < RECODED:
        return
    made: Round = coding.open_round(
        given.study,
        kind="recode",
        first_coder="peneliti",
        second_coder="peneliti",
        share=SHARE,
        reason="Menguji kestabilan pengodean sendiri.",
        by=given.by,
    )
    sources = [one for one in given.sources.values() if str(one.pk) in made.sample]
    for source in sources:
        rows = Coding.objects.filter(source=source, coder="peneliti", round=1, removed_at__isnull=True)
        for number, row in enumerate(rows.select_related("code").order_by("start", "id")):
            if number % 10 < SAME:
                coding.add_coding(
                    source, start=row.start, end=row.end, code=row.code, polarity=row.polarity, giver=row.giver,
                    by=given.by,
                )  # fmt: skip
        coding.finish_reading(source, by=given.by)
    coding.close_round(made, by=given.by)
    open_ones = [one for one in differences(given.study, given.by, made) if one.settlement is None]
    by_id = {source.pk: source for source in sources}
    for one in open_ones[:1]:
        coding.settle(
            by_id[one.passage.source_id],
            start=one.passage.start,
            outcome="first",
            settled_by=["peneliti"],
            reason="Terlewat pada pembacaan kedua; definisi tetap cocok.",
            round=made,
            by=given.by,
        )


def _rate(given: Depth) -> None:
    data, second = described(), given.staff.actors["penyelia"]
    for aspect, (band, reason) in data["second_rater"].items():
        appraisal.rate_aspect(given.study, aspect=aspect, band=band, reason=reason, by=second)
    for aspect, (band, reason) in data["consensus"].items():
        appraisal.agree_on_rating(given.study, aspect=aspect, band=band, reason=reason, by=given.by)


def _audit(given: Depth) -> None:
    """Two audits by one who had no hand in the study: every drawn finding holds, one step of the way only partly."""
    by = given.staff.actors["auditor"]
    drawn = appraisal.begin_audit(given.study, kind="confirmability", seed=2026, by=by)
    answers: dict[str, dict[str, str]] = {name: {"answer": "supported", "note": ""} for name in drawn.sample}
    _signed(drawn, answers, "Temuan contoh dapat ditelusuri ke kutipan, sumber, dan barisnya.", by)
    way = appraisal.begin_audit(given.study, kind="dependability", by=by)
    answers = {str(name): {"answer": "supported", "note": ""} for name in CHECKLIST}
    answers[next(reversed(answers))] = {"answer": "partly", "note": "Dua keputusan tercatat tanpa alasan."}
    _signed(way, answers, "Jejaknya lengkap; alasan keputusan analisis sebagian besar tercatat.", by)


def _signed(audit: Audit, answers: dict[str, dict[str, str]], verdict: str, by: Actor) -> None:
    appraisal.sign_audit(appraisal.answer_audit(audit, answers=answers, verdict=verdict, by=by), by=by)
