"""Which sources may leave: for work inside the study, and to be shared outside it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from laras.stages.evidence.models import ResearchConsent, Source, Study
from laras.stages.evidence.queries import consent_states, consents_of, quotable_source_ids, sources_of


@dataclass(frozen=True)
class Allowed:
    """The sources whose words may leave, and those that stay; a constant number of queries."""

    inside: frozenset[uuid.UUID]
    outside: frozenset[uuid.UUID]
    names: Mapping[uuid.UUID, str]

    @property
    def all(self) -> frozenset[uuid.UUID]:
        return frozenset(self.names)


def allowed_sources(study: Study) -> Allowed:
    """Return the sources that may be quoted (`inside`), and those of them that may also be shared (`outside`).

    A text of nobody in particular (a document, an observation) may be shared. One of an informant only while a consent
    holds that says so: whoever was not asked has not agreed that a text leaves the study.
    """
    rows = list(sources_of(study))
    quotable = quotable_source_ids(study)
    states = consent_states(study)
    newest: dict[uuid.UUID, ResearchConsent] = {}
    for consent in consents_of(study):
        newest.setdefault(consent.informant_id, consent)
    sharing = {
        pk
        for pk, state in states.items()
        if state == "agreed" and (found := newest.get(pk)) is not None and found.may_share
    }
    return Allowed(
        frozenset(row.pk for row in rows if row.pk in quotable),
        frozenset(row.pk for row in rows if row.pk in quotable and _may_be_shared(row, sharing)),
        {row.pk: row.name for row in rows},
    )


def _may_be_shared(source: Source, sharing: set[uuid.UUID]) -> bool:
    if source.kind == "case_entries":
        return False  # entries about clients are for this study alone
    return source.informant_id is None or source.informant_id in sharing
