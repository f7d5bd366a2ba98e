"""The context sheet and the statements, one item at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import sources_of

MOST = 20_000


def _words(rows: int) -> forms.CharField:
    return forms.CharField(
        label=_("Description"), required=False, max_length=MOST, widget=forms.Textarea(attrs={"rows": rows})
    )


class ContextForm(SharedForm):
    """One item of the context sheet: words, or a source that describes it."""

    item = forms.CharField(widget=forms.HiddenInput)
    text = _words(9)
    document = forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Or a document of the study that describes it"),
        required=False,
        empty_label=_("No document"),
    )

    def __init__(self, data: Any = None, *, study: Study, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["document"]
        field.queryset = sources_of(study).filter(kind="document")


class ContextWordsForm(forms.Form):
    """How many words an item of the context sheet needs."""

    words = forms.IntegerField(
        label=_("Words that make a description"),
        min_value=1,
        max_value=1000,
        error_messages={"invalid": _("Write the words as a number, for example 60.")},
    )


class StatementForm(SharedForm):
    """One thing only the researcher can say."""

    item = forms.CharField(widget=forms.HiddenInput)
    text = _words(9)
