"""Questions to the material: the tables, the quotes behind a cell, the same for a spreadsheet."""

from __future__ import annotations

import re
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.ui.names import aspect_name
from laras.domain.aspects import ASPECT_CODES
from laras.stages.coding import queries
from laras.stages.coding.forms.questions import QuestionForm
from laras.stages.coding.queries import questions as asked
from laras.stages.coding.queries.questions import Question, Table
from laras.stages.coding.rules import is_blind
from laras.stages.coding.tables import coding_rows
from laras.stages.coding.tables_questions import (
    STATE_SIGNS,
    STATE_WORDS,
    TABLE_WORDS,
    address_of,
    anchor,
    grid,
    plain_rows,
    words_of,
)
from laras.stages.coding.views.listing import texts_of
from laras.stages.coding.writers_questions import table_csv, table_xlsx
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import informants_of, quotable_source_ids
from laras.stages.evidence.views.frame import study_frame

PER_PAGE = 50
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_OPEN = 10  # aspects named in an address


def _asked(request: LarasRequest, study: Study) -> tuple[QuestionForm, Question, list[tuple[str, str]]]:
    table = request.GET.get("table", "informant")
    if table not in asked.TABLES:
        raise Http404
    offered = asked.attributes(list(informants_of(study)), request.actor) if table == "attribute" else []
    form = QuestionForm(request.GET, table=table, attributes=offered)
    opened = [one for one in request.GET.getlist("open")[:MOST_OPEN] if one in (*ASPECT_CODES, "none", "all")]
    return form, form.question(opened), offered


def questions(request: LarasRequest, study: Study) -> HttpResponse:
    """Show a table of numbers, each the way to its quotes, and the form that asks for another."""
    form, question, offered = _asked(request, study)
    table = asked.answer(study, question, request.actor)
    unfolded = [line.aspect or "none" for line in table.lines if line.depth == 0 and question.is_open(line.aspect)]
    context = study_frame(
        request,
        study,
        form=form,
        table=table,
        question=question,
        grid=grid(table) if table.lines else "",
        title=TABLE_WORDS[question.table],
        words=words_of(question, dict(offered).get(question.attribute, "")),
        chooser=_chooser(question),
        query=address_of(question),
        fold="" if question.table == "coverage" else address_of(question, open="" if unfolded else "all"),
        is_unfolded=bool(unfolded),
        signs=[(STATE_SIGNS[state], word) for state, word in STATE_WORDS.items()],
        is_blind=is_blind(request.actor) and not study.codes_together,
        is_narrowed=question.narrowed != asked.Narrowed(),
        may_code=request.actor.may("coding.code"),
    )
    return render(request, "coding/questions/tables.html", context)


def _chooser(question: Question) -> list[dict[str, Any]]:
    """Return the way to each table; what narrows this one narrows the next."""
    return [
        {
            "label": TABLE_WORDS[name],
            "url": f"?{address_of(question, table=name, attribute='', near='', lines='', open='')}",
            "current": name == question.table,
        }
        for name in asked.TABLES
    ]


def questions_quotes(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the codings behind a cell, a row or a column, with the way back to where one stood."""
    _form, question, offered = _asked(request, study)
    row, column = request.GET.get("row", "")[:300], request.GET.get("column", "")[:300]
    ids = asked.ids_behind(study, question, row, column, request.actor)
    page = Paginator(ids, PER_PAGE).get_page(request.GET.get("page"))
    shown = asked.codings_of_ids(study, list(page.object_list), request.actor)
    keys = queries.keys_in(study)
    texts = texts_of({one.source_id for one in shown})
    rows = coding_rows(shown, keys, texts, quotable_source_ids(study), request.actor)
    request.shown.extend(
        str(one.source.informant.client_id) for one in shown if one.source.informant and one.source.informant.client_id
    )
    context = study_frame(
        request,
        study,
        under="coding:questions",
        rows=rows,
        page=page,
        row=_row_label(row, question),
        column=_column_label(study, question, column, request),
        words=words_of(question, dict(offered).get(question.attribute, "")),
        back=f"{reverse('coding:questions', args=[study.pk])}?{address_of(question)}#{anchor(row) if row else ''}",
        is_blind=is_blind(request.actor) and not study.codes_together,
    )
    return render(request, "coding/questions/quotes.html", context)


def _row_label(key: str, question: Question) -> str:
    aspect = key.removeprefix("aspect:")
    if key.startswith("aspect:"):
        return aspect_name(aspect) if aspect in ASPECT_CODES else _("Without an aspect")
    return key


def _column_label(study: Study, question: Question, key: str, request: LarasRequest) -> str:
    """Return the words of a column; they stand in the empty table as well as in a full one."""
    if not key or question.table in ("informant", "codes"):
        return _("No informant") if key == "-" else _row_label(key, question)
    nothing = asked.answer(study, question, request.actor)
    found = next((one for one in nothing.columns if one.key == key), None)
    if found is None:
        return key
    return f"{found.group} · {found.label}" if found.group else found.label


def questions_file(request: LarasRequest, study: Study, form: str) -> HttpResponse:
    """Hand out a table as csv or xlsx: numbers only, no quote."""
    if form not in TYPES:
        raise Http404
    _form, question, offered = _asked(request, study)
    table = asked.answer(study, question, request.actor)
    rows = plain_rows(table)
    if form == "csv":
        return _file(table_csv(rows), study, table, form)
    about = [(_("Study"), study.name), *words_of(question, dict(offered).get(question.attribute, ""))]
    return _file(table_xlsx(rows, about, (_("Table"), _("Question"))), study, table, form)


def _file(data: bytes, study: Study, table: Table, ending: str) -> HttpResponse:
    """Only to be saved, never to be opened in the browser's own right."""
    response = HttpResponse(data, content_type=TYPES[ending])
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", f"{study.name} {TABLE_WORDS[table.question.table]}").strip()[:100]
    response["Content-Disposition"] = content_disposition_header(True, f"{name or 'laras'}.{ending}") or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
