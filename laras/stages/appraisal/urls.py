"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.appraisal import views
from laras.stages.appraisal.models import Audit, Finding, FindingLink, MemberCheck, PeerDebrief
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
    page(
        "studi/<uuid:id>/bandingkan/",
        views.compare,
        "appraisal.view",
        Study,
        on="study",
        tab=Tab(N_("Compare"), 85, group="meaning"),
    ),
    page("studi/<uuid:id>/penilaian/<slug:aspect>/", views.rate, "appraisal.rate", Study),
    page("studi/<uuid:id>/penilaian/<slug:aspect>/sepakat/", views.consensus, "appraisal.rate", Study),
    page(
        "studi/<uuid:id>/temuan/",
        views.findings,
        "appraisal.view",
        Study,
        on="study",
        tab=Tab(N_("Findings"), 90, group="meaning"),
    ),
    page(
        "studi/<uuid:id>/keabsahan/",
        views.card,
        "appraisal.view",
        Study,
        on="study",
        tab=Tab(N_("Trustworthiness"), 91, group="meaning"),
    ),
    page("studi/<uuid:id>/keabsahan/<slug:technique>/alasan/", views.justify, "appraisal.finding", Study),
    page("studi/<uuid:id>/jejak-audit/", views.trail, "appraisal.view", Study),
    page(
        "studi/<uuid:id>/audit/",
        views.audits,
        "appraisal.view",
        Study,
        on="study",
        tab=Tab(N_("Audits"), 93, group="meaning"),
    ),
    page("studi/<uuid:id>/audit/baru/", views.begin_audit, "appraisal.audit", Study),
    page("audit-studi/<uuid:id>/", views.audit, "appraisal.view", Audit),
    page("audit-studi/<uuid:id>/tanda-tangan/", views.sign_audit, "appraisal.audit", Audit),
    page(
        "studi/<uuid:id>/ambang/",
        views.thresholds,
        "appraisal.view",
        Study,
        on="study",
        tab=Tab(N_("Thresholds"), 95, group="meaning"),
    ),
    page("studi/<uuid:id>/ambang/uji/", views.trust_thresholds, "appraisal.view", Study),
    page("studi/<uuid:id>/temuan/baru/", views.new_finding, "appraisal.finding", Study),
    page("temuan/<uuid:id>/", views.finding, "appraisal.view", Finding),
    page("temuan/<uuid:id>/ubah/", views.change_finding, "appraisal.finding", Finding),
    page("temuan/<uuid:id>/pencarian/", views.search_note, "appraisal.finding", Finding),
    page("temuan/<uuid:id>/kaitkan/", views.link, "appraisal.finding", Finding),
    page("temuan/<uuid:id>/tarik/", views.withdraw, "appraisal.finding", Finding),
    page("kaitan/<uuid:id>/hubungan/", views.relation, "appraisal.finding", FindingLink),
    page("kaitan/<uuid:id>/selesai/", views.resolve, "appraisal.finding", FindingLink),
    page("kaitan/<uuid:id>/lepas/", views.untie, "appraisal.finding", FindingLink),
    page("studi/<uuid:id>/pengecekan/", views.checks, "appraisal.view", Study),
    page("studi/<uuid:id>/pengecekan/kirim/", views.send_check, "appraisal.finding", Study),
    page("pengecekan/<uuid:id>/jawaban/", views.answer, "appraisal.finding", MemberCheck),
    page("pengecekan/<uuid:id>/hasil/", views.resolve_check, "appraisal.finding", MemberCheck),
    page("pengecekan/<uuid:id>/lembar/", views.check_sheet, "appraisal.finding", MemberCheck),
    page("pengecekan/<uuid:id>/gambar/", views.check_picture, "appraisal.finding", MemberCheck),
    page("studi/<uuid:id>/diskusi/", views.debriefs, "appraisal.view", Study),
    page("studi/<uuid:id>/diskusi/baru/", views.new_debrief, "appraisal.finding", Study),
    page("diskusi/<uuid:id>/", views.debrief, "appraisal.view", PeerDebrief),
]
