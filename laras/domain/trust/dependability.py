"""Dependability: the way from data to result is written down, was looked at, and leads twice to the same place."""

from __future__ import annotations

from laras.domain.trust.facts import Facts, Thresholds
from laras.domain.trust.report import Outcome, Status, graded, share


def audit_trail(facts: Facts, limits: Thresholds) -> Outcome:
    """Halpern's classes of records that are not empty."""
    return share(facts.audit_classes or 0, None if facts.audit_classes is None else limits.audit_classes)


def dependability_audit(facts: Facts, limits: Thresholds) -> Outcome:
    """A review by an independent person, current if made after the last change of a coding."""
    if facts.audits is None:
        return Outcome(threshold=1)
    held = [one for one in facts.audits if one.kind == "dependability" and one.independent]
    changed = facts.last_coding_change
    current = [one for one in held if changed is None or one.on >= changed]
    status: Status = "met" if current else "partly" if held else "not_yet"
    return Outcome(status, len(current), 1, {"audits": len(held), "current": len(current)})


def _coefficient(value: float | None, least: float) -> Outcome:
    if value is None:
        return Outcome(threshold=least, asked={"least": least})
    return Outcome(graded(value, least), value, least, {"value": f"{value:.2f}"}, {"least": least})


def stepwise_replication(facts: Facts, limits: Thresholds) -> Outcome:
    """Overlap of themes (Jaccard) between two teams."""
    return _coefficient(facts.replication_overlap, limits.overlap)


def code_recode(facts: Facts, limits: Thresholds) -> Outcome:
    """Agreement of a coder with oneself, 14 days later or more."""
    return _coefficient(facts.recode_alpha, limits.alpha)


def intercoder(facts: Facts, limits: Thresholds) -> Outcome:
    """Krippendorff's alpha over what two people coded; a reflexive study may leave it out with a reason."""
    asked: dict[str, object] = {"share": round(100 * limits.double_coded), "least": limits.alpha}
    alpha = facts.agreement_alpha
    if alpha is None:
        return Outcome(threshold=limits.alpha, asked=asked)
    part = facts.double_coded_share or 0.0
    status: Status = graded(alpha, limits.alpha)
    if status == "met" and part < limits.double_coded:
        status = "partly"
    return Outcome(status, alpha, limits.alpha, {"value": f"{alpha:.2f}", "percent": round(100 * part)}, asked)


def codebook_stability(facts: Facts, limits: Thresholds) -> Outcome:
    """Definition changes after half of the data were coded, and whether it was coded again since."""
    changes = facts.late_codebook_changes
    if changes is None:
        return Outcome(threshold=0)
    status: Status = "met" if not changes or facts.recoded_since_change else "not_yet"
    return Outcome(status, changes, 0, {"changes": changes})


def protocol_stability(facts: Facts, limits: Thresholds) -> Outcome:
    """Interviews that state the version of their guide."""
    asked = [one for one in facts.sources or () if one.technique == "interview"]
    versions = {one.guide_version for one in asked if one.guide_version}
    found = share(sum(bool(one.guide_version) for one in asked), len(asked))
    if found.shown is None:
        return found
    return Outcome(found.status, found.value, 1.0, {**found.shown, "versions": len(versions)})
