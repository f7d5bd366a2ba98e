"""Saturation, and the joint display of scores and quotes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.ui.curves import new_code_curve
from laras.base.ui.phrases import number
from laras.domain.results import Note
from laras.stages.coding import queries
from laras.stages.coding.forms.questions import SaturationForm
from laras.stages.coding.queries import questions as asked
from laras.stages.coding.queries.questions import SaturationSettings, StudySaturation
from laras.stages.coding.rules import is_blind
from laras.stages.coding.tables import CodingRow, coding_rows
from laras.stages.coding.tables_questions import TABLE_WORDS
from laras.stages.coding.views.listing import texts_of
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import quotable_source_ids
from laras.stages.evidence.views.frame import study_frame

QUOTES_OF_A_WEEK = 12


def saturation(request: LarasRequest, study: Study) -> HttpResponse:
    """Show whether new interviews still bring new codes, under which rule, and how sure one can be of it."""
    form = SaturationForm(request.GET)
    found = asked.saturation_of(study, form.settings(), request.actor)
    context = study_frame(
        request,
        study,
        form=form,
        found=found,
        verdict=_verdict(found),
        curve=_curve(found),
        offers=_offers(found),
        notes=[_told(one) for one in found.result.warnings if found.result.assessable],
        unread=[one for one in found.events if not one.is_read],
        is_blind=is_blind(request.actor) and not study.codes_together,
        may_code=request.actor.may("coding.code"),
    )
    return render(request, "coding/questions/saturation.html", context)


def _told(one: Note) -> str:
    return gettext(one.message).format(**one.params)


def _verdict(found: StudySaturation) -> tuple[str, str]:
    """Return the state and its sentence: reached, not reached, or not assessable and why."""
    result, wanted = found.result, found.settings
    if len(found.events) < found.needed:
        words = {"base": wanted.base, "run": wanted.run, "needed": found.needed, "n": len(found.events)}
        return "open", ngettext(
            "Not assessable: a base of %(base)d and a run of %(run)d need at least %(needed)d events; there is %(n)d.",
            "Not assessable: a base of %(base)d and a run of %(run)d need at least %(needed)d events; there are %(n)d.",
            len(found.events),
        ) % words
    if not result.assessable:
        return "open", _(
            "Not assessable: the first events hold no code of this kind, so there is nothing to compare with."
        )
    if result.notation is None:
        return "no", _("Not reached: every run of events still brought more new codes than allowed.")
    at = {"notation": result.notation, "threshold": number(wanted.threshold), "n": int(result.value or 0)}
    return "yes", _(
        "Saturated at %(notation)s at the %(threshold)s %% level: after %(n)d events the next run brought (nearly) nothing new."
    ) % at


def _curve(found: StudySaturation) -> str:
    if not found.events:
        return ""
    marks = [(found.settings.base, _("base"))]
    if found.result.value:
        marks = [(int(found.result.value), str(found.result.notation)), *marks]
        marks = list(dict(reversed(marks)).items())
    known = found.result.cumulative
    words = {"n": len(found.events), "codes": known[-1] if known else 0}
    said = _("New codes per event and codes known after it: %(codes)d codes after %(n)d events.") % words
    return new_code_curve(found.result.new_codes, known, marks=marks, label=said)


def _offers(found: StudySaturation) -> list[tuple[str, str]]:
    """Return ways to look all the same where interviews are too few; each deviates from the rule and says so."""
    wanted = found.settings
    if len(found.events) >= found.needed:
        return []
    offers: list[tuple[str, SaturationSettings]] = []
    if wanted.events == "interviews" and found.events_all >= found.needed:
        more = SaturationSettings(wanted.base, wanted.run, wanted.threshold, "all", wanted.unit, wanted.seed)
        offers.append((_("Count every kind of source as an event (a deviation)"), more))
    if wanted.base > asked.BASES[0] and len(found.events) >= asked.BASES[0] + asked.RUNS[0]:
        less = SaturationSettings(
            asked.BASES[0], asked.RUNS[0], wanted.threshold, wanted.events, wanted.unit, wanted.seed
        )
        offers.append((_("Base of 3 and run of 2 (a deviation)"), less))
    return [(words, _query(one)) for words, one in offers]


def _query(one: SaturationSettings) -> str:
    return urlencode(
        {
            "base": one.base,
            "run": one.run,
            "threshold": one.threshold,
            "events": one.events,
            "unit": one.unit,
            "seed": one.seed,
        }
    )


def joint_display(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what was measured of one resident beside what was said in the same weeks."""
    people, others = asked.people_in(study, request.actor)
    request.shown.extend(asked.clients_shown(people))
    person = _chosen(people, request.GET.get("person", ""))
    context: dict[str, Any] = {"people": people, "others": others, "resident": person}
    if person is not None:
        offered = asked.instruments_for(person.client, request.actor)
        names = [code for code, _name in offered]
        chosen = [code for code in request.GET.getlist("of") if code in names] or names[:2]
        found = asked.joint(study, person, chosen, request.actor)
        context |= {"offered": offered, "chosen": chosen, "found": found, "weeks": _weeks(request, study, found)}
    chooser = [{"label": label, "url": f"?table={name}", "current": False} for name, label in TABLE_WORDS.items()]
    frame = study_frame(request, study, under="coding:questions", chooser=chooser, is_joint=True, **context)
    return render(
        request,
        "coding/questions/joint.html",
        {**frame, "is_blind": is_blind(request.actor) and not study.codes_together},
    )


def _chosen(people: Sequence[asked.Person], given: str) -> asked.Person | None:
    """Return the person of the address, or the first one."""
    try:
        wanted = uuid.UUID(given) if given else None
    except ValueError:
        wanted = None
    return next((one for one in people if one.client.pk == wanted), people[0] if people else None)


def _weeks(request: LarasRequest, study: Study, found: asked.Joint) -> list[tuple[Any, list[CodingRow], int]]:
    """Return each week with its quotes, the newest first; of a week with very many the first ones and how many more."""
    shown = [one.coding for week in found.weeks for one in week.said[:QUOTES_OF_A_WEEK]]
    texts = texts_of({one.source_id for one in shown})
    rows = coding_rows(shown, queries.keys_in(study), texts, quotable_source_ids(study), request.actor)
    by_id = {row.coding.pk: row for row in rows}
    return [
        (
            week,
            [by_id[one.coding.pk] for one in week.said[:QUOTES_OF_A_WEEK]],
            max(0, len(week.said) - QUOTES_OF_A_WEEK),
        )
        for week in reversed(found.weeks)
    ]
