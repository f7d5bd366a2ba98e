"""The language of the phones in a running session: which taps there are, what they may say, what they add up to.

A tap is (member or None, key, value). Keys are small, so that two phones that touch the same member at the same moment
touch different keys: each sign, each item, each tie is one. The state is the last tap for each (member, key); the
counts of turns are the sum of theirs, and a pair belongs to two. `None` takes a tap back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from laras.domain import information
from laras.domain.errors import N_, BadInput
from laras.domain.groupwork.process import LIGHTS, SIGNS
from laras.domain.groupwork.terms import ATTENDANCE, GJK_STAGES, TIE_KINDS
from laras.domain.texts import labels, load

_WORDS = load("session")
ADVERSE_LABELS = labels(_WORDS["adverse"])
TURN_LABELS = labels(_WORDS["turns"])
TURN_SHORT = labels(_WORDS["turns_short"])
TIE_QUESTIONS = labels(_WORDS["ties"])
STEP_LABELS = labels(_WORDS["step_states"])
INCIDENT_LABELS = labels(_WORDS["incidents"])
SEVERITY_LABELS = {int(code): label for code, label in labels(_WORDS["severity"]).items()}
WEATHER_LABELS = labels(_WORDS["weather"])
TEACH_RESULTS = ("0", "1", "2", "3", "refused", "postponed")
REFUSED = "refused"
NOT_SEEN = "na"
LONGEST_TEXT = 4000
LONGEST_TIMER = 24 * 3600
MOST_CHOICES = 3
STORY = ("antecedent", "behaviour", "consequence", "action", "reported_to")
REFLECTION = ("worked", "feelings", "next", "risk")

Check = Callable[[Any, str], Any]


def _one_of(*values: object) -> Check:
    return lambda value, rest: value if value in values and not isinstance(value, bool) else _no(rest)


def _flag(value: Any, rest: str) -> bool:
    return value if isinstance(value, bool) else _no(rest)


def _text(value: Any, rest: str) -> str:
    if not isinstance(value, str):
        return str(_no(rest))
    if len(value) > LONGEST_TEXT:
        raise BadInput(N_("This note is longer than {n} characters. Shorten it."), n=LONGEST_TEXT)
    # JSON may hold half a letter (one half of a surrogate pair), which no file and no database takes.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def _of(known: Iterable[str], check: Check) -> Check:
    """A key whose last part must be one of `known`."""
    names = frozenset(known)
    return lambda value, rest: check(value, rest) if rest in names else _no(rest)


def _numbered(check: Check) -> Check:
    return lambda value, rest: check(value, rest) if re.fullmatch(r"\d{1,2}", rest) else _no(rest)


def _item(check: Check) -> Check:
    """An item of an instrument; which ones exist is known to the instrument, asked again when the answers are kept."""
    return lambda value, rest: check(value, rest) if re.fullmatch(r"[\w-]{1,24}", rest) else _no(rest)


def _answer(value: Any, rest: str) -> Any:
    """What a member answered to `CODE.item`; the instrument knows its own range."""
    if not re.fullmatch(r"[A-Z0-9-]{2,12}\.[\w-]{1,24}", rest):
        _no(rest)
    is_number = _is_count(value) and 0 <= value <= 10
    return value if is_number or value == REFUSED else _no(rest)


def _timer(value: Any, rest: str) -> dict[str, Any]:
    is_timer = isinstance(value, dict) and isinstance(value.get("on"), bool) and _is_count(value.get("s"))
    if not is_timer or not 0 <= value["s"] <= LONGEST_TIMER:
        _no(rest)
    return {"on": value["on"], "s": int(value["s"])}


def _minutes(value: Any, rest: str) -> int:
    return int(value) if _is_count(value) and 1 <= value <= 600 else int(_no(rest))


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _partner(value: Any, rest: str) -> str:
    """The id of the partner; whether they are a member is known to the caller."""
    return value if isinstance(value, str) and re.fullmatch(r"[0-9a-f-]{36}", value) else str(_no(rest))


def _tie(value: Any, rest: str) -> bool:
    kind, _, other = rest.partition(".")
    if kind not in TIE_KINDS or not re.fullmatch(r"[0-9a-f]{32}", other):
        _no(rest)
    return _flag(value, rest)


def _incident(value: Any, rest: str) -> dict[str, Any]:
    if not re.fullmatch(r"[0-9a-f]{8,32}", rest) or not isinstance(value, dict):
        _no(rest)
    kind, severity = value.get("kind"), value.get("severity")
    is_known = isinstance(kind, str) and kind in INCIDENT_LABELS
    if not is_known or not _is_count(severity) or severity not in SEVERITY_LABELS:
        raise BadInput(N_("Say what happened and how serious it was, 1 to 4."))
    told = {name: _text(value.get(name, ""), name).strip() for name in STORY}
    about = value.get("member") or ""
    return {
        "kind": kind,
        "severity": severity,
        "injured": value.get("injured") is True,
        "member": _partner(about, rest) if about else "",
        **told,
    }


def _no(rest: str) -> Any:
    raise BadInput(
        N_("The page and the program do not speak of the same thing ({key}). Load the page again."), key=rest
    )


_MOOD = _one_of(1, 2, 3, 4, 5, REFUSED)
OF_MEMBER: dict[str, Check] = {
    "light": _one_of(*LIGHTS),
    "attendance": _one_of(*ATTENDANCE),
    "mood_before": _MOOD,
    "mood_after": _MOOD,
    "partner": _partner,
    "medicine": _flag,
    "note": _text,
    "sign.": _of(SIGNS, _flag),
    "adverse.": _of(ADVERSE_LABELS, _flag),
    "spl.": _item(_one_of(0, 1, 2, 3, 4, NOT_SEEN)),
    "ans.": _answer,
    "turn.": _of(TURN_LABELS, _one_of(1, -1)),
    "teach.": _of(information.TOPICS, _one_of(*TEACH_RESULTS)),
    "why.": _of(information.TOPICS, _text),
    "tie.": _tie,
}
OF_ROOM: dict[str, Check] = {
    "step.": _numbered(_one_of(*STEP_LABELS)),
    "timer.": _numbered(_timer),
    "told.": _of(information.POINTS, _flag),
    "topic_minutes.": _of(information.TOPICS, _minutes),
    "incident.": _incident,
    "gjk": _one_of(*GJK_STAGES),
    "weather": _one_of(*WEATHER_LABELS),
    "plan_b": _flag,
    "step_note.": _numbered(_text),
    "note": _text,
    "place": _text,
    **dict.fromkeys(REFLECTION, _text),
}


def clean(key: str, value: Any, *, of_member: bool) -> Any:
    """Return the value of a tap as it is kept, None to take it back. Raises BadInput for what no page sends."""
    table = OF_MEMBER if of_member else OF_ROOM
    if len(key) > 60:
        _no(key[:60])
    if key in table:
        name, rest = key, key
    else:
        head, dot, rest = key.partition(".")
        name = head + dot
    check = table.get(name)
    if check is None or (name.endswith(".") and not rest):
        return _no(key)
    return None if value is None and name != "turn." else check(value, rest)


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap as the server took it: `member` an id as text or '', `at` seconds since the epoch by the server."""

    member: str
    key: str
    value: Any
    at: float = 0.0


