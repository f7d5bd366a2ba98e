"""Member checks: a finding or a transcript given back to those who told it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Incomplete, NotConsented, Refused
from laras.stages.appraisal.models import CHECK_WAYS, VERDICTS, Finding, MemberCheck
from laras.stages.appraisal.queries import is_open_again
from laras.stages.appraisal.rules import must_stand, recorded, within
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.evidence.queries import consent_states
from laras.stages.evidence.rules import SHUT


@action("appraisal.finding", bulk=True)
def send_checks(
    study: Study,
    *,
    informants: Sequence[Informant],
    way: str,
    finding: Finding | None = None,
    source: Source | None = None,
    by: Actor,
) -> list[MemberCheck]:
    """Give a finding, or one's own transcript, back to informants.

    Nobody is asked who declined or withdrew (NotConsented), nor twice while an answer to the same is still out. After
    the finding changed one asks again: the new row stands in the place of the earlier one.
    """
    if not informants:
        raise Incomplete(N_("Choose at least one informant."), field="informants")
    if way not in CHECK_WAYS:
        raise BadInput(N_("Choose paper, oral or pictures."), field="way")
    if (finding is None) == (source is None):
        raise Incomplete(N_("Choose what is given back: a finding or a transcript."), field="thing")
    if finding is not None:
        must_stand(finding)
    states = consent_states(study)
    for one in informants:
        _must_be_askable(one, study, finding, source)
        if states.get(one.pk) in SHUT:
            raise NotConsented(
                N_("{code} has declined or withdrawn. Nothing more is asked of this person."),
                code=one.code,
                field="informants",
            )
    return [_sent(study, one, way, finding, source, by) for one in informants]


def _must_be_askable(informant: Informant, study: Study, finding: Finding | None, source: Source | None) -> None:
    thing = finding or source
    if informant.study_id != study.pk or (thing is not None and thing.study_id != study.pk):
        raise BadInput(N_("This is of another study."), field="informants")
    if source is not None and source.informant_id != informant.pk:
        raise Refused(
            N_("A transcript goes back only to the one who spoke. {code} did not speak in it."),
            code=informant.code,
            field="informants",
        )
    rows = MemberCheck.objects.filter(informant=informant, finding=finding, source=source)
    last = rows.order_by("-sent_at", "-id").first()
    if last is not None and not is_open_again(last):
        raise Refused(N_("{code} has this already."), code=informant.code, field="informants")


def _sent(
    study: Study, informant: Informant, way: str, finding: Finding | None, source: Source | None, by: Actor
) -> MemberCheck:
    check = MemberCheck(study=study, informant=informant, finding=finding, source=source, way=way)
    check.version = finding.version if finding else 1
    check.sent_at, check.comment, check.resolution = clock.now(), "", ""
    return recorded(check, by)


@action("appraisal.finding")
def record_answer(
    check: MemberCheck,
    *,
    verdict: str,
    comment: str = "",
    supported_by: str = "",
    returned_on: dt.date | None = None,
    by: Actor,
) -> MemberCheck:
    """Write down what an informant answered, and who was there to support; no answer is an answer too."""
    if check.returned_at is not None:
        raise Closed(N_("This answer is written down already. Ask again if something has changed."))
    if verdict not in VERDICTS:
        raise BadInput(N_("Choose one of the four answers."), field="verdict")
    check.verdict, check.comment = verdict, within(comment, field="comment")
    check.supported_by = within(supported_by, field="supported_by", most=120)
    check.returned_at = _moment(check, returned_on)
    if check.finding is not None and check.finding.version != check.version:
        check.reopened_at = clock.now()  # the sentence changed while it was out
    check.save()
    return check


def _moment(check: MemberCheck, day: dt.date | None) -> dt.datetime:
    now = clock.now()
    if day is None or day == clock.today():
        return now
    if day > clock.today():
        raise BadInput(N_("This day has not come yet."), field="returned_on")
    moment = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    if moment.date() < check.sent_at.date():
        raise BadInput(N_("The answer cannot be older than the question."), field="returned_on")
    return max(moment, check.sent_at)


@action("appraisal.finding")
def resolve_check(check: MemberCheck, *, resolution: str, by: Actor) -> MemberCheck:
    """Say what was done about an answer: what changed in the finding, or why nothing did."""
    if check.returned_at is None:
        raise Refused(N_("There is no answer yet."))
    if not resolution.strip():
        raise Incomplete(N_("Write in a sentence what came of it."), field="resolution")
    check.resolution, check.resolved_at = within(resolution, field="resolution"), clock.now()
    check.save()
    return check
