"""Credibility: stayed long enough, looked often enough, asked from several sides, gave it back to those who told it."""

from __future__ import annotations

from laras.domain.aspects import ASPECT_CODES
from laras.domain.trust.facts import Facts, FindingFact, Thresholds
from laras.domain.trust.report import Outcome, Status, share


def prolonged_engagement(facts: Facts, limits: Thresholds) -> Outcome:
    """Field days, span in days and contacts an informant; met if all three are."""
    asked: dict[str, object] = {
        "least_days": limits.field_days,
        "least_span": limits.span_days,
        "least_contacts": limits.contacts,
    }
    days = {one.on for one in facts.sources or () if one.on is not None}
    if not days:
        return Outcome(threshold=limits.field_days, asked=asked)
    met_informants = [one.informant for one in facts.sources or () if one.informant is not None]
    everybody = facts.informants if facts.informants is not None else frozenset(met_informants)
    contacts = min((met_informants.count(one) for one in everybody), default=0)
    span = (max(days) - min(days)).days + 1
    fulfilled = (len(days) >= limits.field_days) + (span >= limits.span_days) + (contacts >= limits.contacts)
    shown: dict[str, object] = {"days": len(days), "span": span, "contacts": contacts}
    status: Status = "met" if fulfilled == 3 else "partly" if fulfilled else "not_yet"
    return Outcome(status, len(days), limits.field_days, shown, asked)


def persistent_observation(facts: Facts, limits: Thresholds) -> Outcome:
    """Aspects observed often enough at different times of day."""
    asked: dict[str, object] = {"least": limits.observations, "slots": limits.slots}
    if facts.sources is None:
        return Outcome(threshold=1.0, asked=asked)
    seen = [one for one in facts.sources if one.technique == "observation"]
    enough = 0
    for code in ASPECT_CODES:
        own = [one for one in seen if code in one.aspects]
        slots = {one.slot for one in own if one.slot}
        enough += len(own) >= limits.observations and len(slots) >= limits.slots
    found = share(enough, len(ASPECT_CODES))
    return Outcome(found.status, found.value, 1.0, found.shown, asked)


def _of_findings(facts: Facts, fulfilled: list[FindingFact], **asked: object) -> Outcome:
    return share(len(fulfilled), None if facts.findings is None else len(facts.findings), 1.0, **asked)


def by_source(one: FindingFact, limits: Thresholds) -> bool:
    """Enough informants of enough roles bear the finding out."""
    return len(one.informants) >= limits.informants and len(one.roles) >= limits.roles


def by_technique(one: FindingFact, limits: Thresholds) -> bool:
    """Enough techniques bear the finding out."""
    return len(one.techniques) >= limits.techniques


def by_time(one: FindingFact, limits: Thresholds) -> bool:
    """Days far enough apart bear the finding out."""
    return len(one.days) >= 2 and (max(one.days) - min(one.days)).days >= limits.gap_days


# The three ways in which one finding is looked at from several sides.
TRIANGULATION = {"source": by_source, "technique": by_technique, "time": by_time}


def triangulation_source(facts: Facts, limits: Thresholds) -> Outcome:
    """Findings supported by enough informants of enough roles."""
    good = [one for one in facts.findings or () if by_source(one, limits)]
    return _of_findings(facts, good, informants=limits.informants, roles=limits.roles)


def triangulation_technique(facts: Facts, limits: Thresholds) -> Outcome:
    """Findings supported by enough techniques."""
    good = [one for one in facts.findings or () if by_technique(one, limits)]
    return _of_findings(facts, good, techniques=limits.techniques)


def triangulation_time(facts: Facts, limits: Thresholds) -> Outcome:
    """Findings supported on days far enough apart."""
    good = [one for one in facts.findings or () if by_time(one, limits)]
    return _of_findings(facts, good, gap=limits.gap_days)


def triangulation_investigator(facts: Facts, limits: Thresholds) -> Outcome:
    """Number of coders."""
    if facts.coders is None:
        return Outcome(threshold=limits.coders, asked={"least": limits.coders})
    status: Status = "met" if facts.coders >= limits.coders else "not_yet"
    return Outcome(status, facts.coders, limits.coders, {"coders": facts.coders}, {"least": limits.coders})


def peer_debriefing(facts: Facts, limits: Thresholds) -> Outcome:
    """Number of sessions with a peer."""
    if facts.peer_debriefs is None:
        return Outcome(threshold=limits.debriefs, asked={"least": limits.debriefs})
    held = facts.peer_debriefs
    status: Status = "met" if held >= limits.debriefs else "partly" if held else "not_yet"
    return Outcome(status, held, limits.debriefs, {"sessions": held}, {"least": limits.debriefs})


def negative_case(facts: Facts, limits: Thresholds) -> Outcome:
    """Findings whose contradictions are resolved, or where a search found none."""
    good = [one for one in facts.findings or () if (one.resolved if one.contradicts + one.qualifies else one.searched)]
    return _of_findings(facts, good)


def referential_adequacy(facts: Facts, limits: Thresholds) -> Outcome:
    """Sources whose original is kept, and data set aside for a later comparison."""
    asked: dict[str, object] = {"least": round(100 * limits.set_aside)}
    known = [one for one in facts.sources or () if one.has_original is not None]
    if not known:
        return Outcome(threshold=1.0, asked=asked)
    kept = sum(bool(one.has_original) for one in known)
    aside = facts.set_aside_share or 0.0
    status: Status = "met" if kept == len(known) and aside >= limits.set_aside else "partly" if kept else "not_yet"
    return Outcome(status, kept / len(known), 1.0, {"met": kept, "n": len(known), "aside": round(100 * aside)}, asked)


def member_check(facts: Facts, limits: Thresholds) -> Outcome:
    """Sent to every informant, enough returned, nothing left unresolved; no answer is an answer, not a fault."""
    asked: dict[str, object] = {"least": round(100 * limits.returned)}
    if facts.member_checks is None:
        return Outcome(threshold=limits.returned, asked=asked)
    sent = facts.member_checks
    returned = [one for one in sent if one.verdict]
    missing = len((facts.informants or frozenset()) - {one.informant for one in sent})
    unresolved = sum(one.verdict in ("disagree", "agree_with_change") and not one.resolved for one in returned)
    value = len(returned) / len(sent) if sent else 0.0
    complete = bool(sent) and value >= limits.returned and not missing and not unresolved
    shown: dict[str, object] = {
        "returned": len(returned),
        "sent": len(sent),
        "missing": missing,
        "unresolved": unresolved,
    }
    status: Status = "met" if complete else "partly" if returned else "not_yet"
    return Outcome(status, value, limits.returned, shown, asked)


def transcript_quality(facts: Facts, limits: Thresholds) -> Outcome:
    """Interview transcripts listened to again."""
    known = [one for one in facts.sources or () if one.technique == "interview" and one.listened_again is not None]
    return share(sum(bool(one.listened_again) for one in known), len(known))
