"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.appraisal import views
from laras.stages.appraisal.models import Finding
from laras.stages.evidence.models import Study

app_name = "appraisal"

urlpatterns = [
    page("penilaian/", views.study_choice, "appraisal.view", nav=Nav(N_("Appraisal"), "scale", 30, 2)),
    page(
        "studi/<uuid:id>/penilaian/",
        views.appraisal,
        "appraisal.view",
        Study,
        on="study",
        tab=Tab(N_("Appraisal"), 80, group="meaning"),
    ),
    page("studi/<uuid:id>/penilaian/<slug:aspect>/", views.rate, "appraisal.rate", Study),
    page(
        "studi/<uuid:id>/temuan/",
        views.findings,
        "appraisal.view",
        Study,
        on="study",
        tab=Tab(N_("Findings"), 90, group="meaning"),
    ),
    page(
        "studi/<uuid:id>/ambang/",
        views.thresholds,
        "appraisal.view",
        Study,
        on="study",
        tab=Tab(N_("Thresholds"), 95, group="meaning"),
    ),
    page("studi/<uuid:id>/temuan/baru/", views.new_finding, "appraisal.finding", Study),
    page("temuan/<uuid:id>/", views.finding, "appraisal.view", Finding),
    page("temuan/<uuid:id>/kaitkan/", views.link, "appraisal.finding", Finding),
    page("temuan/<uuid:id>/tarik/", views.withdraw, "appraisal.finding", Finding),
]
