"""The way through the home: ten stages with their gates, what may follow what, and the small scales used on the way.

All of it is data (`data/stages.toml`): a unit whose standard procedure differs changes the file, not the code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from laras.domain.errors import N_, BadInput, Incomplete, NotAllowed
from laras.domain.texts import Text, labels, load, text, texts

REASON_LENGTH = 20


@dataclass(frozen=True)
class Gate:
    """What must be so before a stage is left forward; `kind` is 'computed' (people and casework know) or 'attested'."""

    code: str
    stage: str
    text: Text
    kind: str

    @property
    def is_computed(self) -> bool:
        """Whether people and casework can know it; otherwise the person who moves the stage vouches for it."""
        return self.kind == "computed"


@dataclass(frozen=True)
class Stage:
    """One of the ten stages, S1 to S10."""

    code: str
    label: Text
    purpose: Text
    documents: tuple[Text, ...]
    gates: tuple[Gate, ...]

    @property
    def order(self) -> int:
        """1 to 10."""
        return int(self.code.removeprefix("S"))


@dataclass(frozen=True)
class Event:
    """What may happen in any stage and is reported at once; `leads_to` is a stage or '' (the stage stays)."""

    code: str
    label: Text
    leads_to: str
    reason: str
    checklist: tuple[Text, ...]


@dataclass(frozen=True)
class AdlBand:
    """A band of the ADL total, from `lowest` up."""

    code: str
    lowest: int
    label: Text


@dataclass(frozen=True)
class AdlScore:
    """Total 0…36 with its band; both None while an item is missing, `missing` names them."""

    total: int | None
    band: AdlBand | None
    missing: tuple[str, ...]


_DATA = load("stages")


def _stages() -> dict[str, Stage]:
    return {
        row["code"]: Stage(
            code=row["code"],
            label=text(row["label"]),
            purpose=text(row["purpose"]),
            documents=texts(row["documents"]),
            gates=tuple(
                Gate(gate["code"], row["code"], text(gate["text"]), gate["kind"]) for gate in row.get("gates", [])
            ),
        )
        for row in _DATA["stages"]
    }


STAGES: dict[str, Stage] = _stages()
STAGE_CODES = tuple(STAGES)
GATES: dict[str, Gate] = {gate.code: gate for stage in STAGES.values() for gate in stage.gates}
TRANSITIONS: dict[str, frozenset[str]] = {
    code: frozenset(following) for code, following in _DATA["transitions"].items()
}
OVERLAPS: dict[str, frozenset[str]] = {code: frozenset(later) for code, later in _DATA["overlaps"].items()}
EVENTS: dict[str, Event] = {
    row["code"]: Event(row["code"], text(row["label"]), row["leads_to"], row["reason"], texts(row["checklist"]))
    for row in _DATA["events"]
}
TERMINATION_REASONS: dict[str, Text] = labels(_DATA["termination_reasons"])
SEVERITIES = ("severe", "moderate", "mild")
SEVERITY_LABELS: dict[str, Text] = labels(_DATA["severities"])
GAS_LEVELS: dict[int, Text] = {int(level): label for level, label in labels(_DATA["gas"]).items()}
ADL_ITEMS: dict[str, Text] = labels(_DATA["adl"]["items"])
ADL_LEVELS: dict[int, Text] = {int(level): label for level, label in labels(_DATA["adl"]["levels"]).items()}
ADL_BANDS: tuple[AdlBand, ...] = tuple(
    AdlBand(row["code"], row["from"], text(row["label"])) for row in _DATA["adl"]["bands"]
)
AFTERCARE = "S10"
AFTERCARE_MONTHS = (1, 3, 6, 12)


def stage(code: str) -> Stage:
    """The stage with this code. Raises BadInput."""
    if code not in STAGES:
        raise BadInput(N_("There is no stage “{code}”. Choose S1 to S10."), code=code)
    return STAGES[code]


def is_forward(from_stage: str, to_stage: str) -> bool:
    """Whether the second stage lies further on than the first."""
    return stage(to_stage).order > stage(from_stage).order


def missing_gates(from_stage: str, to_stage: str, gates_met: Collection[str]) -> list[Gate]:
    """The gates of the stage that is left which are not met; going back needs none."""
    if not is_forward(from_stage, to_stage):
        return []
    return [gate for gate in stage(from_stage).gates if gate.code not in gates_met]


def may_move(from_stage: str, to_stage: str, *, gates_met: Collection[str] = (), reason: str = "") -> list[Gate]:
    """The gates still missing for this move; an empty list means it may be made.

    Raises NotAllowed for a move that is not in the table, Incomplete for going back without a reason of at least 20
    characters. What an event brings (`after_event`) does not pass here.
    """
    if to_stage not in TRANSITIONS[stage(from_stage).code]:
        raise NotAllowed(
            N_("From {from_stage} one cannot go to {to_stage}. Choose a stage from the list."),
            from_stage=from_stage,
            to_stage=stage(to_stage).code,
        )
    if not is_forward(from_stage, to_stage) and len(reason.strip()) < REASON_LENGTH:
        raise Incomplete(
            N_("Going back needs a reason. Write it in at least {n} characters."), field="reason", n=REASON_LENGTH
        )
    return missing_gates(from_stage, to_stage, gates_met)


def check_move(from_stage: str, to_stage: str, *, gates_met: Collection[str] = (), reason: str = "") -> None:
    """Like `may_move`, but raises Incomplete with the codes of the missing gates in `params['gates']`."""
    missing = may_move(from_stage, to_stage, gates_met=gates_met, reason=reason)
    if missing:
        codes = ", ".join(gate.code for gate in missing)
        raise Incomplete(N_("Something must be there first: {gates}. Complete it, then move on."), gates=codes)


def after_event(current: str, event: str) -> str:
    """The stage an event leads to from any stage; the current one where it changes nothing. Raises BadInput."""
    if event not in EVENTS:
        raise BadInput(N_("There is no event “{code}”. Choose one from the list."), code=event)
    target = EVENTS[event].leads_to or stage(current).code
    return target if is_forward(current, target) else current


def may_overlap(earlier: str, current: str) -> bool:
    """Whether work of an earlier stage may go on while a later one is current."""
    return earlier == current or current in OVERLAPS.get(earlier, frozenset())


def diagram(language: str) -> str:
    """The transition table as a Mermaid state diagram; backward moves are dotted by their note, events stand apart."""
    lines = ["stateDiagram-v2", "    direction LR"]
    lines += [f"    {one.code}: {one.code} {one.label.get(language)}" for one in STAGES.values()]
    lines.append("    [*] --> S1")
    reason = Text("dengan alasan", "with a reason").get(language)
    for code, following in TRANSITIONS.items():
        for target in sorted(following, key=STAGE_CODES.index, reverse=True):
            note = ", ".join(gate.code for gate in STAGES[code].gates) if is_forward(code, target) else reason
            lines.append(f"    {code} --> {target}" + (f": {note}" if note else ""))
    lines += [f"    {event.code}: {event.label.get(language)}" for event in EVENTS.values()]
    lines += [f"    {event.code} --> {event.leads_to}" for event in EVENTS.values() if event.leads_to]
    lines.append("    S10 --> [*]")
    return "\n".join(lines) + "\n"


def adl_score(answers: Mapping[str, int | None]) -> AdlScore:
    """Total of the twelve items (each 0…3) with its band; no total while one is missing. Raises BadInput."""
    unknown = sorted(set(answers) - set(ADL_ITEMS))
    if unknown:
        raise BadInput(N_("There is no ADL item “{code}”. Use the twelve of the checklist."), code=unknown[0])
    wrong = next((code for code, value in answers.items() if value is not None and value not in ADL_LEVELS), None)
    if wrong is not None:
        raise BadInput(N_("ADL answers go from 0 to 3. Correct “{code}”."), field=wrong, code=wrong)
    missing = tuple(code for code in ADL_ITEMS if answers.get(code) is None)
    if missing:
        return AdlScore(None, None, missing)
    total = sum(value for value in answers.values() if value is not None)
    return AdlScore(total, adl_band(total), ())


def adl_band(total: int) -> AdlBand:
    """The band of a total 0…36. Raises BadInput."""
    if not 0 <= total <= 3 * len(ADL_ITEMS):
        raise BadInput(N_("An ADL total lies between 0 and 36. Check the answers."))
    return [band for band in ADL_BANDS if total >= band.lowest][-1]
