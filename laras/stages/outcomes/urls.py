"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.outcomes.views import evaluation, filing, member, results
from laras.stages.people.models import Client
from laras.stages.programmes.models import Group, Member

app_name = "outcomes"

VIEW = "outcomes.view"

urlpatterns = [
    page("hasil/", results.results, VIEW, nav=Nav(N_("Results"), "chart-line", 43, 2)),
    page(
        "kelompok/<uuid:id>/hasil/",
        evaluation.evaluation,
        VIEW,
        Group,
        on="group",
        tab=Tab(N_("What changed"), 20, "chart-line", button=True),
    ),
    page("kelompok/<uuid:id>/hasil/sumber/", filing.file_as_source, "evidence.import", Group),
    page(
        "anggota/<uuid:id>/perubahan/",
        member.member_change,
        VIEW,
        Member,
        on="member",
        tab=Tab(N_("What changed"), 20, "chart-line", button=True),
    ),
    page("orang/<uuid:id>/perubahan/", member.client_changes, VIEW, Client, on="client", tab=Tab(N_("Changes"), 75)),
]
