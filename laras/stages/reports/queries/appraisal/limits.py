"""What the report does not show: said in full, since a reader must not have to guess it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laras.base.access.actor import Actor
from laras.stages.coding.models import Coding
from laras.stages.coding.queries import coders_of, open_to
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.evidence.queries import WIDTH, unsettled_source_ids
from laras.stages.evidence.queries.words import KINDS
from laras.stages.reports.queries.citations import Citations


def limits(
    study: Study, sources: Sequence[Source], informants: Sequence[Informant], cited: Citations, by: Actor
) -> list[str]:
    """Return the limits as sentences, the general ones last."""
    return [
        line
        for line in (
            _who(sources, informants),
            _how(sources),
            _coders(study),
            _hidden(cited),
            _unsettled(study),
            _blind(study, by),
            _("The thresholds are settings of the study, not standards; they have not been validated."),
            _("Coverage counts how many kinds of support were heard of, not how good they were or for how many."),
            _("A silence means that nothing was heard, not that nothing was done."),
            _("The judgement is about the study as a whole; it says nothing about single workers and proves no cause."),
            _("A line is one of at most %(width)d letters, numbered as on the reading page; blank paragraphs are not "
              "counted.")
            % {"width": WIDTH},
        )
        if line
    ]  # fmt: skip


def _who(sources: Sequence[Source], informants: Sequence[Informant]) -> str:
    heard = {source.informant_id for source in sources if source.informant_id}
    if not informants:
        return _("No informant is recorded; the sources speak for nobody in particular.")
    return ngettext(
        "%(n)d informant was chosen on purpose, %(heard)d of them heard; others may see it differently.",
        "%(n)d informants were chosen on purpose, %(heard)d of them heard; others may see it differently.",
        len(informants),
    ) % {"n": len(informants), "heard": len(heard)}


def _how(sources: Sequence[Source]) -> str:
    kinds = [str(KINDS[kind][0]) for kind in KINDS if any(source.kind == kind for source in sources)]
    counts = {"n": len(sources), "kinds": ", ".join(kinds).lower()}
    if len(kinds) == 1:
        return _("All %(n)d sources come from one technique (%(kinds)s); techniques cannot be compared.") % counts
    return _("It rests on %(n)d sources (%(kinds)s).") % counts if kinds else ""


def _coders(study: Study) -> str:
    n = len(coders_of(study))
    if n == 1:
        return _("One person coded; nobody has read the same texts a second time.")
    return _("%(n)d people coded.") % {"n": n} if n else ""


def _hidden(cited: Citations) -> str:
    if not cited.hidden:
        return ""
    return ngettext(
        "%(n)d quote is not shown, since there is no consent to quote; it is counted all the same.",
        "%(n)d quotes are not shown, since there is no consent to quote; they are counted all the same.",
        cited.hidden,
    ) % {"n": cited.hidden}


def _unsettled(study: Study) -> str:
    n = len(unsettled_source_ids(study))
    if not n:
        return ""
    return ngettext(
        "For %(n)d source nobody has asked the informant for consent yet.",
        "For %(n)d sources nobody has asked the informant for consent yet.",
        n,
    ) % {"n": n}


def _blind(study: Study, by: Actor) -> str:
    rows = Coding.objects.filter(study=study)
    n = open_to(rows, None).count() - open_to(rows, by).count()
    if not n:
        return ""
    return _("%(n)d codings of a second reader are counted but not quoted while the second reading is blind.") % {
        "n": n
    }
