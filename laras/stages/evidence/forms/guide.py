"""The interview guide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.phrases import language
from laras.domain.aspects import aspect
from laras.stages.evidence.models import Guide, Study


class GuideForm(forms.Form):
    """The next version of the guide: one field an aspect, one question a line."""

    note = forms.CharField(label=_("What is new in this version"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, study: Study, guide: Guide | None) -> None:
        super().__init__(data)
        before: dict[str, list[str]] = {}
        for question in guide.questions.all() if guide else ():
            before.setdefault(question.aspect, []).append(question.text)
        for code in ("", *study.aspects):
            self.fields[f"q-{code}"] = forms.CharField(
                label=aspect(code).label.get(language()) if code else _("At the beginning and the end"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("One question a line."),
                initial="\n".join(before.get(code, ())),
            )

    def questions(self) -> list[tuple[str, str]]:
        """Return the typed questions as pairs (aspect, question)."""
        return [
            (name.removeprefix("q-"), line.strip())
            for name, value in self.cleaned_data.items()
            if name.startswith("q-")
            for line in value.splitlines()
            if line.strip()
        ]


class CompareForm(forms.Form):
    """Two versions of the guide."""

    before = forms.ChoiceField(label=_("From version"))
    after = forms.ChoiceField(label=_("To version"))

    def __init__(self, data: Any, *, versions: list[int]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        for name in ("before", "after"):
            fields[name].choices = [(str(version), str(version)) for version in versions]
