"""Transferability: enough is told of the place and the voices that a reader can judge whether it fits elsewhere."""

from __future__ import annotations

from laras.domain.trust.facts import Facts, Thresholds
from laras.domain.trust.report import Outcome, Status, share


def thick_description(facts: Facts, limits: Thresholds) -> Outcome:
    """Items of the context sheet that are filled in."""
    if facts.context_items is None:
        return Outcome(threshold=1.0, asked={"n": limits.context_items})
    return share(facts.context_items, limits.context_items)


def quotes_per_finding(facts: Facts, limits: Thresholds) -> Outcome:
    """Findings with enough verbatim quotes."""
    good = sum(one.quotes >= limits.quotes for one in facts.findings or ())
    return share(good, None if facts.findings is None else len(facts.findings), 1.0, least=limits.quotes)


def quote_concentration(facts: Facts, limits: Thresholds) -> Outcome:
    """The greatest share of quotes that comes from one informant; less is better."""
    asked: dict[str, object] = {"most": round(100 * limits.concentration)}
    counts = [n for n in (facts.quotes_by_informant or {}).values() if n]
    if not counts:
        return Outcome(threshold=limits.concentration, asked=asked)
    value = max(counts) / sum(counts)
    status: Status = "met" if value <= limits.concentration else "not_yet" if len(counts) == 1 else "partly"
    return Outcome(status, value, limits.concentration, {"percent": round(100 * value)}, asked)


def informants_quoted(facts: Facts, limits: Thresholds) -> Outcome:
    """Informants quoted at least once."""
    if facts.quotes_by_informant is None or not facts.informants:
        return Outcome(threshold=1.0)
    quoted = {one for one, n in facts.quotes_by_informant.items() if n}
    return share(len(facts.informants & quoted), len(facts.informants))
