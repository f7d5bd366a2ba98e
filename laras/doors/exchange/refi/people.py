"""Cases and variables of a project as people with traits: what Quirkos writes in cases, and MAXQDA in its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from laras.doors.exchange.refi import values
from laras.doors.exchange.refi.document import from_xml
from laras.doors.exchange.refi.model import Project, TextSource

ROLES = ("role", "peran", "jabatan", "position", "occupation")
YEARS = ("years", "lama kerja", "masa kerja", "years of work")
OWN = ("role", "years")
MOST_YEARS = 80
LONGEST_NAME, LONGEST_VALUE, MOST_TRAITS = 60, 300, 60


@dataclass(frozen=True)
class Variable:
    """A variable of the standard: Text, Boolean, Integer, Float, Date or DateTime."""

    guid: str
    name: str
    kind: str


@dataclass(frozen=True)
class Person:
    """A case: `sources` are the GUIDs of its sources, `held` the number of codes and passages it names besides.

    `of_source` is set for one whose values stand in the source itself.
    """

    guid: str
    name: str
    role: str
    years: int | None
    sources: tuple[str, ...]
    traits: Mapping[str, str] = field(default_factory=dict)
    held: int = 0
    dropped: int = 0
    of_source: bool = False


def variables_of(project: Project) -> dict[str, Variable]:
    """The variables by GUID."""
    found: dict[str, Variable] = {}
    for raw in project.variables:
        kind = from_xml(raw.xml).get("typeOfVariable", "Text")
        found.setdefault(raw.guid, Variable(raw.guid, raw.name.strip(), kind))
    return found


def people_of(project: Project) -> tuple[Person, ...]:
    """Everybody in the file: its cases, then the text sources that carry values and stand in no case."""
    names = {guid: variable.name or guid for guid, variable in variables_of(project).items()}
    people = [_case(raw.guid, raw.name, from_xml(raw.xml), names) for raw in project.cases]
    in_cases = {guid for person in people for guid in person.sources}
    for source in project.sources:
        told = values_in(map(from_xml, source.extra), names)
        if told and source.guid not in in_cases:
            people.append(_of_source(source, told))
    return tuple(people)


def _case(guid: str, name: str, element: Element, names: Mapping[str, str]) -> Person:
    told = values_in(element, names)
    sources = tuple(values.guid(each.get("targetGUID")) for each in element.findall("SourceRef"))
    held = len(element.findall("CodeRef")) + len(element.findall("SelectionRef"))
    traits, dropped = _traits(told)
    return Person(guid, name.strip(), *_role_and_years(told), sources, traits, held, dropped)


def _of_source(source: TextSource, told: Mapping[str, str]) -> Person:
    traits, dropped = _traits(told)
    return Person(
        source.guid, source.name, *_role_and_years(told), (source.guid,), traits, dropped=dropped, of_source=True
    )


def values_in(elements: Iterable[Element], names: Mapping[str, str]) -> dict[str, str]:
    """The values that stand below an element, by the name of their variable; empty ones are none."""
    found: dict[str, str] = {}
    for each in elements:
        if each.tag != "VariableValue":
            continue
        ref = each.find("VariableRef")
        name = names.get(values.guid(ref.get("targetGUID")) if ref is not None else "")
        value = next(((child.text or "").strip() for child in each if child.tag != "VariableRef"), "")
        if name and value:
            found.setdefault(name, value)
    return found


def _traits(told: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """What becomes traits, and how many values are too long or too many for that."""
    rest = {name: value for name, value in told.items() if name not in OWN}
    fitting = {n: v for n, v in rest.items() if len(n) <= LONGEST_NAME and len(v) <= LONGEST_VALUE}
    kept = dict(list(fitting.items())[:MOST_TRAITS])
    return kept, len(rest) - len(kept)


def _role_and_years(told: Mapping[str, str]) -> tuple[str, int | None]:
    by_name = {name.casefold(): value for name, value in told.items()}
    role = next((by_name[name] for name in ROLES if name in by_name), "")[:LONGEST_NAME]
    number = next((values.integer(by_name[name]) for name in YEARS if name in by_name), None)
    return role, number if number is not None and 0 <= number <= MOST_YEARS else None
