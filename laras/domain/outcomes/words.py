"""The sentences that read a change aloud; never causal. Places in braces are filled by the page."""

from __future__ import annotations

from laras.domain.outcomes.courses import BETTER, MemberChange
from laras.domain.texts import Text, labels, load

_DATA = load("outcomes")
MEMBER: dict[str, Text] = labels(_DATA["member"])
GROUP: dict[str, Text] = labels(_DATA["group"])
TARGET_STATUS: dict[str, Text] = labels(_DATA["target"])
TARGET_NAMES: dict[str, Text] = labels(_DATA["target_names"])


def movement(change: MemberChange, better: str) -> str:
    """Return the key in `MEMBER` of the sentence that says how a score moved."""
    if change.before is None:
        return "no_before"
    if change.difference is None:
        return "no_after"
    if change.difference == 0:
        return "same"
    up = change.difference > 0
    hoped = up == (BETTER[better] > 0)
    return f"{'rose' if up else 'fell'}_{'hoped' if hoped else 'other'}"


def status(met: bool | None) -> str:
    """Return the key in `TARGET_STATUS` of a verdict; None is *not assessable*, not *not met*."""
    return "not_assessable" if met is None else "met" if met else "not_met"
