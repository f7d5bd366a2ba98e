"""The words of group work, all of them data: aims, kinds of group, states, attendance, ties, risk tags."""

from __future__ import annotations

from dataclasses import dataclass

from laras.domain.errors import N_, Closed
from laras.domain.texts import Text, labels, load, text

_DATA = load("programme")

AIM_LABELS: dict[str, Text] = labels(_DATA["aims"])
GROUP_TYPE_LABELS: dict[str, Text] = labels(_DATA["group_types"])
GJK_STAGE_LABELS: dict[str, Text] = labels(_DATA["stages"])
POINT_LABELS: dict[str, Text] = labels(_DATA["points"])
STATE_LABELS: dict[str, Text] = labels(_DATA["states"])
DEED_LABELS: dict[str, Text] = labels(_DATA["deeds"])
GROUP_STATE_LABELS: dict[str, Text] = labels(_DATA["group_states"])
SESSION_STATE_LABELS: dict[str, Text] = labels(_DATA["session_states"])
ATTENDANCE_LABELS: dict[str, Text] = labels(_DATA["attendance"])
TIE_LABELS: dict[str, Text] = labels(_DATA["ties"])
RISK_LABELS: dict[str, Text] = labels(_DATA["risk_tags"])
CARE_QUESTIONS: dict[str, Text] = labels(_DATA["care_questions"])
SCREENING_LABELS: dict[str, Text] = labels(_DATA["screening"])
EXCLUSION_LABELS: dict[str, Text] = labels(_DATA["exclusions"])
ENERGY_LABELS: dict[str, Text] = labels(_DATA["energy"])
PLACE_LABELS: dict[str, Text] = labels(_DATA["places"])
SWOT_LABELS: dict[str, Text] = labels(_DATA["swot"])
FUND_LABELS: dict[str, Text] = labels(_DATA["funds"])
BACKGROUND: dict[str, Text] = labels(_DATA["background"])

AIMS = tuple(AIM_LABELS)
GROUP_TYPES = tuple(GROUP_TYPE_LABELS)
GJK_STAGES = tuple(GJK_STAGE_LABELS)
POINTS = tuple(POINT_LABELS)
STATES = tuple(STATE_LABELS)
DEEDS = tuple(DEED_LABELS)
GROUP_STATES = tuple(GROUP_STATE_LABELS)
SESSION_STATES = tuple(SESSION_STATE_LABELS)
ATTENDANCE = tuple(ATTENDANCE_LABELS)
ATTENDED = ("full", "partial")
READINESS = ("green", "yellow", "red")
TIE_KINDS = tuple(TIE_LABELS)
RISK_TAGS = tuple(RISK_LABELS)
SWOT_KINDS = tuple(SWOT_LABELS)
FUNDS = tuple(FUND_LABELS)

SMALLEST_GROUP: int = _DATA["limits"]["smallest_group"]
LARGEST_GROUP: int = _DATA["limits"]["largest_group"]
LAST_OPEN_SESSION: int = _DATA["limits"]["last_open_session"]
ACCESS_DAYS_AFTER_END: int = _DATA["limits"]["access_days_after_end"]
REASON_LENGTH: int = _DATA["limits"]["reason_length"]


@dataclass(frozen=True)
class Section:
    """One heading of the customary proposal, with a word on what belongs there."""

    code: str
    label: Text
    hint: Text


SECTIONS: dict[str, Section] = {
    code: Section(code, text(row["label"]), text(row["hint"])) for code, row in _DATA["sections"].items()
}

TRANSITIONS: dict[str, dict[str, str]] = _DATA["transitions"]
GROUP_TRANSITIONS: dict[str, dict[str, str]] = _DATA["group_transitions"]
SESSION_TRANSITIONS: dict[str, dict[str, str]] = _DATA["session_transitions"]
OPEN_TO_CHANGE = frozenset({"draft", "returned"})


def after(state: str, deed: str, table: dict[str, dict[str, str]] | None = None) -> str:
    """The state a deed leads to (by default of a proposal). Raises Closed for a deed this state does not know."""
    following = (table or TRANSITIONS).get(state, {})
    if deed not in following:
        raise Closed(N_("This cannot be done now: the state has changed. Load the page again."))
    return following[deed]


def deeds_from(state: str, table: dict[str, dict[str, str]] | None = None) -> tuple[str, ...]:
    """The deeds a state knows, in the order of the table."""
    return tuple((table or TRANSITIONS).get(state, {}))
