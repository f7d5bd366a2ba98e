"""The security map of the door."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Tab
from laras.base.jobs.models import Job
from laras.domain.errors import N_
from laras.doors.exchange.views import incoming, outgoing
from laras.stages.evidence.models import Source, Study

app_name = "exchange"

IMPORT, EXPORT = "evidence.import", "exchange.export"

urlpatterns = [
    page(
        "studi/<uuid:id>/impor/",
        incoming.bring_in,
        IMPORT,
        Study,
        on="study",
        tab=Tab(N_("Import"), 110, "upload", group="out"),
    ),
    page("studi/impor-berkas/<uuid:id>/", incoming.held, IMPORT, Job),
    page("studi/impor-berkas/<uuid:id>/buang/", incoming.throw_away, IMPORT, Job),
    page(
        "sumber/<uuid:id>/lengkapi/",
        incoming.complete,
        IMPORT,
        Source,
        on="missing source",
        tab=Tab(N_("Add the text"), 10, "upload"),
    ),
    page(
        "studi/<uuid:id>/ekspor/",
        outgoing.take_out,
        EXPORT,
        Study,
        on="study",
        tab=Tab(N_("Export"), 111, "download", group="out"),
    ),
    page("studi/<uuid:id>/ekspor/proyek/", outgoing.project, EXPORT, Study),
    page("studi/<uuid:id>/ekspor/pengodean/<slug:form>/", outgoing.codings, EXPORT, Study),
    page("studi/<uuid:id>/ekspor/buku-kode/", outgoing.codebook, EXPORT, Study),
    page("studi/<uuid:id>/ekspor/buku-kode/<slug:form>/", outgoing.codebook, EXPORT, Study, name="codebook_as"),
]