@dataclass(slots=True)
class State:
    """What the taps add up to. `members` {member: {key: value}}, `room` {key: value}, `partners` both ways."""

    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    room: dict[str, Any] = field(default_factory=dict)
    partners: dict[str, str] = field(default_factory=dict)
    at: dict[tuple[str, str], float] = field(default_factory=dict)

    def of(self, member: str) -> Mapping[str, Any]:
        """Return what was tapped for a member, {} for nothing yet."""
        return self.members.get(member, {})

    def part(self, member: str, prefix: str) -> dict[str, Any]:
        """Return the taps of one kind ('spl.', 'sign.') without their prefix; '' for the room."""
        taps = self.of(member) if member else self.room
        return {key.removeprefix(prefix): value for key, value in taps.items() if key.startswith(prefix)}

    def on(self, member: str, prefix: str) -> list[str]:
        """Return which flags of one kind are up, in the order of their first tap."""
        return [name for name, value in self.part(member, prefix).items() if value is True]

    def pairs(self) -> list[tuple[str, str]]:
        """Return who is paired with whom, each pair once."""
        return [(a, b) for a, b in self.partners.items() if a < b]


def fold(taps: Iterable[Tap]) -> State:
    """Return the state that taps lead to, in the order the server took them."""
    state = State()
    for tap in taps:
        _apply(state, tap)
    return state


def _apply(state: State, tap: Tap) -> None:
    if tap.key == "partner":
        for one in (tap.member, tap.value):
            other = state.partners.pop(one, None) if one else None
            if other:
                state.partners.pop(other, None)
        if tap.value:
            state.partners |= {tap.member: tap.value, tap.value: tap.member}
        return
    place = state.members.setdefault(tap.member, {}) if tap.member else state.room
    if tap.key.startswith("turn."):
        place[tap.key] = max(0, place.get(tap.key, 0) + tap.value)
    elif tap.value is None:
        place.pop(tap.key, None)
    else:
        place[tap.key] = tap.value
    state.at[tap.member, tap.key] = tap.at
