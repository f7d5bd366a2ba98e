"""What only the researcher can tell: the context sheet and the statements, each item with its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain import reporting
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import ContextForm, ContextWordsForm, StatementForm
from laras.stages.evidence.models import Study
from laras.stages.evidence.tables import statement_parts
from laras.stages.evidence.views.frame import did, study_frame

ITEM = "butir"


def context_sheet(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the fourteen items that tell where the study took place."""
    items = queries.context_of(study)
    least = queries.least_words(study)
    form = ContextWordsForm(request.POST or None, initial={"words": least})
    if did(request, form, lambda: actions.set_context_words(study, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:context_sheet", study.pk)
    rows = [(item, item.label.get(language())) for item in items]
    described = sum(item.complete for item in items)
    context = study_frame(request, study, rows=rows, least=least, described=described, items=len(items), form=form)
    return render(request, "evidence/context.html", context)


def context_item(request: LarasRequest, study: Study) -> HttpResponse:
    """Write one item of the context sheet, or read it with its history."""
    items = {item.code: item for item in queries.context_of(study)}
    code = _asked(request, items, [item.code for item in items.values() if not item.complete])
    item = items[code]
    standing = {"item": code, "text": item.text, "document": item.document}
    form = ContextForm(request.POST or None, study=study, initial=standing)
    if did(request, form, lambda: actions.describe_context(study, **typed(form), by=request.actor)):
        saved(request)
        return _onward(request, study, "context_item", "context_sheet", list(items), code)
    history = queries.context_history(study, code)
    context = _item_frame(request, study, list(items), code, form, history[1:])
    context |= {"label": item.label.get(language()), "standing": item, "least": item.least}
    return render(request, "evidence/context_item.html", context)


def statements(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what the researcher has said for the report, and which item of which checklist it answers."""
    said = queries.statements_of(study)
    parts = statement_parts(said, language())
    context = study_frame(request, study, parts=parts, said=len(said), items=len(reporting.STATEMENTS))
    return render(request, "evidence/statements.html", context)


def statement(request: LarasRequest, study: Study) -> HttpResponse:
    """Write one statement, or read it with its history."""
    said = queries.statements_of(study)
    codes = list(reporting.STATEMENTS)
    code = _asked(request, codes, [code for code in codes if code not in said])
    standing = said.get(code)
    form = StatementForm(request.POST or None, initial={"item": code, "text": standing.text if standing else ""})
    if did(request, form, lambda: actions.state(study, **typed(form), by=request.actor)):
        saved(request)
        return _onward(request, study, "statement", "statements", codes, code)
    history = queries.statement_history(study, code)
    context = _item_frame(request, study, codes, code, form, history[1:])
    item = reporting.STATEMENTS[code]
    context |= {"label": item.label.get(language()), "hint": item.hint.get(language()), "least": item.words}
    context |= {"standing": standing, "feeds": [(name.upper(), n) for name, n in reporting.numbers_fed(code).items()]}
    return render(request, "evidence/statement.html", context)


def _asked(request: LarasRequest, known: Iterable[str], open_ones: Sequence[str]) -> str:
    """Return the item that was asked for, else the first one that is not written yet, else the first."""
    codes = list(known)
    wanted = request.POST.get("item", "") or request.GET.get(ITEM, "")
    return wanted if wanted in codes else next(iter(open_ones), codes[0])


def _item_frame(
    request: LarasRequest, study: Study, codes: list[str], code: str, form: Any, earlier: Sequence[Any]
) -> dict[str, Any]:
    under = "evidence:statements" if isinstance(form, StatementForm) else "evidence:context_sheet"
    place = codes.index(code)
    return study_frame(
        request, study, under=under, form=form, earlier=earlier, code=code, place=place + 1, of=len(codes)
    )


def _onward(request: LarasRequest, study: Study, page: str, overview: str, codes: list[str], code: str) -> HttpResponse:
    """Go to the next item where that was asked for, else back to all of them."""
    place = codes.index(code) + 1
    if "next" in request.POST and place < len(codes):
        return redirect(f"{reverse(f'evidence:{page}', args=[study.pk])}?{ITEM}={codes[place]}")
    return redirect("evidence:" + overview, study.pk)
