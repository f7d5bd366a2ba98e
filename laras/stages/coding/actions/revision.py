"""Changing a codebook in use: each step is kept with its reason, and can be traced in the history of the code."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.aspects import ASPECT_CODES
from laras.domain.errors import N_, Closed, Conflict, Incomplete, NotFound
from laras.domain.texts import LANGUAGES
from laras.stages.coding.actions.codebook import TAKEN, add_code
from laras.stages.coding.models import Code, CodeChange, Coding
from laras.stages.coding.queries import places_taken
from laras.stages.coding.rules import NOT_THERE, in_both, must_be_in_use, must_fit, well_worded, with_reason
from laras.stages.evidence.models import Study

FRAME = N_("The five aspects are the frame of the codebook. They can be worded anew, not moved or merged.")
AT_ITS_PLACE = N_("The indicators stay under their aspect: the appraisal counts them there. Make a code of your own.")
CONSEQUENCE = N_("The appraisal counts by indicator. Tick that you know what this changes.")
# The version of a coding that was judged by the definition of another code, and came by a merge.
FROM_ANOTHER = 0


@action("coding.codebook")
def edit_code(
    code: Code, *, label: Mapping[str, str] | str, definition: Mapping[str, str] | str, reason: str, by: Actor
) -> Code:
    """Word a code anew. With another definition its version grows by one; codings keep the version they were made
    with.
    """
    why = with_reason(reason)
    must_be_in_use(code)
    before = {"label": code.label, "definition": code.definition}
    after = {"label": in_both(label) or dict.fromkeys(LANGUAGES, code.name), "definition": in_both(definition)}
    code.label, code.definition = after["label"], after["definition"]
    well_worded(code)
    is_defined_anew = before["definition"] != after["definition"]
    if is_defined_anew:
        code.version += 1
    code.save(update_fields=["label", "definition", "version"])
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        kind = "defined" if is_defined_anew else "renamed"
        _note(code, kind, _only(before, changed), _only(after, changed), why, by)
    return code


@action("coding.codebook")
def retire_code(code: Code, *, reason: str, knows: bool = False, by: Actor) -> Code:
    """Take a code out of use; its codings stay and count. A code with children in use stays until they are retired.

    `knows` says that one was told what it means for the appraisal; an indicator of the taxonomy asks for it.
    """
    why = with_reason(reason)
    must_be_in_use(code)
    _must_know(code, knows)
    if Code.objects.filter(parent=code, retired_at__isnull=True).exists():
        raise Conflict(N_("Codes below this one are in use. Retire them first."))
    code.retired_at = clock.now()
    code.save(update_fields=["retired_at"])
    _note(code, "retired", {}, {}, why, by)
    return code


@action("coding.codebook")
def reopen_code(code: Code, *, reason: str, by: Actor) -> Code:
    """Take a code into use again. One that was merged gets back the codings that still stand under the other code."""
    why = with_reason(reason)
    if code.retired_at is None:
        raise Closed(N_("The code “{name}” is in use already."), name=code.name)
    if code.parent is not None and code.parent.retired_at is not None:
        raise Conflict(N_("The code above this one is retired. Reopen it first."))
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    if code.merged_into_id:
        before = {"merged_into": str(code.merged_into_id)}
        after = {"codings": _brought_back(code)}
    code.retired_at, code.merged_into = None, None
    code.save(update_fields=["retired_at", "merged_into"])
    _note(code, "reopened", before, after, why, by)
    return code


@action("coding.codebook")
def move_code(code: Code, *, parent: Code | None, reason: str, by: Actor) -> Code:
    """Put a code of the study's own under another one, or at the top; it takes the aspect of the new parent."""
    why = with_reason(reason)
    must_be_in_use(code)
    _must_be_own(code)
    if parent is not None:
        must_fit(parent, code)
        if parent.pk in _below(code):
            raise Conflict(N_("A code cannot stand below itself. Choose another place."), field="parent")
    if Code.objects.filter(study_id=code.study_id, parent=parent, name=code.name).exclude(pk=code.pk).exists():
        raise Conflict(TAKEN, name=code.name, field="parent")
    before = {"parent": str(code.parent_id or ""), "aspect": code.aspect}
    code.parent = parent
    if parent is not None and parent.aspect:
        code.aspect = parent.aspect
        Code.objects.filter(pk__in=_below(code), indicator="").update(aspect=parent.aspect)
    code.save(update_fields=["parent", "aspect"])
    _note(code, "moved", before, {"parent": str(code.parent_id or ""), "aspect": code.aspect}, why, by)
    return code


@action("coding.codebook")
def merge_code(code: Code, *, into: Code, reason: str, knows: bool = False, by: Actor) -> Code:
    """Give every coding of a code to another one and retire it; returns the code that is left.

    Where the same coder has given the passage the other code already, one coding is enough: the moved one is deleted.
    What moves was judged by another definition, and is to be looked at again.
    """
    why = with_reason(reason)
    must_be_in_use(code)
    must_fit(into, code)
    if into.pk == code.pk:
        raise Conflict(N_("A code cannot be merged with itself. Choose another one."), field="into")
    if code.name in ASPECT_CODES and code.parent_id is None:
        raise Closed(FRAME)
    if into.pk in _below(code):
        raise Conflict(N_("This code stands below the one to be merged. Move it first."), field="into")
    _must_know(code, knows)
    now = clock.now()
    moved, doubled = _handed_over(code, into, now)
    Code.objects.filter(parent=code).update(parent=into)
    code.retired_at, code.merged_into = now, into
    code.save(update_fields=["retired_at", "merged_into"])
    after = {"merged_into": str(into.pk), "codings": moved, "doubled": doubled, "at": now.isoformat()}
    _note(code, "merged", {}, after, why, by)
    return into


