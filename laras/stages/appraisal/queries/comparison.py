"""The five aspects side by side: two periods, the groups of a trait, or two studies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.domain import appraisal
from laras.domain.appraisal import Band, Certainty, Evidence, Profile
from laras.domain.aspects import ASPECT_CODES, is_active
from laras.stages.appraisal.queries.people import voice_of
from laras.stages.appraisal.queries.rating import evidence_of, thresholds_of
from laras.stages.coding.queries.evidence import PlacedEvidence, placed_evidence
from laras.stages.evidence.models import Informant, Study
from laras.stages.people.models import Client

MOST_GROUPS = 6


@dataclass(frozen=True)
class Group:
    """One column: what it is called ('' for what belongs to none), its profiles and bands, how sure the weakest is."""

    label: str
    profiles: dict[str, Profile]
    bands: dict[str, Band]
    sure: Certainty
    codings: int
    sources: int

    @property
    def weakest(self) -> str | None:
        return self.sure.aspect


def group_of(label: str, evidence: Iterable[Evidence], study: Study) -> Group:
    """Return one column from its evidence, by the thresholds of the study."""
    rows, limits = list(evidence), thresholds_of(study)
    profiles = appraisal.profile(rows)
    return Group(
        label=label,
        profiles=profiles,
        bands={code: appraisal.rate(profiles[code], limits) for code in ASPECT_CODES},
        sure=appraisal.certainty(rows, limits),
        codings=len(rows),
        sources=len({one.source_id for one in rows}),
    )


def by_period(study: Study, split: dt.date) -> list[Group]:
    """Return what was told before `split` and from that day on; what has no day stands in neither."""
    rows = _placed(study)
    before = [one.evidence for one in rows if one.on is not None and one.on < split]
    after = [one.evidence for one in rows if one.on is not None and one.on >= split]
    return [group_of("before", before, study), group_of("after", after, study)]


def middle_day(study: Study) -> dt.date | None:
    """Return the day that has half of the dated sources before it, to begin with."""
    days = sorted({one.evidence.source_id: one.on for one in _placed(study) if one.on}.values())
    return days[len(days) // 2] if len(days) > 1 else None


def by_ward(study: Study, by: Actor) -> list[Group]:
    """Return what is told by the ward of the client an informant is, as it is today; by `ward` among the traits else.

    Where a client lives is read of those only whose case record `by` may read.
    """
    informants = list(Informant.objects.filter(study=study).order_by("code"))
    clients = Client.objects.visible_to(by).filter(pk__in=[one.client_id for one in informants if one.client_id])
    may = by.may("casework.view")
    wards = dict(clients.order_by("number").values_list("pk", "ward__name")) if may else {}
    known = {
        one.code: (wards.get(one.client_id) if one.client_id else None) or _trait(one, "ward", "wisma", "bangsal")
        for one in informants
    }
    return _grouped(study, lambda code: known.get(code, ""))


def by_trait(study: Study, trait: str) -> list[Group]:
    """Return what is told by a trait of the informants; `role` and `voice` are traits of everybody."""
    informants = list(Informant.objects.filter(study=study).order_by("code"))
    known = {one.code: _value(one, trait) for one in informants}
    return _grouped(study, lambda code: known.get(code, ""))


def _value(informant: Informant, trait: str) -> str:
    if trait == "voice":
        return voice_of(informant)
    return informant.role if trait == "role" else _trait(informant, trait)


def traits_of(study: Study) -> list[str]:
    """Return the traits that informants of a study have, in order."""
    rows = Informant.objects.filter(study=study).order_by("code")
    return sorted({str(name) for one in rows for name in (one.traits or {})})


def by_study(studies: Iterable[Study]) -> list[Group]:
    """Return one column a study, each by its own thresholds."""
    return [group_of(one.name, evidence_of(one), one) for one in studies]


def _trait(informant: Informant, *names: str) -> str:
    traits = informant.traits or {}
    return next((str(traits[name]) for name in names if traits.get(name)), "")


def _grouped(study: Study, group: Callable[[str], str]) -> list[Group]:
    """Return a column a value, the largest first; what nobody told, or whose value is not known, comes last as ''."""
    found: dict[str, list[Evidence]] = {}
    for one in _placed(study):
        found.setdefault(group(one.informant) if one.informant else "", []).append(one.evidence)
    rest = found.pop("", [])
    kept = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    rest += [one for _, rows in kept[MOST_GROUPS - 1 :] for one in rows]
    groups = [group_of(label, rows, study) for label, rows in kept[: MOST_GROUPS - 1]]
    return [*groups, group_of("", rest, study)] if rest else groups


def _placed(study: Study) -> list[PlacedEvidence]:
    return [one for one in placed_evidence(study) if is_active(one.evidence.indicator)]
