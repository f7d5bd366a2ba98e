"""The limits of a study: those of the ratings, and those of the four tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain import trust
from laras.domain.errors import N_, BadInput
from laras.stages.appraisal.models import ThresholdChange
from laras.stages.appraisal.queries import TRUST, bands_of, thresholds_of, trust_thresholds_of
from laras.stages.appraisal.rules import reasoned, recorded
from laras.stages.evidence.actions import set_thresholds
from laras.stages.evidence.models import Study

STANDS = N_("These thresholds stand already. Change one of them.")
MOST = 1000


@action("evidence.edit")
def change_thresholds(study: Study, *, thresholds: Mapping[str, float], reason: str, by: Actor) -> ThresholdChange:
    """Set the thresholds a study is rated by, with a reason; what stood before is kept beside what stands now.

    Names not given go back to the default of the method. Ratings are computed at every look, so they follow at once.
    """
    why = reasoned(reason)
    before, bands = asdict(thresholds_of(study)), bands_of(study)
    set_thresholds(study, thresholds=thresholds, by=by)
    after, new = asdict(thresholds_of(study)), bands_of(study)
    if before == after:
        raise BadInput(STANDS)
    moved = {aspect: [bands[aspect], new[aspect]] for aspect in bands if bands[aspect] != new[aspect]}
    return _kept(study, before, after, moved, why, by)


@action("evidence.edit")
def change_trust_thresholds(
    study: Study, *, thresholds: Mapping[str, float], reason: str, by: Actor
) -> ThresholdChange:
    """Set the thresholds of the four tests, with a reason; names not given go back to the default.

    In the history their names carry `trust.`, so that they never mix with those of the ratings.
    """
    why = reasoned(reason)
    defaults = trust.Thresholds()
    kinds: dict[str, type[float]] = {one.name: type(getattr(defaults, one.name)) for one in fields(defaults)}
    for name, value in thresholds.items():
        _check(name, value, kinds)
    before = asdict(trust_thresholds_of(study))
    own = {name: kinds[name](value) for name, value in thresholds.items() if value != getattr(defaults, name)}
    kept = {name: value for name, value in study.thresholds.items() if name != TRUST}
    study.thresholds = {**kept, **({TRUST: own} if own else {})}
    after = asdict(trust_thresholds_of(study))
    if before == after:
        raise BadInput(STANDS)
    study.save(update_fields=["thresholds"])
    return _kept(study, _named(before), _named(after), {}, why, by)


def _named(values: Mapping[str, float]) -> dict[str, float]:
    return {f"{TRUST}.{name}": value for name, value in values.items()}


def _check(name: str, value: float, kinds: Mapping[str, type[float]]) -> None:
    if name not in kinds:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=name, field="thresholds")
    if kinds[name] is float:
        if not 0 <= value <= 1:
            raise BadInput(N_("Write a share from 0 to 1."), field=name)
    elif not 0 <= value <= MOST or value != int(value):
        raise BadInput(N_("Write a whole number from 0 up."), field=name)


def _kept(
    study: Study,
    before: Mapping[str, float],
    after: Mapping[str, float],
    moved: Mapping[str, Sequence[str]],
    reason: str,
    by: Actor,
) -> ThresholdChange:
    change = ThresholdChange(study=study, before=dict(before), after=dict(after), moved=dict(moved), reason=reason)
    change.changed_by = by.name or by.login
    return recorded(change, by)
