"""The codes of a project in the codebook of a study: those that are there already are used, the others added."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.domain.aspects import ASPECT_CODES
from laras.doors.exchange.code_names import LONGEST_NAME, aspect_in, fitting, indicator_in
from laras.doors.exchange.refi.model import Code as ReadCode
from laras.doors.exchange.refi.model import Project
from laras.stages.coding.actions import NewCode, add_codes, open_codebook
from laras.stages.coding.models import Code
from laras.stages.coding.queries import codes_of
from laras.stages.evidence.models import Study

AT_ONCE = 500
LONGEST_DEFINITION = 4_000


@dataclass(frozen=True)
class _Wanted:
    """A code of the project with the GUID of the one above it ('' at the top)."""

    code: ReadCode
    above: str


def take_codes(study: Study, *, project: Project, by: Actor) -> dict[str, Code]:
    """Return the code of the study for each GUID of the project, adding those that are missing.

    The five aspects and their indicators are recognised by name (“INF-02 …”), and the codebook is opened for them.
    """
    wanted = list(_walk(project.codes, ""))
    if any(indicator_in(one.code.name) for one in wanted):
        open_codebook(study, by=by)
    there = codes_of(study.pk)
    by_guid = {code.guid: code for code in there if code.guid}
    by_place = {(code.parent_id, code.name): code for code in there}
    presets = {
        code.name: code for code in there if code.indicator or (not code.parent_id and code.name in ASPECT_CODES)
    }
    opened = any(code.indicator for code in there)
    found: dict[str, Code] = {}
    news: list[NewCode] = []
    names: set[tuple[object, str]] = set()
    for one in wanted:
        preset = indicator_in(one.code.name) or (opened and not one.above and aspect_in(one.code.name))
        code = by_guid.get(one.code.guid) or (presets.get(preset) if preset else None)
        above = found.get(one.above)
        if code is None and (above is not None or not one.above):
            code = by_place.get((above.pk if above else None, fitting(one.code.name)))
        if code is not None:
            found[one.code.guid] = code
            continue
        name = _free(fitting(one.code.name), above.pk if above else one.above, names, by_place)
        news.append(_new(one, name, above))
    _add(study, news, found, by)
    return found


take_codes.permission = "coding.codebook"  # type: ignore[attr-defined]  # asked by every deed it does


def _add(study: Study, news: list[NewCode], found: dict[str, Code], by: Actor) -> None:
    """Add the codes in pieces; one whose parent came in an earlier piece is hung below that record."""
    for first in range(0, len(news), AT_ONCE):
        piece = [_hung(new, found) for new in news[first : first + AT_ONCE]]
        found |= {code.guid: code for code in add_codes(study, codes=piece, by=by)}


def _hung(new: NewCode, found: dict[str, Code]) -> NewCode:
    above = found.get(new.parent_guid)
    return NewCode(**{**new.__dict__, "parent": above, "parent_guid": ""}) if above is not None else new


def _walk(codes: tuple[ReadCode, ...], above: str) -> Iterator[_Wanted]:
    for code in codes:
        yield _Wanted(code, above)
        yield from _walk(code.children, code.guid)


def _new(one: _Wanted, name: str, above: Code | None) -> NewCode:
    return NewCode(
        name=name,
        definition=one.code.description.strip()[:LONGEST_DEFINITION],
        parent=above,
        parent_guid="" if above is not None else one.above,
        colour=one.code.colour,
        guid=one.code.guid,
    )


def _free(
    name: str, above: uuid.UUID | str, names: set[tuple[object, str]], there: dict[tuple[uuid.UUID | None, str], Code]
) -> str:
    """A name that no code at this place has; programs allow the same name twice, Laras does not."""
    place = above or None
    wanted, number = name, 1
    while (place, wanted) in names or (place, wanted) in there:
        number += 1
        wanted = f"{name[: LONGEST_NAME - 8]} ({number})"
    names.add((place, wanted))
    return wanted
