"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.evidence.models import Study
from laras.stages.programmes.models import Group, Programme
from laras.stages.reports.models import Report, Template
from laras.stages.reports.views import report, template

app_name = "reports"

APPRAISAL, PROGRAMME, TEMPLATE = "reports.appraisal", "reports.programme", "reports.template"
BUTTON = Tab(N_("Reports"), 90, "file-text", button=True)

urlpatterns = [
    page(
        "studi/<uuid:id>/laporan/",
        report.study_reports,
        APPRAISAL,
        Study,
        on="study",
        tab=Tab(N_("Reports"), 100, group="out"),
    ),
    page("program/<uuid:id>/laporan/", report.programme_reports, PROGRAMME, Programme, on="programme", tab=BUTTON),
    page("kelompok/<uuid:id>/laporan/", report.group_reports, PROGRAMME, Group, on="group", tab=BUTTON),
    page(
        "kelompok/<uuid:id>/hasil/laporan/",
        report.group_reports,
        PROGRAMME,
        Group,
        name="evaluation_reports",
        on="evaluation",
        tab=BUTTON,
    ),
    page("laporan/", report.report_list, APPRAISAL, nav=Nav(N_("Reports"), "file-text", 60, 2)),
    page("laporan/templat/", template.template_list, TEMPLATE),
    page("laporan/templat/<slug:kind>/unduh/", template.template_file, TEMPLATE),
    page("laporan/templat/<uuid:id>/kembali/", template.drop, TEMPLATE, Template),
    page("laporan/<uuid:id>/unduh/", report.download, APPRAISAL, Report),
    page("laporan/<uuid:id>/batalkan/", report.cancel, APPRAISAL, Report),
]
