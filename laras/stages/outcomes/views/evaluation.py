"""What changed in a group: the sentence first, members before the group, and what it does not show."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.ui.change_figures import choice_ring
from laras.base.ui.phrases import language, number
from laras.domain.groupwork.terms import AIM_LABELS
from laras.domain.outcomes import GROUP
from laras.stages.outcomes import queries, readings, tables
from laras.stages.outcomes.queries import Evaluation, Labels, MeasureResult
from laras.stages.people.views.frame import places_on
from laras.stages.programmes.models import Group


def evaluation(request: LarasRequest, group: Group) -> HttpResponse:
    """Show one group measure by measure; `?ukuran=` says which."""
    found = queries.evaluation(group)
    labels = queries.labels_of(found.members, request.actor)
    request.shown.extend(labels.shown)
    chosen = _chosen(found, request.GET.get("ukuran", ""))
    context = {
        "group": group,
        "found": found,
        "buttons": places_on(request, "evaluation", group.pk)[1],
        "plan_sentence": readings.plan_sentence(found),
        "targets": readings.target_rows(found.targets),
        "not_causal": readings.written(GROUP["not_causal"]),
        "measures": [(one, AIM_LABELS[one.aim].get(language())) for one in found.measures],
        "may_file": request.actor.may("evidence.import"),
        "rings": _rings(found, labels),
        "goals": [(readings.called(pk, labels), number(score, 1)) for pk, score in found.goals.items()],
        "positive": [(readings.called(pk, labels), one.good, one.of) for pk, one in found.positive.items() if one.of],
        **(_of(found, chosen, labels) if chosen else {}),
    }
    return render(request, "outcomes/evaluation.html", context)


def _chosen(found: Evaluation, code: str) -> MeasureResult | None:
    named = next((one for one in found.measures if one.instrument.code == code), None)
    with_pairs = next((one for one in found.measures if one.is_primary and one.group.n), None)
    return named or with_pairs or next(iter(found.measures), None)


def _of(found: Evaluation, chosen: MeasureResult, labels: Labels) -> dict[str, object]:
    main = chosen.instrument.main
    return {
        "chosen": chosen,
        "headline": readings.headline(chosen),
        "sentences": readings.group_sentences(chosen),
        "cards": tables.course_cards(found, chosen, labels),
        "dots": tables.group_dots(chosen) if chosen.group.n else "",
        "beside": tables.beside_attendance(found, chosen) if chosen.group.n and found.held else "",
        "aim": AIM_LABELS[chosen.aim].get(language()),
        "range": (number(main.low), number(main.high)),
        "worse": [
            (readings.called(pk, labels), pk)
            for pk, change in chosen.changes.items()
            if change.direction == "worse" and pk in labels.clients
        ],
    }


def _rings(found: Evaluation, labels: Labels) -> list[dict[str, object]]:
    """Return a drawing for each session that asked whom to sit with; quarrels are never drawn."""
    names: dict[Any, str] = {one.pk: number(labels.places[one.pk]) for one in found.members}
    rings = []
    for session, told in sorted(found.sociograms.items()):
        pairs = [(readings.called(a, labels), readings.called(b, labels)) for a, b in found.choices[session]]
        label = _("Who chose whom in session {n}: {pairs}.").format(
            n=session, pairs=", ".join(f"{a} → {b}" for a, b in pairs)
        )
        rings.append(
            {
                "number": session,
                "figure": choice_ring(names, found.choices[session], label=label),
                "density": readings.percent(told.value),
                "mutual": told.mutual or 0,
                "alone": [readings.called(one.pk, labels) for one in found.members if one.pk in told.unchosen],
                "who": [(labels.places[one.pk], readings.called(one.pk, labels)) for one in found.members],
            }
        )
    return rings
