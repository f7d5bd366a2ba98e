"""What is looked for in a study, and where."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.gate.sentences import sentence
from laras.base.ui.names import aspect_name
from laras.domain.aspects import ASPECT_CODES
from laras.domain.errors import LarasError
from laras.domain.searching import Query, parse
from laras.stages.coding.queries.search import CODED, UNCODED, SearchFilter
from laras.stages.evidence.models import SOURCE_KINDS
from laras.stages.evidence.queries.words import KINDS

EVERY = ("", _("All"))
WHERE_WORDS = (
    ("", _("Everywhere")),
    ("texts", _("Texts of the sources")),
    ("notes", _("Notes on codings")),
    ("memos", _("Memos")),
)


class SearchForm(forms.Form):
    """Words, and the filters on where they are looked for."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "autocapitalize": "none"}),
    )
    where = forms.ChoiceField(label=_("Where"), required=False, choices=WHERE_WORDS)
    kind = forms.ChoiceField(label=_("Kind of source"), required=False)
    informant = forms.ChoiceField(label=_("Informant"), required=False)
    coded = forms.ChoiceField(label=_("Coded as"), required=False)
    by_line = forms.BooleanField(label=_("AND and NOT within one paragraph"), required=False)

    def __init__(self, *args: Any, informants: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready: dict[str, list[Any]] = {
            "kind": [(kind, KINDS[kind][0]) for kind in SOURCE_KINDS if kind in KINDS],
            "informant": list(informants),
            "coded": [
                (CODED, _("Any code")),
                (UNCODED, _("Not coded yet")),
                *((code, aspect_name(code)) for code in ASPECT_CODES),
            ],
        }
        for name, own in ready.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [EVERY, *own]

    def clean_words(self) -> Query | None:
        """Understand the words, or say where they cannot be understood."""
        words = self.cleaned_data["words"]
        try:
            return parse(words) if words.strip() else None
        except LarasError as error:
            raise forms.ValidationError(sentence(error)) from None

    def filters(self) -> SearchFilter:
        """Return where to look; a value that is no choice narrows nothing."""
        given = self.cleaned_data
        informant = given.get("informant")
        return SearchFilter(
            where=given.get("where") or "",
            kind=given.get("kind") or "",
            informant=uuid.UUID(informant) if informant else None,
            coded=given.get("coded") or "",
            by_line=bool(given.get("by_line")),
        )
