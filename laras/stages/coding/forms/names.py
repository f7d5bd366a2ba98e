"""What is decided about words that may name somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from laras.stages.coding.actions import Pick
from laras.stages.evidence.queries import Proposal

REPLACE, KEEP, LATER = "replace", "keep", "later"
CHOICES = ((REPLACE, _("Replace")), (KEEP, _("This is no name")), (LATER, _("Later")))


class FoundForm(forms.Form):
    """One row of fields for each proposal; the words travel along, because the text may change meanwhile."""

    def __init__(self, data: Any = None, *, proposals: list[Proposal]) -> None:
        super().__init__(data)
        self.proposals = proposals
        for place, one in enumerate(proposals):
            self.fields[f"do-{place}"] = forms.ChoiceField(label=one.real, choices=CHOICES, initial=REPLACE)
            self.fields[f"stands-{place}"] = forms.CharField(
                label=_("Words that stand there instead"),
                initial=one.stands,
                max_length=80,
                required=False,
                widget=forms.TextInput(attrs={"readonly": True} if one.in_key else {}),
            )
            for name, value in (("kind", one.kind), ("real", one.real)):
                field = forms.CharField(initial=value, max_length=200, required=False, widget=forms.HiddenInput())
                self.fields[f"{name}-{place}"] = field

    def rows(self) -> list[tuple[Proposal, list[BoundField]]]:
        """Return each proposal with its fields: what to do, the words, and the hidden two."""
        names = ("do", "stands", "kind", "real")
        return [(one, [self[f"{name}-{place}"] for name in names]) for place, one in enumerate(self.proposals)]

    def picks(self) -> list[Pick]:
        """Return what was decided now; what waits for later is left out."""
        given = self.cleaned_data
        found = []
        for place in range(len(self.proposals)):
            done, real = given[f"do-{place}"], given[f"real-{place}"].strip()
            if done != LATER and real:
                kind, stands = given[f"kind-{place}"], given[f"stands-{place}"]
                found.append(Pick(kind, real, stands, is_kept=done == KEEP))
        return found
