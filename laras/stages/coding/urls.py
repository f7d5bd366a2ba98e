"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.domain.errors import N_
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.views import agreement, codebook, coding, listing, workspace
from laras.stages.evidence.models import Source, Study

app_name = "coding"

VIEW, CODE, BOOK = "coding.view", "coding.code", "coding.codebook"
EDIT, IMPORT = "evidence.edit", "evidence.import"

urlpatterns = [
    page("kode/", codebook.study_choice, VIEW, nav=Nav(N_("Codes"), "tag", 21, 2, minor=True)),
    page(
        "studi/<uuid:id>/buku-kode/",
        codebook.codebook,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Codebook"), 70, group="codes"),
    ),
    page("studi/<uuid:id>/buku-kode/buka/", codebook.open_codebook, BOOK, Study),
    page("studi/<uuid:id>/buku-kode/baru/", codebook.new_code, BOOK, Study),
    page("kode/<uuid:id>/ubah/", codebook.edit_code, BOOK, Code),
    page("kode/<uuid:id>/hentikan/", codebook.retire_code, BOOK, Code),
    page(
        "studi/<uuid:id>/ruang-kode/",
        listing.sources,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Coding room"), 75, group="codes"),
    ),
    page(
        "studi/<uuid:id>/kutipan/",
        listing.coding_list,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Codings"), 80, group="codes"),
    ),
    page(
        "studi/<uuid:id>/kesepakatan/",
        agreement.agreement,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Agreement"), 85, group="codes"),
    ),
    page("studi/<uuid:id>/kesepakatan/perbedaan/", agreement.disagreements, VIEW, Study),
    page("sumber/<uuid:id>/kode/", workspace.workspace, CODE, Source),
    page("sumber/<uuid:id>/kode/daftar/", workspace.plain, CODE, Source),
    page("sumber/<uuid:id>/kode/baru/", coding.create, CODE, Source),
    page("sumber/<uuid:id>/kode/isyarat/", coding.cues, CODE, Source),
    page("sumber/<uuid:id>/kode/selesai/", workspace.finish, CODE, Source),
    page("sumber/<uuid:id>/kode/buka-lagi/", workspace.reopen, CODE, Source),
    page("sumber/<uuid:id>/kode/koreksi/", workspace.correct, EDIT, Source),
    page("sumber/<uuid:id>/kode/tempatkan/", workspace.place, IMPORT, Source),
    page("pengodean/<uuid:id>/", coding.coding, CODE, Coding),
    page("pengodean/<uuid:id>/pulihkan/", coding.restore, CODE, Coding),
]
