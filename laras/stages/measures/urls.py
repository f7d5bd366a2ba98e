"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.measures.models import Administration, LocalParameters, MeasureAlert
from laras.stages.measures.views import alerts, client, due, fill, samples, sheet, shelf
from laras.stages.people.models import Client

app_name = "measures"

urlpatterns = [
    page("alat-ukur/", due.due, "measures.view", name="due", nav=Nav(N_("Measures"), "clipboard-check", 9, minor=True)),
    page(
        "perlu-disapa/",
        alerts.queue,
        "measures.view",
        name="alerts",
        nav=Nav(N_("To greet today"), "bell", 8, short=N_("To greet")),
    ),
    page("perlu-disapa/<uuid:id>/", alerts.alert, "measures.view", MeasureAlert),
    page("perlu-disapa/<uuid:id>/ambil/", alerts.take, "measures.view", MeasureAlert),
    page(
        "orang/<uuid:id>/alat-ukur/",
        client.of_client,
        "measures.view",
        Client,
        on="client",
        tab=Tab(N_("Measures"), 45, "clipboard-check"),
    ),
    page("orang/<uuid:id>/alat-ukur/<slug:code>/", client.one, "measures.view", Client),
    page("orang/<uuid:id>/alat-ukur/<slug:code>/isi/", fill.start, "measures.take", Client),
    page("orang/<uuid:id>/alat-ukur/<slug:code>/isi/lembar/", fill.whole, "measures.take", Client),
    page("orang/<uuid:id>/alat-ukur/<slug:code>/isi/periksa/", fill.check, "measures.take", Client),
    page("orang/<uuid:id>/alat-ukur/<slug:code>/isi/<int:place>/", fill.item, "measures.take", Client),
    page("jawaban/<uuid:id>/", sheet.sheet, "measures.view", Administration),
    page("jawaban/<uuid:id>/urungkan/", sheet.undo, "measures.take", Administration),
    page("instrumen/", shelf.shelf, "measures.view"),
    page("instrumen/<slug:code>/", shelf.instrument, "measures.view"),
    page("instrumen/<slug:code>/teks/", shelf.text, "measures.instrument"),
    page("instrumen/<slug:code>/parameter/", shelf.parameters, "measures.instrument"),
    page("parameter/<uuid:id>/akhiri/", shelf.end, "measures.instrument", LocalParameters, name="end_parameters"),
    page("sampel/", samples.samples, "measures.view"),
    page("sampel/impor/", samples.take_in, "measures.instrument"),
    page("sampel/<slug:code>/", samples.sample, "measures.view"),
    page("sampel/<slug:code>/urungkan/", samples.undo, "measures.instrument", name="undo_sample"),
]
