"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.casework.models import Episode, Goal, Task
from laras.stages.casework.views import goals, stages, state, tasks
from laras.stages.people.models import Client

app_name = "casework"

urlpatterns = [
    page(
        "orang/<uuid:id>/tahap/",
        stages.stages,
        "casework.view",
        Client,
        on="client",
        tab=Tab(N_("Stages"), 20, "route"),
    ),
    page("orang/<uuid:id>/tahap/buka/", stages.open_stay, "casework.move", Client),
    page("episode/<uuid:id>/pindah/", stages.move, "casework.move", Episode),
    page("episode/<uuid:id>/kejadian/", stages.event, "casework.move", Episode),
    page("episode/<uuid:id>/tutup/", stages.close, "casework.move", Episode),
    page(
        "orang/<uuid:id>/tujuan/", goals.goals, "casework.view", Client, on="client", tab=Tab(N_("Goals"), 22, "target")
    ),
    page("orang/<uuid:id>/tujuan/baru/", goals.set_goal, "casework.goal", Client),
    page("tujuan/<uuid:id>/nilai/", goals.rate_goal, "casework.goal", Goal),
    page("tujuan/<uuid:id>/tutup/", goals.close_goal, "casework.goal", Goal),
    page(
        "orang/<uuid:id>/kategori/",
        state.severity,
        "casework.view",
        Client,
        on="client",
        tab=Tab(N_("Category"), 24, "stethoscope"),
    ),
    page("orang/<uuid:id>/kategori/nilai/", state.rate_severity, "casework.severity", Client),
    page("adl/", state.adl_round, "casework.adl", nav=Nav(N_("ADL"), "checkbox", 7, minor=True)),
    page("orang/<uuid:id>/adl/", state.adl, "casework.view", Client, on="client", tab=Tab(N_("ADL"), 26, "checkbox")),
    page("orang/<uuid:id>/adl/isi/", state.record_adl, "casework.adl", Client),
    page(
        "orang/<uuid:id>/tugas/",
        tasks.tasks,
        "casework.view",
        Client,
        on="client",
        tab=Tab(N_("Tasks"), 28, "list-check"),
    ),
    page("orang/<uuid:id>/tugas/baru/", tasks.add_task, "casework.task", Client),
    page("tugas/<uuid:id>/selesai/", tasks.finish_task, "casework.task", Task),
]
