"""Beginning an audit, and its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.stages.appraisal.actions.audits import MOST_SEED
from laras.stages.appraisal.queries.words import AUDITS


class BeginAuditForm(forms.Form):
    """What is audited, and with which seed the sample is drawn."""

    kind = forms.ChoiceField(
        label=_("What is audited"), choices=list(AUDITS.items()), widget=forms.RadioSelect, initial="confirmability"
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=MOST_SEED,
        help_text=_("Empty: the program takes one at random. The same seed draws the same findings again."),
    )


def read_answers(sent: Mapping[str, str], asked: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the answers of a sent audit: `answer-<name>` and `note-<name>` of each name asked."""
    return {name: {"answer": sent.get(f"answer-{name}", ""), "note": sent.get(f"note-{name}", "")} for name in asked}
