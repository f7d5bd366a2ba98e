"""The Word templates of the home: having one, changing it in Word, bringing it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laras.base.files.guard import check_size
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.stages.reports import actions, queries, writers
from laras.stages.reports.forms import TemplateForm
from laras.stages.reports.models import Template
from laras.stages.reports.views.handing import handed_out


def template_list(request: LarasRequest) -> HttpResponse:
    """Show which template each paper is written with; bring one of the home's own."""
    rows = queries.templates_of_home(request.actor)
    form = TemplateForm(request.POST or None, request.FILES or None, kinds=[kind for kind, _own in rows])
    brought = attempt(form, lambda: _bring(request, form)) if request.method == "POST" else None
    if brought is not None:
        saved(request, _("From now on this template is filled."))
        return redirect("reports:template_list")
    return render(request, "reports/template_list.html", {"rows": rows, "form": form})


def _bring(request: LarasRequest, form: TemplateForm) -> Template:
    document, kind = form.cleaned_data["document"], form.chosen()
    check_size(document.name, document.size, limit=actions.LARGEST)
    made: Template = actions.bring_template(kind=kind, name=document.name, data=document.read(), by=request.actor)
    return made


def template_file(request: LarasRequest, kind: str) -> HttpResponse:
    """Hand out the template in use, to be changed in Word."""
    data = actions.template_in_use(kind=kind, by=request.actor)
    return handed_out(data, _("Template – {kind}.docx").format(kind=queries.KINDS[kind].name), writers.DOCX)


def drop(request: LarasRequest, template: Template) -> HttpResponse:
    """Go back to the shipped template (POST)."""
    if request.method == "POST":
        actions.drop_template(template, by=request.actor)
        saved(request, _("The shipped template is used again."))
    return redirect("reports:template_list")
