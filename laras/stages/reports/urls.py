"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.evidence.models import Study
from laras.stages.reports import views
from laras.stages.reports.models import Report

app_name = "reports"

APPRAISAL = "reports.appraisal"

urlpatterns = [
    page("studi/<uuid:id>/laporan/", views.study_reports, APPRAISAL, Study, on="study", tab=Tab(N_("Reports"), 100)),
    page("laporan/", views.report_list, APPRAISAL, nav=Nav(N_("Reports"), "file-text", 60, 2)),
    page("laporan/<uuid:id>/unduh/", views.download, APPRAISAL, Report),
    page("laporan/<uuid:id>/batalkan/", views.cancel, APPRAISAL, Report),
]
