"""How far a study is set up: what stands, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from laras.domain.reporting import STATEMENTS
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries.approaches import approach_counts
from laras.stages.evidence.queries.consents import consent_states
from laras.stages.evidence.queries.context import context_of
from laras.stages.evidence.queries.sampling import guide_of, informant_matrix, sources_by_guide
from laras.stages.evidence.queries.statements import statements_of
from laras.stages.evidence.queries.variation import variation_grid

State = Literal["done", "partly", "open"]


@dataclass(frozen=True)
class Step:
    """One part of the set-up: how it stands, and the figures its sentence is made of (`n` of `of`, `missing`)."""

    code: str
    state: State
    n: int = 0
    of: int = 0
    missing: int = 0


def _state(n: int, of: int) -> State:
    return "done" if of and n >= of else "partly" if n else "open"


def setup_of(study: Study) -> list[Step]:
    """Return every part of the set-up in the order it is written; a constant number of queries."""
    matrix = informant_matrix(study)
    fits = [row.fits for row in matrix.rows]
    states = list(consent_states(study).values())
    sheet = context_of(study)
    told = sum(item.complete for item in sheet)
    said = len(statements_of(study))
    guide = guide_of(study)
    asked = sum(approach_counts(study).values())
    period = sum(day is not None for day in (study.period_from, study.period_until))
    answered = sum(fit is not None for fit in fits)
    return [
        Step("question", "done" if study.question else "open"),
        Step("aspects", _state(len(study.aspects), 1), len(study.aspects)),
        Step("period", _state(period, 2), period),
        Step("context", _state(told, len(sheet)), told, len(sheet)),
        _criteria(len(matrix.criteria), answered, len(fits)),
        Step("informants", "done" if fits else "open", len(fits)),
        _variation(study),
        Step("approaches", "done" if asked else "open", asked),
        _guide(study, guide.version if guide else 0),
        _consent(states.count("none"), len(states)),
        Step("statements", _state(said, len(STATEMENTS)), said, len(STATEMENTS)),
    ]


def _criteria(criteria: int, answered: int, informants: int) -> Step:
    whole = informants and answered == informants
    state: State = "open" if not criteria else "done" if whole else "partly"
    return Step("criteria", state, criteria, informants, informants - answered if criteria else 0)


def _consent(waiting: int, informants: int) -> Step:
    asked = informants - waiting
    return Step("consent", _state(asked, informants), asked, informants, waiting)


def _variation(study: Study) -> Step:
    grid = variation_grid(study)
    if grid is None:
        return Step("variation", "open")
    covered = grid.combinations - len(grid.empty)
    return Step("variation", "done" if covered else "partly", covered, grid.combinations, len(grid.unplaced))


def _guide(study: Study, version: int) -> Step:
    """The newest version, and how many talks were held without one."""
    without = sources_by_guide(study).get(None, 0)
    return Step("guide", "open" if not version else "partly" if without else "done", version, missing=without)
