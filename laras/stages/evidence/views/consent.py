"""What the informants allowed, in general and for single sources."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import ConsentForm, SourceConsentForm
from laras.stages.evidence.models import Informant, ResearchConsent, Source, Study
from laras.stages.evidence.queries.words import STATES
from laras.stages.evidence.tables import consent_rows
from laras.stages.evidence.views.frame import did, study_frame
from laras.stages.evidence.views.sampling import note_clients


def consents(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what each informant allows today, in general and for single sources."""
    people = list(queries.informants_of(study))
    note_clients(request, people)
    given = list(queries.consents_of(study))
    newest = {row.informant_id: row for row in reversed(given) if row.source_id is None}
    rows = consent_rows(people, newest, queries.consent_states(study), _narrower(study, given))
    return render(request, "evidence/consents.html", study_frame(request, study, rows=rows))


def _narrower(study: Study, given: list[ResearchConsent]) -> list[tuple[ResearchConsent, Source]]:
    """Return the newest answer about each source, with the source as it is listed."""
    about = {(row.informant_id, row.source_id): row for row in reversed(given) if row.source_id is not None}
    listed = {source.pk: source for source in queries.sources_of(study)} if about else {}
    return [(row, listed[pk]) for (_, pk), row in about.items() if pk is not None and pk in listed]


def ask_consent(request: LarasRequest, informant: Informant) -> HttpResponse:
    """Record the answer of an informant."""
    note_clients(request, [informant])
    form = ConsentForm(request.POST or None)
    if did(request, form, lambda: actions.give_research_consent(informant, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:consents", informant.study_id)
    context = study_frame(request, informant.study, under="evidence:informants", form=form, informant=informant)
    return render(request, "evidence/consent_form.html", context)


def source_consent(request: LarasRequest, source: Source) -> HttpResponse:
    """Record what somebody heard in a source allows for this source alone."""
    if source.removed_at is not None:
        raise Http404
    heard = queries.heard_in(source)
    note_clients(request, heard)
    form = SourceConsentForm(request.POST or None, heard=heard)
    if did(request, form, lambda: _ask(request, source, form)):
        saved(request)
        return redirect("evidence:reading", source.pk)
    found = queries.source_permission(source)
    word, tone = STATES[found.state]
    context = study_frame(request, source.study, under="evidence:sources", form=form, source=source, heard=heard)
    return render(request, "evidence/source_consent.html", {**context, "allowed": found, "word": word, "tone": tone})


def _ask(request: LarasRequest, source: Source, form: SourceConsentForm) -> ResearchConsent:
    given = typed(form)
    informant = given.pop("informant")
    made: ResearchConsent = actions.give_research_consent(informant, source=source, **given, by=request.actor)
    return made


@require_POST
def withdraw_consent(request: LarasRequest, consent: ResearchConsent) -> HttpResponse:
    """Close a consent."""
    actions.withdraw_research_consent(consent, reason=request.POST.get("reason", ""), by=request.actor)
    saved(request)
    return redirect("evidence:consents", consent.study_id)