@action("coding.codebook")
def split_code(
    code: Code,
    *,
    codings: Collection[uuid.UUID],
    name: str,
    label: Mapping[str, str] | str = "",
    definition: Mapping[str, str] | str = "",
    reason: str,
    by: Actor,
) -> Code:
    """Make a code beside another one and give it the chosen codings; returns the new code."""
    why = with_reason(reason)
    must_be_in_use(code)
    chosen = list(Coding.objects.filter(pk__in=codings, code=code, removed_at__isnull=True).order_by("id"))
    if not chosen or len(chosen) != len(set(codings)):
        raise Incomplete(N_("Choose the codings that belong to the new code."), field="codings")
    made = _new_code(code.study, name=name, label=label, definition=definition, beside=code, by=by)
    ids = [one.pk for one in chosen]
    Coding.objects.filter(pk__in=ids).update(code=made, code_version=made.version, changed_at=clock.now())
    moved = [str(pk) for pk in ids]
    _note(made, "split", {"from": str(code.pk)}, {"name": made.name, "codings": moved}, why, by)
    _note(code, "split", {}, {"into": str(made.pk), "codings": moved}, why, by)
    return made


@action("coding.code")
def still_fits(coding: Coding, *, by: Actor) -> Coding:
    """Say that a coding holds under the definition of today; one's own, or a colleague's that is open to one."""
    if coding.removed_at is not None:
        raise Closed(N_("This coding was deleted. Restore it first."))
    if coding.coder != by.login and not by.may("coding.codebook"):
        raise NotFound(NOT_THERE)
    coding.code_version, coding.changed_at = coding.code.version, clock.now()
    coding.save(update_fields=["code_version", "changed_at"])
    return coding


def _new_code(
    study: Study,
    *,
    name: str,
    label: Mapping[str, str] | str,
    definition: Mapping[str, str] | str,
    beside: Code,
    by: Actor,
) -> Code:
    """Return a new code at the place of another one, below it where that is an aspect; saved."""
    is_frame = beside.parent_id is None and beside.name in ASPECT_CODES
    parent = beside if is_frame else beside.parent
    made: Code = add_code(
        study, name=name, label=label, definition=definition, aspect=beside.aspect, parent=parent, by=by
    )
    return made


def _note(code: Code, kind: str, before: dict[str, Any], after: dict[str, Any], reason: str, by: Actor) -> None:
    CodeChange(
        facility_id=by.facility_id,
        study_id=code.study_id,
        code=code,
        kind=kind,
        version=code.version,
        before=before,
        after=after,
        reason=reason,
        recorded_at=clock.now(),
        recorded_by=by.login,
    ).save(force_insert=True)


def _only(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _must_know(code: Code, knows: bool) -> None:
    if code.indicator and not knows:
        raise Incomplete(CONSEQUENCE, field="knows")


def _must_be_own(code: Code) -> None:
    if code.indicator:
        raise Closed(AT_ITS_PLACE)
    if code.parent_id is None and code.name in ASPECT_CODES:
        raise Closed(FRAME)


def _below(code: Code) -> set[uuid.UUID]:
    """The code and everything under it."""
    children: dict[uuid.UUID | None, list[uuid.UUID]] = {}
    for pk, parent_id in Code.objects.filter(study_id=code.study_id).order_by("id").values_list("pk", "parent_id"):
        children.setdefault(parent_id, []).append(pk)
    found, wait = {code.pk}, [code.pk]
    while wait:
        for pk in children.get(wait.pop(), ()):
            if pk not in found:
                found.add(pk)
                wait.append(pk)
    return found


def _handed_over(code: Code, into: Code, now: dt.datetime) -> tuple[list[str], list[str]]:
    """Move the codings of a code; returns the ids of those moved, and of those that were there already."""
    rows = list(Coding.objects.filter(code=code, removed_at__isnull=True).order_by("id").only(*_PLACE))
    taken = places_taken({row.source_id for row in rows})
    moved: list[uuid.UUID] = []
    doubled: list[uuid.UUID] = []
    for row in rows:
        place = (row.source_id, row.start, row.end, into.pk, row.coder, row.round)
        (doubled if place in taken else moved).append(row.pk)
        taken.add(place)
    Coding.objects.filter(pk__in=doubled).update(removed_at=now, changed_at=now)
    Coding.objects.filter(pk__in=moved).update(code=into, code_version=FROM_ANOTHER, changed_at=now)
    return [str(pk) for pk in moved], [str(pk) for pk in doubled]


_PLACE = ("id", "source_id", "start", "end", "coder", "round")


def _brought_back(code: Code) -> list[str]:
    """Give a merged code its codings back: those that nobody has judged anew since, and those deleted as doubled."""
    last = CodeChange.objects.filter(code=code, kind="merged").order_by("-recorded_at", "-id").first()
    if last is None:
        return []
    # As they were handed over: what was looked at since belongs to the other code for good.
    moved = Coding.objects.filter(pk__in=last.after.get("codings", ()), code=code.merged_into)
    back = list(moved.filter(code_version=FROM_ANOTHER).order_by("id").values_list("pk", flat=True))
    merged_at = dt.datetime.fromisoformat(last.after["at"])
    again = Coding.objects.filter(pk__in=last.after.get("doubled", ()), code=code, removed_at=merged_at)
    doubled = list(again.order_by("id").values_list("pk", flat=True))
    free = {"code": code, "code_version": code.version, "changed_at": clock.now()}
    Coding.objects.filter(pk__in=back).update(**free)
    Coding.objects.filter(pk__in=doubled).update(removed_at=None, changed_at=clock.now())
    return [str(pk) for pk in (*back, *doubled)]
