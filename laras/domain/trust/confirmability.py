"""Confirmability: results come from the data, can be followed back to it, and somebody else has done so."""

from __future__ import annotations

from math import ceil

from laras.domain.trust.facts import Facts, Thresholds
from laras.domain.trust.report import Outcome, Status, share


def traceability(facts: Facts, limits: Thresholds) -> Outcome:
    """Findings with a supporting excerpt whose original is kept."""
    good = sum(one.traceable and one.supports > 0 for one in facts.findings or ())
    return share(good, None if facts.findings is None else len(facts.findings))


def reverse_traceability(facts: Facts, limits: Thresholds) -> Outcome:
    """Codings that are used in a finding: much that is left out may have been picked selectively."""
    n = None if facts.codings_used is None else facts.codings
    return share(facts.codings_used or 0, n, limits.codings_used, least=round(100 * limits.codings_used))


def integrity(facts: Facts, limits: Thresholds) -> Outcome:
    """Excerpts that still equal the text they were taken from; a single one that does not is never 'partly'."""
    if facts.excerpts is None or facts.excerpts_intact is None:
        return Outcome(threshold=1.0)
    found = share(facts.excerpts_intact, facts.excerpts)
    if found.status != "partly":
        return found
    return Outcome("not_yet", found.value, 1.0, found.shown)


def reflexivity(facts: Facts, limits: Thresholds) -> Outcome:
    """Memos within 48 hours of interviews, and the researcher's statement of position."""
    if facts.memos is None:
        return Outcome(threshold=1.0)
    known = [one for one in facts.sources or () if one.technique == "interview" and one.memo_in_time is not None]
    timely = sum(bool(one.memo_in_time) for one in known)
    complete = bool(known) and timely == len(known) and facts.has_positionality and facts.memos > 0
    status: Status = "met" if complete else "partly" if facts.memos or facts.has_positionality else "not_yet"
    value = timely / len(known) if known else None
    return Outcome(status, value, 1.0, {"memos": facts.memos, "met": timely, "n": len(known)})


def dual_role(facts: Facts, limits: Thresholds) -> Outcome:
    """Researchers who are also workers of a client in the study; a memo makes it visible, not gone."""
    if facts.dual_roles is None:
        return Outcome(threshold=0)
    status: Status = "met" if not facts.dual_roles else "partly" if facts.has_dual_role_memo else "not_yet"
    return Outcome(status, facts.dual_roles, 0, {"n": facts.dual_roles})


def confirmability_audit(facts: Facts, limits: Thresholds) -> Outcome:
    """The latest independent audit of sampled findings: max(5, 10 %) of them, 90 % supported, none unsupported."""
    total = len(facts.findings or ())
    sample = min(total, max(limits.audit_sample, ceil(limits.audit_sample_share * total))) or limits.audit_sample
    asked: dict[str, object] = {"sample": sample, "least": round(100 * limits.audit_supported)}
    if facts.audits is None:
        return Outcome(threshold=limits.audit_supported, asked=asked)
    held = [one for one in facts.audits if one.kind == "confirmability" and one.independent]
    if not held:
        shown: dict[str, object] = {"met": 0, "n": 0, "unsupported": 0}
        return Outcome("not_yet", None, limits.audit_supported, shown, asked)
    last = max(held, key=lambda one: one.on)
    n = last.supported + last.partly + last.unsupported
    value = last.supported / n if n else 0.0
    passed = n >= sample and value >= limits.audit_supported and not last.unsupported
    shown = {"met": last.supported, "n": n, "unsupported": last.unsupported}
    return Outcome("met" if passed else "partly" if n else "not_yet", value, limits.audit_supported, shown, asked)


def edits_after_check(facts: Facts, limits: Thresholds) -> Outcome:
    """Findings changed after their member check and not checked again."""
    changed = facts.edited_after_check
    if changed is None:
        return Outcome(threshold=0)
    return Outcome("not_yet" if changed else "met", changed, 0, {"n": changed})
