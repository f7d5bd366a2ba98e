"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.people.models import Client
from laras.stages.support.models import SupportAct, TeachBack
from laras.stages.support.views import balance, information, log, record

app_name = "support"

urlpatterns = [
    page("catat/", record.choose, "support.record", name="record", nav=Nav(N_("Record"), "plus", 3)),
    page(
        "catat/<uuid:id>/",
        record.record_for,
        "support.record",
        Client,
        on="client",
        tab=Tab(N_("Record support"), 5, "plus", button=True),
    ),
    page("dukungan/<uuid:id>/", record.act, "support.record", SupportAct),
    page("dukungan/<uuid:id>/urungkan/", record.undo, "support.record", SupportAct),
    page("dukungan/<uuid:id>/pulihkan/", record.restore, "support.record", SupportAct),
    page(
        "dukungan/", log.whole, "support.view", name="log", nav=Nav(N_("Support log"), "clipboard-list", 5, minor=True)
    ),
    page(
        "orang/<uuid:id>/dukungan/",
        log.of_client,
        "support.view",
        Client,
        on="client",
        tab=Tab(N_("Support"), 30, "heart"),
    ),
    page("keseimbangan/", balance.home, "support.view", name="balance", nav=Nav(N_("Balance"), "scale", 6, minor=True)),
    page(
        "orang/<uuid:id>/keseimbangan/",
        balance.of_client,
        "support.view",
        Client,
        name="client_balance",
        on="client",
        tab=Tab(N_("Balance"), 35),
    ),
    page(
        "tunggakan/",
        information.debts,
        "support.view",
        name="debts",
        nav=Nav(N_("Information debt"), "message-info", 4),
    ),
    page(
        "orang/<uuid:id>/informasi/",
        information.of_client,
        "support.view",
        Client,
        name="of_client_information",
        on="client",
        tab=Tab(N_("Information"), 40, "message-info"),
    ),
    page("orang/<uuid:id>/informasi/<slug:topic>/", information.explain, "support.teach", Client),
    page("penjelasan/<uuid:id>/urungkan/", information.undo, "support.teach", TeachBack, name="undo_teach_back"),
]
