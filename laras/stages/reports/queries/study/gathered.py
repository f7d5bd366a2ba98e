"""What a study report is made of, read once."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from laras.base.access.actor import Actor
from laras.domain.trust import Check
from laras.stages.appraisal import queries as appraisal
from laras.stages.appraisal.models import FindingLink
from laras.stages.coding.models import Coding
from laras.stages.coding.queries import coding_list
from laras.stages.evidence.models import Informant, Source, Statement, Study
from laras.stages.evidence.queries import informants_of, sources_of, statements_of
from laras.stages.reports.queries.appraisal.findings import finding_links
from laras.stages.reports.queries.citations import Citations


@dataclass(frozen=True)
class Gathered:
    """Everything recorded of a study that its report speaks of, as `by` may see it today."""

    study: Study
    by: Actor
    found: appraisal.Appraisal
    checks: Sequence[Check]
    codings: Sequence[Coding]
    links: Sequence[FindingLink]
    sources: Sequence[Source]
    informants: Sequence[Informant]
    statements: dict[str, Statement]
    cited: Citations

    @classmethod
    def of(cls, study: Study, by: Actor) -> Gathered:
        """Read a study; a constant number of queries, every cited text opened once."""
        links = finding_links(study, by)
        return cls(
            study=study,
            by=by,
            found=appraisal.appraise(study),
            checks=appraisal.report_card(study),
            codings=list(coding_list(study, by=by)),
            links=links,
            sources=list(sources_of(study)),
            informants=list(informants_of(study)),
            statements=statements_of(study),
            cited=Citations(study, [link.coding for link in links]),
        )

    def said(self, item: str) -> str:
        """Return what the researcher has written under one item, '' for nothing."""
        return self.statements[item].text if item in self.statements else ""

    @cached_property
    def voices(self) -> Counter[uuid.UUID]:
        """How many of the quotes behind findings come from each informant."""
        heard = [link.coding.source.informant_id for link in self.links]
        return Counter(one for one in heard if one is not None)
