"""Opening a codebook, and the codes a study adds to it; what becomes of them later is in `revision`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.aspects import ASPECT_CODES, TAXONOMY, Aspect, Indicator
from laras.domain.errors import N_, BadInput, Conflict, Incomplete, NotFound
from laras.domain.texts import LANGUAGES, Text
from laras.stages.coding.models import Code
from laras.stages.coding.queries import codes_of
from laras.stages.coding.rules import NOT_THERE, in_both, well_worded
from laras.stages.evidence.models import Study

MOST_AT_ONCE = 500
TAKEN = N_("There is already a code named “{name}” at this place. Choose another name.")


@dataclass(frozen=True)
class NewCode:
    """One code to be added; the fields of `add_code`. `parent_guid` names one that stands earlier in the same list."""

    name: str
    label: Mapping[str, str] | str = ""
    definition: Mapping[str, str] | str = ""
    aspect: str = ""
    parent: Code | None = None
    parent_guid: str = ""
    colour: str = ""
    guid: str = ""


@action("coding.codebook", bulk=True)
def open_codebook(study: Study, *, by: Actor) -> list[Code]:
    """Put the five aspects and their 46 indicators into a study's codebook, what is missing of them; returns those.

    Done twice it changes nothing; what the study has made of a definition stays.
    """
    there = codes_of(study.pk)
    parents = {code.name: code for code in there if code.parent_id is None and code.name in ASPECT_CODES}
    indicators = {code.indicator for code in there if code.indicator}
    made: list[Code] = []
    position = max((code.position for code in there), default=-1) + 1
    for aspect in TAXONOMY.aspects:
        if aspect.code not in parents:
            parents[aspect.code] = _preset(study, aspect, None, position + len(made), by)
            made.append(parents[aspect.code])
        for indicator in TAXONOMY.indicators_of(aspect.code):
            if indicator.code not in indicators:
                made.append(_preset(study, indicator, parents[aspect.code], position + len(made), by))
    return Code.objects.bulk_create(made)


@action("coding.codebook")
def add_code(
    study: Study,
    *,
    name: str,
    label: Mapping[str, str] | str = "",
    definition: Mapping[str, str] | str = "",
    aspect: str = "",
    parent: Code | None = None,
    colour: str = "",
    guid: str = "",
    by: Actor,
) -> Code:
    """Add a code of the study's own. Under a parent it takes the parent's aspect unless one is named.

    `label` and `definition` are {id, en}; one language alone, or a plain text, stands for both.
    """
    fields = {name: value for name, value in locals().items() if name not in ("study", "by")}
    return _added(study, [NewCode(**fields)], by)[0]


@action("coding.codebook", bulk=True)
def add_codes(study: Study, *, codes: Sequence[NewCode], by: Actor) -> list[Code]:
    """Add up to 500 codes, parents before children, in one transaction: all or none."""
    if len(codes) > MOST_AT_ONCE:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST_AT_ONCE)
    return _added(study, codes, by)


def _preset(study: Study, what: Aspect | Indicator, parent: Code | None, position: int, by: Actor) -> Code:
    """An aspect at the top of the tree, or an indicator under it."""
    return Code(
        facility_id=by.facility_id,
        study=study,
        name=what.code,
        label=_words(what.short),
        definition=_words(what.definition),
        aspect=what.aspect if isinstance(what, Indicator) else what.code,
        indicator=what.code if isinstance(what, Indicator) else "",
        parent=parent,
        position=position,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )


def _words(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _added(study: Study, news: Sequence[NewCode], by: Actor) -> list[Code]:
    last = Code.objects.filter(study=study).aggregate(last=Max("position"))["last"]
    start = 0 if last is None else last + 1
    made: list[Code] = []
    by_guid: dict[str, Code] = {}
    for place, new in enumerate(news):
        if new.parent_guid and new.parent_guid not in by_guid:
            raise NotFound(NOT_THERE)
        parent = by_guid[new.parent_guid] if new.parent_guid else new.parent
        code = _built(study, new, parent, start + place, by)
        made.append(code)
        if new.guid:
            by_guid[new.guid] = code
    _must_be_free(study, made)
    return Code.objects.bulk_create(made)


def _built(study: Study, new: NewCode, parent: Code | None, position: int, by: Actor) -> Code:
    name = new.name.strip()
    if not name:
        raise Incomplete(N_("Write the name of the code."), field="name")
    if parent is not None and parent.study_id != study.pk:
        raise NotFound(NOT_THERE, field="parent")
    if new.aspect and new.aspect not in ASPECT_CODES:
        raise BadInput(N_("“{value}” is not an aspect. Choose one of the five."), value=new.aspect, field="aspect")
    code = Code(
        facility_id=by.facility_id,
        study=study,
        name=name,
        label=in_both(new.label) or dict.fromkeys(LANGUAGES, name),
        definition=in_both(new.definition),
        aspect=new.aspect or (parent.aspect if parent else ""),
        parent=parent,
        colour=new.colour,
        guid=new.guid,
        position=position,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    well_worded(code)
    return code


def _must_be_free(study: Study, made: Sequence[Code]) -> None:
    rows = Code.objects.filter(study=study, name__in=[code.name for code in made]).order_by()
    taken: set[tuple[uuid.UUID | None, str]] = set(rows.values_list("parent_id", "name"))
    for code in made:
        place = (code.parent_id, code.name)
        if place in taken or code.name in _PRESETS:
            raise Conflict(TAKEN, name=code.name, field="name")
        taken.add(place)


# “INF-02” means the indicator wherever it is written, so no code of a study's own may be called that.
_PRESETS = frozenset(one.code for one in TAXONOMY.indicators)
