"""Samples of unnamed people: taking a table in, and how the scale behaves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from laras.base.files.guard import Kind, inspect
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, sentence
from laras.base.ui.phrases import number
from laras.base.ui.toast import saved
from laras.stages.measures import actions, queries
from laras.stages.measures.forms import SampleForm
from laras.stages.measures.instruments import Instrument
from laras.stages.measures.readers import PeopleTable, people_of, read_cells
from laras.stages.measures.tables import figures, words

REFUSED_SHOWN = 5


def samples(request: LarasRequest) -> HttpResponse:
    """List the samples of the home."""
    rows = [
        {**row, "name": words.said(queries.instrument(row["instrument"]).short)}
        for row in queries.sample_names(request.actor)
    ]
    return render(
        request, "measures/samples.html", {"rows": rows, "may_bring": request.actor.may("measures.instrument")}
    )


def sample(request: LarasRequest, code: str) -> HttpResponse:
    """Show one sample: people, mean, alpha, omega, and the dots of all scores."""
    about = queries.instrument(code)
    name = request.GET.get("nama", "")
    rows = list(queries.sample_rows(request.actor.facility_id, about.code, name))
    if not rows:
        raise Http404
    found = queries.summary(about, rows)
    context = {
        "about": about,
        "name": name,
        "instrument": words.said(about.name),
        "found": found,
        "mean": number(found.mean, max(2, about.main.places)),
        "sd": number(found.sd, max(2, about.main.places)),
        "alpha": number(found.alpha.value, 3) if found.alpha else "–",
        "interval": _interval(found),
        "omega": number(found.omega.value, 3) if found.omega else "–",
        "notes": _notes(found),
        "dots": figures.dots_of(about, found.values),
        "may_bring": request.actor.may("measures.instrument"),
    }
    return render(request, "measures/sample.html", context)


def _interval(found: queries.SampleSummary) -> str:
    if found.alpha is None or found.alpha.interval is None:
        return ""
    return _("95 % interval {low} to {high}").format(
        low=number(found.alpha.interval.low, 3), high=number(found.alpha.interval.high, 3)
    )


def _notes(found: queries.SampleSummary) -> list[str]:
    told = [*(found.alpha.warnings if found.alpha else ()), *(found.omega.warnings if found.omega else ())]
    return list(dict.fromkeys(_(one.message).format(**one.params) for one in told))


def take_in(request: LarasRequest) -> HttpResponse:
    """Take in a table of answers of unnamed people."""
    form = SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        table = attempt(form, lambda: _taken(request, form))
        if table:
            return _told(request, form, table)
    return render(request, "measures/take_in.html", {"form": form})


def _taken(request: LarasRequest, form: SampleForm) -> PeopleTable:
    upload, typed = form.cleaned_data["table"], form.cleaned_data
    data = upload.read()
    inspect(upload.name, data, allowed={Kind.CSV})
    about: Instrument = queries.instrument(typed["instrument"])
    table = people_of(about, *read_cells(data), columns=typed["columns"])
    people = [actions.NewPerson(person.code, person.answers) for person in table.people]
    actions.record_sample(instrument=about.code, sample=typed["sample"], people=people, by=request.actor)
    return table


def _told(request: LarasRequest, form: SampleForm, table: PeopleTable) -> HttpResponse:
    n = len(table.people)
    saved(request, ngettext("{n} person read.", "{n} people read.", n).format(n=n))
    for row in table.refused[:REFUSED_SHOWN]:
        messages.warning(request, _("Row {row}: {reason}").format(row=row.row, reason=sentence(row.error)))
    if len(table.refused) > REFUSED_SHOWN:
        rest = len(table.refused) - REFUSED_SHOWN
        messages.warning(
            request, ngettext("{n} more row was refused.", "{n} more rows were refused.", rest).format(n=rest)
        )
    return redirect(_address(form.cleaned_data["instrument"], form.cleaned_data["sample"].strip()))


def _address(code: str, name: str) -> str:
    query: dict[str, Any] = {"nama": name}
    return f"{reverse('measures:sample', args=[code])}?{urlencode(query)}"


@require_POST
def undo(request: LarasRequest, code: str) -> HttpResponse:
    """Take a whole sample back."""
    actions.undo_sample(instrument=code, sample=request.POST.get("nama", ""), by=request.actor)
    saved(request, _("Taken back."))
    return redirect("measures:samples")
