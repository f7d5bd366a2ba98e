"""How far those who coded agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.domain.errors import N_, Incomplete
from laras.stages.coding import queries
from laras.stages.coding.forms import ComparedForm
from laras.stages.coding.forms.rounds import ROUND_WORDS
from laras.stages.coding.queries import Compared, Progress, Unit
from laras.stages.coding.tables import word
from laras.stages.coding.tables_agreement import aspect_cells, cells_of, headings
from laras.stages.coding.writers_agreement import agreement_csv
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame

EVERYBODY = "semua"
UNITS: dict[str, Unit] = {unit: unit for unit in queries.UNITS}


@dataclass(frozen=True)
class Asked:
    """What the page was asked: a comparison, a unit, an order; `progress` where it is a round."""

    choice: str
    choices: list[tuple[str, str]]
    compared: Compared | None
    progress: Progress | None
    unit: Unit
    sort: str
    falling: bool

    @property
    def is_blind(self) -> bool:
        """True while the two of a round must not know yet."""
        return self.progress is not None and not self.progress.may_be_compared

    def query(self, **more: str) -> str:
        """Return the address part that asks the same."""
        return urlencode({"banding": self.choice, "satuan": self.unit, **more})


def _asked(request: LarasRequest, study: Study) -> Asked:
    """Return what was asked; without a word the newest round, else everybody of round 1."""
    rounds = [row for row in queries.rounds_of(study) if row.cancelled_at is None]
    pairs = queries.pairs_of(study)
    compared: dict[str, Compared | None] = {f"p{row.number}": queries.of_round(row) for row in rounds}
    names = {f"p{row.number}": _round_name(row.number, row.kind) for row in rounds}
    compared[EVERYBODY], names[EVERYBODY] = None, _("Round 1, everybody")
    if len({name for pair in pairs for name in pair}) > 2:
        for first, second in pairs:
            key = f"{first}|{second}"
            compared[key], names[key] = (
                queries.of_pair(first, second),
                _("Round 1: {a} and {b}").format(a=first, b=second),
            )
    choice = request.GET.get("banding", "")
    choice = choice if choice in compared else next(iter(compared))
    row = next((one for one in rounds if f"p{one.number}" == choice), None)
    return Asked(
        choice=choice,
        choices=list(names.items()),
        compared=compared[choice],
        progress=queries.progress_of(study, [row])[0] if row else None,
        unit=UNITS.get(request.GET.get("satuan", ""), "source"),
        sort=request.GET.get("urut", "code"),
        falling=request.GET.get("turun", "") == "1",
    )


def _round_name(number: int, kind: str) -> str:
    return _("Round {n}: {kind}").format(n=number, kind=ROUND_WORDS[kind])


def _figures(study: Study, asked: Asked) -> dict[str, Any]:
    """Return the figures; of a closed round as they were kept, so that what was changed later changes no number."""
    if asked.progress is not None and asked.progress.round.result:
        kept: dict[str, Any] = asked.progress.round.result[asked.unit]
        return kept
    return queries.figures(queries.agreement(study, asked.compared, asked.unit))


def agreement(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the coefficients over all, by aspect and by code, with what they mean in plain words."""
    asked = _asked(request, study)
    form = ComparedForm({"banding": asked.choice, "satuan": asked.unit}, compared=asked.choices)
    context = study_frame(request, study, form=form, asked=asked, progress=asked.progress)
    if not asked.is_blind:
        found = _figures(study, asked)
        rows = queries.sorted_rows(found["codes"], asked.sort, falling=asked.falling)
        context |= {
            "found": found,
            "overall": cells_of(found["overall"]),
            "aspects": [aspect_cells(row) for row in found["aspects"] if row["n"]],
            "codes": [(cells_of(row), word(row["label"], row["key"])) for row in rows],
            "columns": [
                (one, asked.query(urut=one["key"], turun="1" if one["turn"] else "")) for one in _columns(asked)
            ],
            "download": asked.query(),
            "settled": _settled(request, study, asked),
        }
    return render(request, "coding/agreement.html", context)


def _columns(asked: Asked) -> list[dict[str, Any]]:
    return headings(asked.sort, falling=asked.falling)


def _settled(request: LarasRequest, study: Study, asked: Asked) -> tuple[int, int] | None:
    """Return how many differences are settled, of how many; None for a comparison that settles nothing."""
    if asked.compared is not None and asked.progress is None:
        return None
    row = asked.progress.round if asked.progress else None
    return queries.settled_share(study, request.actor, row)


def agreement_table(request: LarasRequest, study: Study) -> HttpResponse:
    """Hand the table by code out as csv."""
    asked = _asked(request, study)
    if asked.is_blind:
        raise Incomplete(N_("Not yet: the two have not finished. Wait until both have read every drawn source."))
    found = _figures(study, asked)
    body = agreement_csv([*found["codes"], {**found["overall"], "key": _("Over all")}])
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kesepakatan.csv"'
    return answer
