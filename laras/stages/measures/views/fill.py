"""Filling in: one item a screen with large answers, or a whole sheet on one page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.stages.casework.views.frame import case_frame
from laras.stages.measures import actions, queries
from laras.stages.measures.forms import SheetForm, StartForm
from laras.stages.measures.instruments import Instrument, Item
from laras.stages.measures.models import Administration
from laras.stages.measures.tables.words import item_name, said
from laras.stages.measures.views import draft as drafts
from laras.stages.people.models import Access, Client

ON_ONE_PAGE = "measures:whole"


def start(request: LarasRequest, client: Client, code: str) -> HttpResponse:
    """Choose how it is asked; what is asked on one page goes there at once."""
    about = queries.instrument(code, request.actor.facility_id)
    if about.layout == "page" or not about.has_text:
        return redirect(ON_ONE_PAGE, client.pk, code)
    form = StartForm(request.POST or None, faces=about.faces)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["mode"] == "paper":
            return redirect(ON_ONE_PAGE, client.pk, code)
        drafts.begin(request, client, about, **form.cleaned_data)
        return redirect("measures:item", client.pk, code, 1)
    draft = drafts.load(request, client, about)
    context = {
        **_about(about),
        "form": form,
        "n": len(about.items),
        "resume": _first_open(about, draft) if draft and draft.answers else 0,
        "is_own": _is_own(request, client),
        "on_paper": reverse(ON_ONE_PAGE, args=[client.pk, code]),
    }
    return render(request, "measures/start.html", {**case_frame(request, client), **context})


def _about(about: Instrument) -> dict[str, Any]:
    return {
        "about": about,
        "name": said(about.name),
        "instruction": said(about.instruction),
        "is_translation": about.label == "translation",
    }


def _is_own(request: LarasRequest, client: Client) -> bool:
    held = Access.objects.valid_for(request.actor).filter(kind="caseload", client=client)
    return held.exists()


def _first_open(about: Instrument, draft: drafts.Draft) -> int:
    places = range(1, len(about.items) + 1)
    return next((place for place in places if about.items[place - 1].code not in draft.answers), len(about.items))


def item(request: LarasRequest, client: Client, code: str, place: int) -> HttpResponse:
    """Ask one item; an answer or a refusal leads to the next."""
    about = queries.instrument(code, request.actor.facility_id)
    draft = drafts.load(request, client, about)
    if not 1 <= place <= len(about.items):
        raise Http404
    if draft is None:
        return redirect("measures:start", client.pk, code)
    asked = about.items[place - 1]
    if request.method == "POST":
        value = request.POST.get("value", "")
        if value == "" or value in {str(option.value) for option in asked.options}:
            draft.answers[asked.code] = int(value) if value else None
            drafts.keep(request, client, about, draft)
            return _go(client, about, drafts.neighbour(about, draft.answers, place, 1))
    context = {**_about(about), **_asked(about, asked, draft), "place": place, "n": len(about.items)}
    context["back"] = drafts.neighbour(about, draft.answers, place, -1)
    return render(request, "measures/item.html", {**case_frame(request, client), **context})


def _go(client: Client, about: Instrument, place: int) -> HttpResponse:
    if place > len(about.items):
        return redirect("measures:check", client.pk, about.code)
    return redirect("measures:item", client.pk, about.code, place)


def _asked(about: Instrument, asked: Item, draft: drafts.Draft) -> dict[str, Any]:
    """Return the item and its answers as they are drawn: faces, words or numbers."""
    faces = about.faces and not asked.is_extra and not asked.plain_face
    numbers = all(not said(option.label) for option in asked.options)
    return {
        "asked": asked,
        "question": item_name(asked, about),
        "look": "faces" if faces else "numbers" if numbers else "words",
        "options": [
            {"value": option.value, "label": said(option.label) or str(option.value), "face": rank}
            for rank, option in enumerate(asked.options, start=1)
        ],
        "chosen": draft.answers.get(asked.code, ""),
        "was_asked": asked.code in draft.answers,
        "ends": [said(end) for end in about.ends] if numbers else [],
        "in_javanese": draft.language == "jv",
    }


def check(request: LarasRequest, client: Client, code: str) -> HttpResponse:
    """Look once more before saving; each line leads back to its item."""
    about = queries.instrument(code, request.actor.facility_id)
    draft = drafts.load(request, client, about)
    if draft is None or not draft.answers:
        return redirect("measures:start", client.pk, code)
    if request.method == "POST":
        sheet = _saved(request, client, about, draft)
        drafts.drop(request, client, about)
        return _told(request, sheet, about)
    rows = [
        {"place": place, "question": item_name(one, about), "state": _state(one, draft)}
        for place, one in enumerate(about.items, start=1)
        if not drafts.is_passed_over(one, draft.answers)
    ]
    context = {**_about(about), "rows": rows, "last": len(about.items)}
    return render(request, "measures/check.html", {**case_frame(request, client), **context})


def _state(one: Item, draft: drafts.Draft) -> str:
    """Say whether an item was answered, never what: others may look over the shoulder."""
    if one.code not in draft.answers:
        return "open"
    return "refused" if draft.answers[one.code] is None else "answered"


def _saved(request: LarasRequest, client: Client, about: Instrument, draft: drafts.Draft) -> Administration:
    return actions.record_answers(
        client,
        instrument=about.code,
        answers=draft.answers,
        mode=draft.mode,
        helper=draft.helper,
        language=draft.language,
        seconds=draft.seconds,
        by=request.actor,
    )


def _told(request: LarasRequest, sheet: Administration, about: Instrument) -> HttpResponse:
    saved(request, said(about.short) + ".", undo=reverse("measures:undo", args=[sheet.pk]))
    return redirect("measures:sheet", sheet.pk)


def whole(request: LarasRequest, client: Client, code: str) -> HttpResponse:
    """Fill in every item on one page: observers, workers, and what was answered on paper."""
    about = queries.instrument(code, request.actor.facility_id)
    order = about.orders.get(request.GET.get("urutan", ""), ())
    items = [about.item(one) for one in order] or list(about.items)
    names = [(one, _paper_name(one, about, place)) for place, one in enumerate(items, start=1)]
    refusal = _("Cannot be observed") if about.refusal == "not_observed" else _("No answer")
    by_number = about.refusal == "not_observed" or not about.has_text
    form = SheetForm(request.POST or None, names=names, refusal=refusal, by_number=by_number)
    if request.method == "POST":
        sheet = attempt(form, lambda: _from_page(request, client, about, form))
        if sheet:
            return _told(request, sheet, about)
    context = {
        **_about(about),
        "form": form,
        "orders": sorted(about.orders),
        "order": request.GET.get("urutan", ""),
        "label": about.label,
    }
    return render(request, "measures/whole.html", {**case_frame(request, client), **context})


def _paper_name(one: Item, about: Instrument, place: int) -> str:
    return f"{place}. {said(one.text)}" if one.text else _("Item {n}").format(n=place)


def _from_page(request: LarasRequest, client: Client, about: Instrument, form: SheetForm) -> Administration:
    answered_by = about.answered_by[0]
    mode = "paper" if answered_by == "client" else "self"
    return actions.record_answers(
        client, instrument=about.code, answered_by=answered_by, mode=mode, **form.values(), by=request.actor
    )
