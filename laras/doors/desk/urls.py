"""Pages that join stages, and the door itself."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import PUBLIC, SIGNED_IN, Nav, Tab
from laras.base.jobs.models import Job
from laras.domain.errors import N_
from laras.doors.desk.views import (
    audit,
    board,
    client,
    clients,
    first_day,
    jobs,
    password,
    search,
    session,
    today,
    users,
)
from laras.stages.casework.models import Task
from laras.stages.people.models import Client, Worker

app_name = "desk"

urlpatterns = [
    page("masuk/", session.sign_in, PUBLIC),
    page("mulai/<str:token>/", first_day.begin, PUBLIC),
    page("keluar/", session.sign_out, SIGNED_IN),
    page("kata-sandi/", password.own_password, SIGNED_IN, on="own password"),
    page("bahasa/", session.language, PUBLIC),
    page("healthz", session.health, PUBLIC),
    page("", session.first, SIGNED_IN),
    page("lainnya/", session.more, SIGNED_IN),
    page("hari-ini/", today.today, "desk.today", nav=Nav(N_("Today"), "sun", 1)),
    page("hari-ini/tugas/<uuid:id>/selesai/", today.task_done, "casework.task", Task),
    page(
        "orang/",
        clients.client_list,
        "people.list",
        nav=Nav(N_("Clients"), "user", 2, short=N_("People")),
        on="list of client",
    ),
    page("orang/<uuid:id>/", client.client, "people.view", Client, on="client", tab=Tab(N_("Overview"), 1)),
    page("papan/", board.board, "desk.board", nav=Nav(N_("Board"), "layout-grid", 8, short=N_("The board"))),
    page("jejak/", audit.audit, "desk.audit", nav=Nav(N_("Audit trail"), "history", 2, group=3)),
    page(
        "pekerjaan/",
        jobs.job_list,
        "desk.jobs",
        nav=Nav(N_("Long work"), "activity", 3, group=3, short=N_("Jobs"), minor=True),
    ),
    page("pekerjaan/<uuid:id>/batalkan/", jobs.job_cancel, "desk.jobs", Job),
    page("akun/", users.user_list, "desk.users", nav=Nav(N_("Accounts"), "users", 1, group=3)),
    page("akun/baru/", users.user_new, "access.manage"),
    page("akun/<uuid:id>/", users.user, "access.manage", Worker),
    page("akun/<uuid:id>/aktif/", users.user_active, "access.manage", Worker),
    page("akun/<uuid:id>/akhiri-peran/", users.user_end_role, "access.manage", Worker),
    page("cari/", search.search, "desk.search", nav=Nav(N_("Search"), "search", 9)),
]
