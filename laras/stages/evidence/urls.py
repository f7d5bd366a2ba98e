"""The security map of the stage."""

from __future__ import annotations

from laras.base.gate.pages import page
from laras.base.gate.registry import Nav, Tab
from laras.base.jobs.models import Job
from laras.domain.errors import N_
from laras.stages.evidence.models import Approach, Informant, ResearchConsent, Source, Study
from laras.stages.evidence.views import (
    consent,
    guide,
    marks,
    pseudonyms,
    reach,
    recording,
    sampling,
    source,
    sources,
    speakers,
    study,
    telling,
)

app_name = "evidence"

VIEW, EDIT, IMPORT = "evidence.view", "evidence.edit", "evidence.import"

urlpatterns = [
    page("studi/", study.study_list, VIEW, nav=Nav(N_("Evidence & codes"), "quote", 20, 2, short=N_("Evidence"))),
    page("studi/baru/", study.new_study, EDIT),
    page("studi/<uuid:id>/", study.study, VIEW, Study, on="study", tab=Tab(N_("Study"), 10, group="setup")),
    page("studi/<uuid:id>/ubah/", study.edit_study, EDIT, Study),
    page(
        "studi/<uuid:id>/sumber/",
        sources.sources,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Sources"), 20, group="material"),
    ),
    page("studi/<uuid:id>/sumber/tempel/", sources.paste, IMPORT, Study),
    page("studi/<uuid:id>/sumber/observasi/", sources.observation, IMPORT, Study),
    page("studi/<uuid:id>/sumber/catatan-dukungan/", sources.case_entries, IMPORT, Study),
    page("studi/impor/<uuid:id>/", sources.import_result, IMPORT, Job),
    page(
        "studi/<uuid:id>/informan/",
        sampling.informants,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Informants"), 30, group="setup"),
    ),
    page("studi/<uuid:id>/informan/baru/", sampling.new_informant, EDIT, Study),
    page("studi/<uuid:id>/informan/kriteria/", sampling.matrix, EDIT, Study),
    page("studi/<uuid:id>/informan/keragaman/", reach.variation, VIEW, Study),
    page("studi/<uuid:id>/informan/dihubungi/", reach.approaches, VIEW, Study),
    page("studi/<uuid:id>/informan/dihubungi/baru/", reach.new_approach, EDIT, Study),
    page("studi/dihubungi/<uuid:id>/", reach.approach, EDIT, Approach),
    page("studi/<uuid:id>/kriteria/baru/", sampling.new_criterion, EDIT, Study),
    page("studi/informan/<uuid:id>/", sampling.informant, EDIT, Informant),
    page("studi/informan/<uuid:id>/kriteria/", sampling.answers, EDIT, Informant),
    page("studi/informan/<uuid:id>/persetujuan/", consent.ask_consent, EDIT, Informant),
    page(
        "studi/<uuid:id>/pedoman/",
        guide.guide,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Interview guide"), 40, group="setup"),
    ),
    page("studi/<uuid:id>/pedoman/baru/", guide.new_guide, EDIT, Study),
    page("studi/<uuid:id>/pedoman/banding/", guide.compare_guides, VIEW, Study),
    page(
        "studi/<uuid:id>/persetujuan/",
        consent.consents,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Research consent"), 50, group="setup"),
    ),
    page("studi/persetujuan/<uuid:id>/cabut/", consent.withdraw_consent, EDIT, ResearchConsent),
    page(
        "studi/<uuid:id>/konteks/",
        telling.context_sheet,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Context"), 60, group="setup"),
    ),
    page("studi/<uuid:id>/konteks/tulis/", telling.context_item, VIEW, Study),
    page(
        "studi/<uuid:id>/pernyataan/",
        telling.statements,
        VIEW,
        Study,
        on="study",
        tab=Tab(N_("Statements"), 65, group="setup"),
    ),
    page("studi/<uuid:id>/pernyataan/tulis/", telling.statement, VIEW, Study),
    page(
        "studi/<uuid:id>/nama-samaran/",
        pseudonyms.pseudonyms,
        "evidence.key",
        Study,
        on="study",
        tab=Tab(N_("Pseudonyms"), 24, group="material"),
    ),
    page("studi/<uuid:id>/nama-samaran/periksa/", pseudonyms.names_left, "evidence.key", Study),
    page("studi/sumber/<uuid:id>/penutur/", speakers.speakers, EDIT, Source),
    page("studi/sumber/<uuid:id>/rekaman/", recording.recording, IMPORT, Source),
    page("studi/sumber/<uuid:id>/rekaman/hapus/", recording.drop_recording, EDIT, Source),
    page("studi/sumber/<uuid:id>/suara/", recording.sound, VIEW, Source),
    page("studi/sumber/<uuid:id>/", source.reading, VIEW, Source),
    page("studi/sumber/<uuid:id>/persetujuan/", consent.source_consent, EDIT, Source),
    page("studi/sumber/<uuid:id>/didengar/", marks.listened, EDIT, Source),
    page("studi/sumber/<uuid:id>/sisihkan/", marks.set_aside, EDIT, Source),
    page("studi/sumber/<uuid:id>/ubah/", source.edit_source, EDIT, Source),
    page("studi/sumber/<uuid:id>/teks/", source.add_text, IMPORT, Source),
    page("studi/sumber/<uuid:id>/berkas/", source.original, VIEW, Source),
    page("studi/sumber/<uuid:id>/keluarkan/", source.remove_source, EDIT, Source),
]
