"""The instruments themselves: text, licence, scoring, parameters; what a home brings of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.files.guard import Kind, inspect
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.phrases import number
from laras.base.ui.toast import saved
from laras.stages.measures import actions, queries
from laras.stages.measures.forms import OwnTextForm, ParametersForm
from laras.stages.measures.instruments import Instrument, Item
from laras.stages.measures.models import LocalParameters, OwnText
from laras.stages.measures.readers import texts_of
from laras.stages.measures.tables import words


def shelf(request: LarasRequest) -> HttpResponse:
    """List every instrument with what it measures and how free it is."""
    rows = [
        {
            "code": about.code,
            "name": words.said(about.name),
            "what": words.said(about.about),
            "n": sum(not item.is_extra for item in about.items),
            "label": about.label,
            "word": _(words.LABEL_WORDS[about.label]),
        }
        for about in queries.instruments()
    ]
    return render(request, "measures/shelf.html", {"rows": rows})


def instrument(request: LarasRequest, code: str) -> HttpResponse:
    """Show one instrument: its text, where it comes from, how it is scored, and its parameters."""
    return render(request, "measures/instrument.html", _page(request, code))


def _page(request: LarasRequest, code: str) -> dict[str, Any]:
    facility_id = request.actor.facility_id
    about = queries.instrument(code, facility_id)
    local = list(queries.local_parameters(facility_id, code))
    return {
        "about": about,
        "name": words.said(about.name),
        "what": words.said(about.about),
        "instruction": words.said(about.instruction),
        "label": _(words.LABEL_WORDS[about.label]),
        "licence": words.said(about.licence),
        "items": [_item(item, about) for item in about.items],
        "options": _options(about),
        "scales": _scales(about),
        "bands": [{"low": f"{band.low:g}", "label": words.said(band.label)} for band in about.bands],
        "errors": [_error(one) for one in about.errors],
        "local": local,
        "texts": list(queries.own_texts(facility_id, code)) if about.tier == "B" else [],
        "may_bring": request.actor.may("measures.instrument"),
    }


def _item(item: Item, about: Instrument) -> dict[str, Any]:
    scale = about.main.scale
    return {
        "code": item.code,
        "text": words.item_name(item, about),
        "is_reversed": scale is not None and item.code in scale.reversed_items,
        "is_extra": item.is_extra,
        "is_probe": item.is_probe,
    }


def _options(about: Instrument) -> list[str]:
    """Return the answers in words; the ends only where the rest are numbers."""
    first, last = about.items[0].options[0], about.items[0].options[-1]
    if about.ends:
        return [f"{first.value}: {words.said(about.ends[0])}", f"{last.value}: {words.said(about.ends[1])}"]
    return [f"{one.value}: {words.said(one.label)}" for one in about.items[0].options]


def _scales(about: Instrument) -> list[dict[str, Any]]:
    rows = []
    for one in about.scales:
        if one.scale is None:
            how = _("Mean of {n} parts; {least} are needed.").format(n=len(one.of), least=one.least)
        else:
            n, least = len(one.scale.items), one.scale.min_answered or len(one.scale.items)
            template = (
                _("The number of the one item.")
                if n == 1
                else _("Mean of {n} items; {least} answers are needed.")
                if one.scale.aggregate == "mean"
                else _("Sum of {n} items; {least} answers are needed.")
            )
            how = template.format(n=n, least=least)
        rows.append({"label": words.said(one.label), "how": how, "low": f"{one.low:g}", "high": f"{one.high:g}"})
    return rows


def _error(one: Any) -> dict[str, Any]:
    return {
        "sd": number(one.sd, 2),
        "r": number(one.reliability, 2),
        "kind": _("retest") if one.kind == "retest" else "alpha",
        "population": words.said(one.population),
        "citation": one.citation,
    }


def text(request: LarasRequest, code: str) -> HttpResponse:
    """Bring the wording of an instrument whose text is not shipped."""
    about = queries.instrument(code, request.actor.facility_id)
    form = OwnTextForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        brought = attempt(form, lambda: _brought(request, about, form))
        if brought:
            saved(request, about.code + ".")
            return redirect("measures:instrument", code)
    context = {"about": about, "name": words.said(about.name), "form": form, "codes": [i.code for i in about.items]}
    return render(request, "measures/text.html", context)


def _brought(request: LarasRequest, about: Instrument, form: OwnTextForm) -> OwnText:
    upload = form.cleaned_data["table"]
    data = upload.read()
    inspect(upload.name, data, allowed={Kind.CSV})
    return actions.bring_texts(
        instrument=about.code,
        texts=texts_of(about, data),
        permitted=form.cleaned_data["permitted"],
        source=form.cleaned_data["source"],
        by=request.actor,
    )


def parameters(request: LarasRequest, code: str) -> HttpResponse:
    """Keep SD and reliability measured in this home, with the reason."""
    about = queries.instrument(code)
    form = ParametersForm(request.POST or None)
    if request.method == "POST":
        kept = attempt(
            form, lambda: actions.add_parameters(instrument=about.code, **form.cleaned_data, by=request.actor)
        )
        if kept:
            saved(request, about.code + ".")
            return redirect("measures:instrument", code)
    return render(request, "measures/parameters.html", {"about": about, "name": words.said(about.name), "form": form})


@require_POST
def end(request: LarasRequest, parameters: LocalParameters) -> HttpResponse:
    """Stop using the home's own parameters."""
    actions.end_parameters(parameters, by=request.actor)
    saved(request)
    return redirect("measures:instrument", parameters.instrument)
