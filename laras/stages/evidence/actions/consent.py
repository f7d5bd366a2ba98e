"""What an informant allows the study; the service to a person never depends on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed
from laras.stages.evidence.models import Informant, ResearchConsent, Source
from laras.stages.evidence.queries.permissions import codes_present
from laras.stages.evidence.rules import at_most, chosen, must_be_of_study
from laras.stages.people.models import SUPPORTS
from laras.stages.people.rules import moment_passed


@action("evidence.edit")
def give_research_consent(
    informant: Informant,
    *,
    agreed: bool,
    source: Source | None = None,
    may_record: bool = False,
    may_quote: bool = False,
    may_share: bool = False,
    support_used: Collection[str] = (),
    own_words: str = "",
    given_at: dt.datetime | None = None,
    valid_until: dt.date | None = None,
    by: Actor,
) -> ResearchConsent:
    """Record the answer of an informant; the newest answer counts. A no allows nothing, whatever was ticked.

    With `source` the answer is about that source only: there it counts instead of the general one, which still closes
    everything when it is a no, a withdrawal or over. BadInput for a source in which this informant is not heard.
    """
    if source is not None:
        _must_be_heard(informant, source)
    moment = moment_passed(given_at, field="given_at")
    if valid_until is not None and valid_until < moment.date():
        raise BadInput(N_("The consent would end before it begins. Change the last day."), field="valid_until")
    used = {chosen(support, SUPPORTS, field="support_used") for support in support_used}
    consent = ResearchConsent(
        facility_id=by.facility_id,
        study_id=informant.study_id,
        informant=informant,
        source=source,
        agreed=agreed,
        may_record=agreed and may_record,
        may_quote=agreed and may_quote,
        may_share=agreed and may_share,
        support_used=[support for support in SUPPORTS if support in used],
        own_words=at_most(own_words, field="own_words", most=2_000),
        given_at=moment,
        valid_until=valid_until,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    consent.save(force_insert=True)
    return consent


def _must_be_heard(informant: Informant, source: Source) -> None:
    must_be_of_study(source, informant.study)
    if source.informant_id != informant.pk and informant.code not in codes_present(source):
        raise BadInput(N_("{code} is not heard in this source. Choose another informant."), code=informant.code)


@action("evidence.edit")
def withdraw_research_consent(consent: ResearchConsent, *, reason: str = "", by: Actor) -> ResearchConsent:
    """Close a consent; no reason is owed. From now on no quote of this informant is shown."""
    if not consent.agreed or consent.withdrawn_at is not None:
        raise Closed(N_("This consent does not hold any more. Nothing is left to withdraw."))
    consent.withdrawn_at = clock.now()
    consent.withdrawal_reason = at_most(reason, field="reason", most=2_000)
    consent.save()
    return consent
