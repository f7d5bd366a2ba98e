"""Which sources may leave: for work inside the study, and to be shared outside it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import quotable_source_ids, shareable_source_ids, sources_of


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
    inside = quotable_source_ids(study)
    return Allowed(
        frozenset(inside), frozenset(inside & shareable_source_ids(study)), {row.pk: row.name for row in rows}
    )
