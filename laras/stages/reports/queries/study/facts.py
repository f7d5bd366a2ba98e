"""What Laras knows by itself for the checklists: one or two sentences a fact, none where nothing is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import laras
from laras.base.ui.phrases import day, number
from laras.domain.reporting import FACTS
from laras.stages.appraisal.queries import checks_of, summary_of
from laras.stages.coding.models import Correction
from laras.stages.coding.queries import code_history, codes_of
from laras.stages.coding.queries.reflexivity import reflexivity
from laras.stages.evidence.queries import (
    ITEMS,
    approach_counts,
    consent_states,
    context_of,
    criteria_of,
    guides_of,
)
from laras.stages.evidence.queries.words import KINDS
from laras.stages.reports.queries.study.gathered import Gathered
from laras.stages.reports.queries.study.results import agreement_sentence, saturation_sentence

Fact = Callable[[Gathered], str]


def facts(given: Gathered) -> dict[str, str]:
    """Return fact → what is recorded, in one or two sentences; '' where nothing is."""
    return {code: _FACTS[code](given) for code in FACTS}


def _title(given: Gathered) -> str:
    return str(given.study.name)


def _question(given: Gathered) -> str:
    return str(given.study.question)


def _context(given: Gathered) -> str:
    filled = sum(item.complete for item in context_of(given.study))
    if not filled:
        return ""
    return _("%(n)d of %(all)d items of the context sheet are described.") % {"n": filled, "all": len(ITEMS)}


def _researcher_notes(given: Gathered) -> str:
    held = reflexivity(given.study)
    timely = sum(one.status == "on_time" for one in held)
    if not timely:
        return ""
    return _("A reflexive memo follows %(n)d of %(all)d interviews within 48 hours.") % {"n": timely, "all": len(held)}


def _criteria(given: Gathered) -> str:
    rows = list(criteria_of(given.study))
    if not rows:
        return ""
    told = "; ".join(f"{row.code} {row.text}" + (f" ({_('excludes')})" if row.excludes else "") for row in rows)
    return _("Chosen on purpose, by these criteria: %(criteria)s.") % {"criteria": told}


def _approaches(given: Gathered) -> str:
    counts = approach_counts(given.study)
    if not sum(counts.values()):
        return ""
    words = {"all": sum(counts.values()), **counts}
    return (
        _(
            "%(all)d were approached: %(agreed)d agreed, %(refused)d refused, %(withdrew)d withdrew, "
            "%(not_reached)d were not reached."
        )
        % words
    )


def _consents(given: Gathered) -> str:
    states = Counter(consent_states(given.study).values())
    if not states or set(states) == {"none"}:
        return ""
    agreed = states["agreed"] + states["no_quotes"]
    told = _("%(agreed)d of %(all)d informants have agreed; %(quotes)d of them allow quotes.") % {
        "agreed": agreed,
        "all": sum(states.values()),
        "quotes": states["agreed"],
    }
    left = states["withdrawn"] + states["declined"] + states["expired"]
    if not left:
        return told
    gone = ngettext("Of %(n)d nothing is quoted any more.", "Of %(n)d nothing is quoted any more.", left) % {"n": left}
    return f"{told} {gone}"


def _sources(given: Gathered) -> str:
    if not given.sources:
        return ""
    counts = Counter(source.kind for source in given.sources)
    kinds = ", ".join(f"{counts[kind]} {str(KINDS[kind][0]).lower()}" for kind in KINDS if counts[kind])
    days = sorted(source.happened_at for source in given.sources if source.happened_at)
    minutes = sum(source.minutes or 0 for source in given.sources)
    told = _("%(n)d sources: %(kinds)s.") % {"n": len(given.sources), "kinds": kinds}
    if days:
        told += " " + _("From %(first)s to %(last)s.") % {"first": day(days[0]), "last": day(days[-1])}
    if minutes:
        told += " " + _("%(minutes)s minutes in all.") % {"minutes": number(minutes)}
    return told


def _guides(given: Gathered) -> str:
    guides = list(guides_of(given.study))
    if not guides:
        return ""
    asked = sum(source.guide_id is not None for source in given.sources)
    return ngettext(
        "%(n)d version of the guide, the newest with %(questions)d questions; %(asked)d sources name theirs.",
        "%(n)d versions of the guide, the newest with %(questions)d questions; %(asked)d sources name theirs.",
        len(guides),
    ) % {"n": len(guides), "questions": len(guides[0].questions.all()), "asked": asked}


def _recordings(given: Gathered) -> str:
    sound = sum(source.audio_id is not None for source in given.sources)
    files = sum(source.file_id is not None for source in given.sources)
    if not sound and not files:
        return ""
    return _("A recording is kept for %(sound)d sources, the original file for %(files)d.") % {
        "sound": sound,
        "files": files,
    }


def _field_notes(given: Gathered) -> str:
    counts = Counter(source.kind for source in given.sources)
    if not counts["field_note"] and not counts["observation"]:
        return ""
    return _("%(notes)d field notes and %(observations)d observations.") % {
        "notes": counts["field_note"],
        "observations": counts["observation"],
    }


def _informants(given: Gathered) -> str:
    if not given.informants:
        return ""
    roles = Counter(one.role for one in given.informants)
    told = ", ".join(f"{n} {role}" for role, n in sorted(roles.items()))
    return _("%(n)d informants: %(roles)s.") % {"n": len(given.informants), "roles": told}


def _corrections(given: Gathered) -> str:
    heard = sum(source.listened_at is not None for source in given.sources)
    made = Correction.objects.filter(study=given.study, undone_at__isnull=True).count()
    if not heard and not made:
        return ""
    return _("%(heard)d transcripts were checked against the sound; %(made)d corrections are kept.") % {
        "heard": heard,
        "made": made,
    }


def _codebook(given: Gathered) -> str:
    codes = list(codes_of(given.study.pk))
    if not codes:
        return ""
    own = sum(not code.indicator and code.retired_at is None for code in codes)
    changes = code_history(given.study).count()
    return _(
        "%(all)d codes: %(given)d indicators of the five aspects and %(own)d of the study's own; %(changes)d changes are "
        "recorded with their reasons."
    ) % {"all": len(codes), "given": sum(bool(code.indicator) for code in codes), "own": own, "changes": changes}


def _report_card(given: Gathered) -> str:
    counts = Counter(check.status for check in given.checks)
    return _("Of %(all)d techniques %(met)d are met, %(partly)d partly; each stands in the report card.") % {
        "all": len(given.checks),
        "met": counts["met"],
        "partly": counts["partly"],
    }


def _findings(given: Gathered) -> str:
    n = len({link.finding_id for link in given.links})
    if not n:
        return ""
    return ngettext("%(n)d finding rests on codings.", "%(n)d findings rest on codings.", n) % {"n": n}


def _quotes(given: Gathered) -> str:
    if not given.links:
        return ""
    return _("%(n)d quotes, each with code of the informant, source, line and paragraph.") % {"n": len(given.links)}


def _contradictions(given: Gathered) -> str:
    against = [link for link in given.links if link.relation != "supports"]
    if not against:
        return ""
    return _("%(n)d passages contradict or qualify a finding; %(resolved)d of them are resolved.") % {
        "n": len(against),
        "resolved": sum(bool(link.resolution) for link in against),
    }


def _member_checks(given: Gathered) -> str:
    told = summary_of(checks_of(given.study), given.informants)
    if not told.sent:
        return ""
    return _("%(sent)d member checks were sent, %(returned)d came back, %(agreed)d agreed.") % {
        "sent": told.sent,
        "returned": told.returned,
        "agreed": told.agreed,
    }


def _software(given: Gathered) -> str:
    return f"Laras {laras.__version__}"


def _unmet(given: Gathered) -> str:
    n = sum(check.status in ("partly", "not_yet") for check in given.checks)
    return ngettext("%(n)d technique is not met.", "%(n)d techniques are not met.", n) % {"n": n} if n else ""


_FACTS: dict[str, Fact] = {
    "title": _title,
    "question": _question,
    "context": _context,
    "researcher_notes": _researcher_notes,
    "criteria": _criteria,
    "approaches": _approaches,
    "saturation": saturation_sentence,
    "consents": _consents,
    "sources": _sources,
    "guides": _guides,
    "recordings": _recordings,
    "field_notes": _field_notes,
    "informants": _informants,
    "corrections": _corrections,
    "codebook": _codebook,
    "coders": agreement_sentence,
    "report_card": _report_card,
    "findings": _findings,
    "quotes": _quotes,
    "contradictions": _contradictions,
    "member_checks": _member_checks,
    "software": _software,
    "unmet": _unmet,
}
