"""Saturation, agreement and voices as the report prints them: figures with their sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import language, number
from laras.domain.balance import percent
from laras.stages.coding.queries import coders_of, reported_figures
from laras.stages.coding.queries.questions import saturation_of
from laras.stages.reports.queries.study.gathered import Gathered

# trustworthiness B.2: more than this from one informant is one voice.
ONE_VOICE = 0.40


def saturation_sentence(given: Gathered) -> str:
    """Return whether new interviews still bring new codes, or why that cannot be said."""
    found = saturation_of(given.study, by=given.by, orders=1)
    settings = {"base": found.settings.base, "run": found.settings.run, "percent": found.settings.threshold}
    if not found.result.assessable:
        needed = {**settings, "n": len(found.events), "needed": found.needed}
        return (
            _(
                "Saturation is not assessable: %(n)d interviews are coded, base %(base)d and run %(run)d need %(needed)d "
                "(Guest, Namey & Chen 2020)."
            )
            % needed
        )
    if found.result.notation is None:
        return (
            _("With base %(base)d, run %(run)d and %(percent)d%% new information saturation was not reached.")
            % settings
        )
    return _("Saturated at %(notation)s, at the level of %(percent)d%% (Guest, Namey & Chen 2020).") % {
        **settings,
        "notation": found.result.notation,
    }


def agreement_sentence(given: Gathered) -> str:
    """Return how many coded, and how far they agree."""
    n = len(coders_of(given.study))
    if not n:
        return ""
    people = ngettext("%(n)d person coded.", "%(n)d people coded.", n) % {"n": n}
    found = reported_figures(given.study)
    alpha = found["overall"]["alpha"]["value"]
    if alpha is None:
        return people
    agreed = _("Krippendorff's alpha over all is %(alpha)s (%(reading)s) on %(shared)d sources read twice.") % {
        "alpha": number(alpha, 2),
        "reading": found["overall"]["reading"][language()],
        "shared": found["shared"],
    }
    return f"{people} {agreed}"


def agreement_rows(given: Gathered) -> list[list[str]]:
    """Return [what, n, percent, kappa, AC1, alpha] over all and for each aspect; empty without a second reading."""
    found = reported_figures(given.study)
    if not found["shared"]:
        return []
    rows = [(_("Over all"), found["overall"])]
    rows += [(aspect_name(row["key"]), row) for row in found["aspects"]]
    return [
        [name, number(row["n"]), *(_figure(row[kind]) for kind in ("percent", "kappa", "ac1", "alpha"))]
        for name, row in rows
    ]


def _figure(one: Mapping[str, Any]) -> str:
    if one["value"] is None:
        return _("not defined")
    value = number(one["value"], 2)
    if one["low"] is None:
        return value
    return f"{value} ({number(one['low'], 2)}–{number(one['high'], 2)})"


def voice_warning(given: Gathered) -> str:
    """Return the warning that one informant is quoted too much, '' while nobody is; codes only, never names."""
    total = sum(given.voices.values())
    if not total:
        return ""
    codes = {one.pk: one.code for one in given.informants}
    who, n = given.voices.most_common(1)[0]
    if n / total <= ONE_VOICE:
        return ""
    return _("%(share)d%% of the quotes come from %(who)s; more than %(most)d%% from one voice is too much.") % {
        "share": percent(n / total),
        "who": codes.get(who, "–"),
        "most": percent(ONE_VOICE),
    }


def saturation_rows(given: Gathered) -> list[list[str]]:
    """Return [event, source, new codes, known] for every interview in the order they were held."""
    found = saturation_of(given.study, by=given.by, orders=1)
    return [[str(event.number), event.source.name, str(len(event.new)), str(event.known)] for event in found.events]
