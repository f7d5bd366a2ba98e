"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.evidence.models import Study
from laras.stages.people.models import Client
from laras.stages.programmes.models import Group, Member, Programme, ProgrammeStep, Session, SessionPlan
from laras.stages.programmes.views import (
    group,
    library,
    member,
    parts,
    programme,
    session,
    session_deeds,
    session_summary,
)

app_name = "programmes"

VIEW, EDIT, GROUP = "programmes.view", "programmes.edit", "programmes.group"

urlpatterns = [
    page("program/", programme.programme_list, VIEW, nav=Nav(N_("Programmes"), "clipboard-check", 40, 2)),
    page("program/baru/", programme.propose, EDIT),
    page("program/<uuid:id>/", programme.programme, VIEW, Programme),
    page("program/<uuid:id>/bagian/<slug:section>/", parts.section, EDIT, Programme),
    page("program/<uuid:id>/anggaran/", parts.budget, EDIT, Programme),
    page("program/<uuid:id>/swot/", parts.swot, EDIT, Programme),
    page("program/<uuid:id>/ukuran/", parts.measures, EDIT, Programme),
    page("program/<uuid:id>/pertemuan/", parts.add_session, EDIT, Programme),
    page("rencana-pertemuan/<uuid:id>/", parts.session_plan, EDIT, SessionPlan),
    page("rencana-pertemuan/<uuid:id>/hapus/", parts.remove_session, EDIT, SessionPlan),
    page("program/<uuid:id>/ajukan/", programme.submit, EDIT, Programme),
    page("program/<uuid:id>/tarik/", programme.withdraw, EDIT, Programme),
    page("program/<uuid:id>/putuskan/", programme.decide, "programmes.approve", Programme),
    page("program/<uuid:id>/simpan-arsip/", programme.retire, EDIT, Programme),
    page("program/<uuid:id>/versi-baru/", programme.revise, EDIT, Programme),
    page("langkah-program/<uuid:id>/", programme.version, VIEW, ProgrammeStep),
    page(
        "studi/<uuid:id>/program/",
        programme.of_study,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Programmes"), 92, group="out"),
    ),
    page(
        "studi/<uuid:id>/program/baru/",
        programme.answer_gap,
        EDIT,
        Study,
        on="study",
        tab=Tab(N_("Answer this gap"), 10, "clipboard-check", button=True),
    ),
    page("kegiatan/", library.library, VIEW, nav=Nav(N_("Activity library"), "book", 41, 2, minor=True)),
    page("kegiatan/<slug:code>/", library.activity, VIEW),
    page("kelompok/", group.group_list, VIEW, nav=Nav(N_("Groups"), "users-group", 7, 1)),
    page("program/<uuid:id>/kelompok/", group.new_group, GROUP, Programme),
    page("kelompok/<uuid:id>/", group.group, VIEW, Group),
    page("kelompok/<uuid:id>/ubah/", group.edit_group, GROUP, Group),
    page("kelompok/<uuid:id>/mulai/", group.start_group, GROUP, Group),
    page("kelompok/<uuid:id>/akhiri/", group.end_group, GROUP, Group),
    page("kelompok/<uuid:id>/anggota/", member.candidates, GROUP, Group),
    page("kelompok/<uuid:id>/anggota/<uuid:client>/", member.enrol, GROUP, Group),
    page("anggota/<uuid:id>/", member.member, VIEW, Member),
    page("anggota/<uuid:id>/perhatian/", member.care, GROUP, Member),
    page("anggota/<uuid:id>/pasangan/", member.buddy, GROUP, Member),
    page("anggota/<uuid:id>/keluar/", member.leave, GROUP, Member),
    page(
        "orang/<uuid:id>/kelompok/",
        member.of_client,
        VIEW,
        Client,
        on="client",
        tab=Tab(N_("Groups"), 50, "users-group"),
    ),
    page("pertemuan/<uuid:id>/pindah/", group.move_session, GROUP, Session),
    page("pertemuan/<uuid:id>/", session.session, "programmes.session", Session),
    page("pertemuan/<uuid:id>/tap/", session.sync, "programmes.session", Session),
    page("pertemuan/<uuid:id>/pasangan/", session.pairs, "programmes.session", Session),
    page("pertemuan/<uuid:id>/mulai/", session_deeds.start, "programmes.session", Session),
    page("pertemuan/<uuid:id>/batal/", session_deeds.cancel, "programmes.session", Session),
    page("pertemuan/<uuid:id>/jadwal/", session_deeds.again, "programmes.session", Session),
    page("pertemuan/<uuid:id>/simpan/", session_deeds.save, "programmes.session", Session),
    page("pertemuan/<uuid:id>/buka-lagi/", session_deeds.reopen, "programmes.session", Session),
    page("pertemuan/<uuid:id>/hasil/", session_summary.session_summary, "programmes.view", Session),
]
