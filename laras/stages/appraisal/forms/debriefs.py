"""A talk with a peer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm

EMPTY_ROWS = 3


class DebriefForm(SharedForm):
    """When, with whom, about what; decisions as rows of two fields each, `decision_n` and `changed_n`."""

    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    peer = forms.CharField(
        label=_("With whom"), max_length=120, help_text=_("A peer who does not take part in the study, by role.")
    )
    questions = forms.CharField(label=_("What was asked"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        standing = dict(initial or {})
        decisions = standing.pop("decisions", [])
        for n, one in enumerate(decisions):
            standing[f"decision_{n}"], standing[f"changed_{n}"] = one["text"], one["changed"]
        super().__init__(data, initial=standing)
        self.rows = range(len(decisions) + EMPTY_ROWS)
        for n in self.rows:
            self.fields[f"decision_{n}"] = _words(_("Decision {n}").format(n=n + 1))
            self.fields[f"changed_{n}"] = _words(_("What changed because of it"))

    def pairs(self) -> list[tuple[Any, Any]]:
        """Return the fields of each row of decisions."""
        return [(self[f"decision_{n}"], self[f"changed_{n}"]) for n in self.rows]

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        given = self.cleaned_data
        decisions = [
            {"text": given.get(f"decision_{n}", ""), "changed": given.get(f"changed_{n}", "")} for n in self.rows
        ]
        common = {name: given[name] for name in ("held_on", "peer", "questions")}
        return {**common, "decisions": [one for one in decisions if one["text"].strip()]}


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
