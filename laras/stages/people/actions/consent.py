"""Consent: the person's own answer first, a guardian only beside it (UU 27/2022 Arts. 20–26)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from laras.base.access.actor import Actor
from laras.base.files.models import Attachment
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Incomplete
from laras.stages.people.models import CONSENT_PURPOSES, NOTICE_BLOCKS, PROOFS, SUPPORTS, Client, Consent, Family
from laras.stages.people.rules import moment_passed, must_be_of_home, reason_given


def _known(values: Collection[str], known: tuple[str, ...], field: str) -> list[str]:
    """Return `values` in the order of `known`; BadInput for one that is not there."""
    wrong = next((value for value in values if value not in known), None)
    if wrong is not None:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=wrong, field=field)
    return [value for value in known if value in values]


def _check_guardian(client: Client, guardian: Family | None, by: Actor) -> None:
    if guardian is None:
        return
    must_be_of_home(guardian, by)
    if guardian.client_id != client.pk or guardian.removed_at is not None or not guardian.is_guardian:
        raise BadInput(N_("This person is not noted as guardian. Choose a guardian of the family."), field="guardian")


@action("people.consent")
def give_consent(
    client: Client,
    *,
    purpose: str,
    agreed: bool,
    notice_blocks: Collection[str],
    support_used: Collection[str],
    own_words: str,
    guardian: Family | None = None,
    proof: str,
    proof_file: Attachment | None = None,
    given_at: dt.datetime | None = None,
    by: Actor,
) -> Consent:
    """Record what a client answered for one purpose; the newest answer counts.

    An agreement needs all seven parts of the notice and always the answer in the person's own words. Incomplete or
    BadInput otherwise.
    """
    _known([purpose], CONSENT_PURPOSES, "purpose")
    _known([proof], PROOFS, "proof")
    blocks = _known(notice_blocks, NOTICE_BLOCKS, "notice_blocks")
    if agreed and len(blocks) < len(NOTICE_BLOCKS):
        raise Incomplete(N_("Explain all seven parts of the notice before an agreement."), field="notice_blocks")
    if not own_words.strip():
        raise Incomplete(N_("Write the answer in the person's own words; it comes first."), field="own_words")
    _check_guardian(client, guardian, by)
    consent = Consent(
        facility=by.facility,
        client=client,
        purpose=purpose,
        agreed=agreed,
        notice_blocks=blocks,
        support_used=_known(support_used, SUPPORTS, "support_used"),
        own_words=own_words.strip(),
        guardian=guardian,
        proof=proof,
        proof_file=proof_file,
        given_at=moment_passed(given_at, field="given_at"),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    consent.save(force_insert=True)
    return consent


@action("people.consent")
def withdraw_consent(consent: Consent, *, reason: str = "", by: Actor) -> Consent:
    """Close a consent from now on; the person owes no reason (UU 27/2022 Art. 9), what was said is kept."""
    if consent.withdrawn_at is not None:
        raise Closed(N_("This consent was withdrawn already."))
    if not consent.agreed:
        raise Closed(N_("There was no agreement here, so nothing to withdraw."))
    consent.withdrawn_at = max(clock.now(), consent.given_at)
    consent.withdrawal_reason = reason_given(reason, at_least=0)
    consent.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    return consent
