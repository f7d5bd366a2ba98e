"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.people.models import Access, Client, Consent, Family, Merge, Ward, WardDuty
from laras.stages.people.views import access, consents, create, identity, wards

app_name = "people"

urlpatterns = [
    page("orang/baru/", create.create, "people.create"),
    page(
        "orang/<uuid:id>/identitas/",
        identity.client_identity,
        "people.view",
        Client,
        on="client",
        tab=Tab(N_("Identity"), 10, "id"),
    ),
    page("orang/<uuid:id>/identitas/tampilkan/", identity.show_number, "people.identity", Client),
    page("orang/<uuid:id>/identitas/ubah/", identity.edit, "people.edit", Client),
    page("orang/<uuid:id>/identitas/wisma/", wards.placement, "people.ward", Client),
    page("orang/<uuid:id>/identitas/gabung/", identity.merge, "people.merge", Client),
    page("penggabungan/<uuid:id>/urungkan/", identity.undo_merge, "people.merge", Merge),
    page(
        "orang/<uuid:id>/keluarga/",
        identity.family,
        "people.view",
        Client,
        on="client",
        tab=Tab(N_("Family"), 12, "users"),
    ),
    page("orang/<uuid:id>/keluarga/tambah/", identity.add_family, "people.edit", Client),
    page("keluarga/<uuid:id>/ubah/", identity.edit_family, "people.edit", Family),
    page("keluarga/<uuid:id>/lepas/", identity.remove_family, "people.edit", Family),
    page(
        "orang/<uuid:id>/persetujuan/",
        consents.consents,
        "people.view",
        Client,
        on="client",
        tab=Tab(N_("Consent"), 14, "signature"),
    ),
    page("orang/<uuid:id>/persetujuan/baru/", consents.give_consent, "people.consent", Client),
    page("persetujuan/<uuid:id>/tarik/", consents.withdraw_consent, "people.consent", Consent),
    page(
        "orang/<uuid:id>/akses/", access.access, "people.access", Client, on="client", tab=Tab(N_("Access"), 90, "key")
    ),
    page("akses/<uuid:id>/tutup/", access.close_access, "people.access", Access),
    page(
        "akses-darurat/",
        access.break_glass,
        "people.break_glass",
        nav=Nav(N_("Emergency access"), "lock-open", 80, 3, minor=True),
    ),
    page("wisma/", wards.ward_list, "people.ward", nav=Nav(N_("Wards"), "home", 60, 3, minor=True)),
    page("wisma/baru/", wards.create_ward, "people.ward"),
    page("wisma/<uuid:id>/", wards.ward, "people.ward", Ward),
    page("wisma/<uuid:id>/ubah/", wards.edit_ward, "people.ward", Ward),
    page("tugas-wisma/<uuid:id>/akhiri/", wards.end_duty, "people.ward", WardDuty),
]
