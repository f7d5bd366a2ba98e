"""Informants as cases with variables: role, years, traits; never a name."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from laras.doors.exchange.queries.kept import Shell
from laras.doors.exchange.refi.document import from_xml, make, make_text, to_xml
from laras.doors.exchange.refi.model import Raw
from laras.doors.exchange.refi.people import OWN, ROLES, YEARS, Variable, variables_of
from laras.doors.exchange.refi.values import derived_guid, guid, xml_safe
from laras.doors.exchange.refi.write import VALUE_TAGS
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.evidence.queries import consent_states

REFUSED = ("declined", "withdrawn", "expired")


@dataclass(frozen=True)
class CasesOut:
    """The variables and cases that leave, and how many informants stay."""

    variables: tuple[Raw, ...]
    cases: tuple[Raw, ...]
    stay: int
    informants: frozenset[uuid.UUID]


def cases_out(
    study: Study, sources: Sequence[Source], guids: Mapping[uuid.UUID, str], shells: Sequence[Shell], *, sharing: bool
) -> CasesOut:
    """Return the informants whose sources leave; with `sharing` those only, else also who has no source yet.

    `guids` names the sources that leave. Whoever said no to the study stays, with everything known of them. What a
    case that came along holds besides is written back, its name only where it is a code.
    """
    people = list(Informant.objects.filter(study=study).order_by("code"))
    states = consent_states(study) if people else {}
    with_source = set(
        Source.objects.filter(study=study, informant__isnull=False, removed_at__isnull=True)
        .order_by()
        .values_list("informant_id", flat=True)
    )
    of: dict[uuid.UUID, list[str]] = defaultdict(list)
    for source in sources:
        if source.informant_id is not None:
            of[source.informant_id].append(guids[source.pk])
    leave = [one for one in people if of[one.pk] or _may_go_alone(one, with_source, states, sharing)]
    known = _variables(shells)
    came = _cases(shells)
    # A source that carries the values itself needs no case for them.
    bare = {pk for pk, (raw, _) in came.items() if raw is None}
    cases = [
        _case(one, of[one.pk], came.get(one.pk), known, set(guids.values()))
        for one in leave
        if one.pk not in bare or of[one.pk] != [came[one.pk][1]]
    ]
    others = [raw for shell in shells for raw in shell.project.cases if raw.guid not in shell.cases]
    return CasesOut(
        tuple(_raw_variable(each) for each in known.values()),
        (*cases, *{raw.guid: raw for raw in others}.values()),
        len(people) - len(leave),
        frozenset(one.pk for one in leave),
    )


def _may_go_alone(one: Informant, with_source: set[uuid.UUID], states: Mapping[uuid.UUID, str], sharing: bool) -> bool:
    return not sharing and one.pk not in with_source and states.get(one.pk) not in REFUSED


def _variables(shells: Sequence[Shell]) -> dict[str, Variable]:
    """The variables that came along, by name; informants add what is missing."""
    found: dict[str, Variable] = {}
    for shell in shells:
        for each in variables_of(shell.project).values():
            found.setdefault(each.name, each)
    return found


def _cases(shells: Sequence[Shell]) -> dict[uuid.UUID, tuple[Raw | None, str]]:
    """What each informant was in the project they came with: the case (None for a source) and its GUID."""
    found: dict[uuid.UUID, tuple[Raw | None, str]] = {}
    for shell in shells:
        raws = {raw.guid: raw for raw in shell.project.cases}
        for case, pk in shell.cases.items():
            found.setdefault(uuid.UUID(pk), (raws.get(case), case))
    return found


def _case(
    one: Informant,
    sources: Sequence[str],
    came: tuple[Raw | None, str] | None,
    known: dict[str, Variable],
    leaving: Collection[str],
) -> Raw:
    raw, case = came if came is not None else (None, "")
    if raw is None:
        case = str(one.pk).upper()
    old = from_xml(raw.xml) if raw is not None else Element("Case")
    before = [guid(each.get("targetGUID")) for each in old.findall("SourceRef")]
    refs = [each for each in before if each in leaving]
    refs += [each for each in sources if each not in refs]
    parts = [
        *make_text("Description", old.findtext("Description") or ""),
        *old.findall("CodeRef"),
        *(_value(name, value, known) for name, value in told_of(one).items()),
        *(make("SourceRef", {"targetGUID": each}) for each in refs),
        *old.findall("SelectionRef"),
    ]
    made = make("Case", {"guid": case}, parts)
    made.set("name", xml_safe(one.code))
    return Raw("Case", case, one.code, to_xml(made))


def told_of(one: Informant) -> dict[str, str]:
    """What is known of an informant, by the name of the variable; a role that came as a trait is not said twice."""
    traits = {str(name): str(value) for name, value in (one.traits or {}).items() if str(value).strip()}
    folded = {name.casefold() for name in traits}
    told: dict[str, str] = {}
    if one.role and not folded & set(ROLES):
        told[OWN[0]] = one.role
    if one.years is not None and not folded & set(YEARS):
        told[OWN[1]] = str(one.years)
    return told | traits


def _value(name: str, value: str, known: dict[str, Variable]) -> Element:
    if name not in known:
        kind = "Integer" if name == OWN[1] else "Text"
        known[name] = Variable(derived_guid(f"variable {name}"), name, kind)
    variable = known[name]
    return make(
        "VariableValue",
        {},
        [make("VariableRef", {"targetGUID": variable.guid}), *_as_its_kind(variable.kind, value)],
    )


def _as_its_kind(kind: str, value: str) -> Iterable[Element]:
    tag = VALUE_TAGS.get(kind, "TextValue")
    return make_text(tag, xml_safe(value))


def _raw_variable(variable: Variable) -> Raw:
    made = make("Variable", {"guid": variable.guid, "typeOfVariable": variable.kind})
    made.set("name", xml_safe(variable.name))
    return Raw("Variable", variable.guid, variable.name, to_xml(made))
