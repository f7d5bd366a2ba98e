"""What is typed about memos, and what their list is narrowed to."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laras.base.gate.sentences import sentence
from laras.base.ui.meanwhile import SharedForm
from laras.domain.errors import LarasError
from laras.domain.searching import Query, parse
from laras.stages.coding.actions.memos import LONGEST_TITLE
from laras.stages.coding.queries.memo_words import MEMO_KIND_HINTS, MEMO_KIND_WORDS, NOTE, NOTE_WORD
from laras.stages.coding.queries.memos import SUBJECTS, About, MemoFilter, read_link, subject_word

Choices = list[Any]
EVERY = ("", _("All"))


def _kinds() -> list[tuple[str, Any]]:
    return [(kind, word) for kind, (word, _icon) in MEMO_KIND_WORDS.items()]


def _kinds_told() -> list[tuple[str, str]]:
    return [(kind, f"{word}: {MEMO_KIND_HINTS[kind]}") for kind, (word, _icon) in MEMO_KIND_WORDS.items()]


def subject_choices(offered: Mapping[str, Iterable[About]]) -> Choices:
    """Return the records memos can be about as choices `kind:id`, by kind."""
    groups = [
        (subject_word(kind), [(f"{kind}:{one.object_id}", one.label) for one in every])
        for kind, every in offered.items()
    ]
    return [group for group in groups if group[1]]


class MemoForm(SharedForm):
    """Kind, title and words of a memo."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_kinds_told)
    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=_("May stay empty: then the first words stand."),
    )
    text = forms.CharField(label=_("What you think"), widget=forms.Textarea(attrs={"rows": 10}))


class NewMemoForm(MemoForm):
    """A new memo, about the records the page came from and one that is chosen here."""

    also = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["also"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nothing more")), *choices]


class LinkForm(forms.Form):
    """One more record that a memo is about."""

    about = forms.ChoiceField(label=_("About"))

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class MemoFilterForm(forms.Form):
    """What the list of memos is narrowed to."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    author = forms.ChoiceField(label=_("Author"), required=False)
    about = forms.ChoiceField(label=_("About"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(
        label=_("Words"), required=False, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, authors: Iterable[str], choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = [(f"{kind}:", subject_word(kind)) for kind in SUBJECTS]
        ready: dict[str, Choices] = {
            "kind": [*_kinds(), (NOTE, NOTE_WORD[0])],
            "author": [(name, name) for name in authors],
            "about": [(_("Any"), anything), *choices],
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

    def filters(self, *, removed: bool = False) -> MemoFilter:
        """Return the filter; a value that is no choice narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        kind, about_id = _about(given.get("about") or "")
        since, until = given.get("since"), given.get("until")
        return MemoFilter(
            kind=given.get("kind") or "",
            author=given.get("author") or "",
            about=kind,
            about_id=about_id,
            since=_midnight(since) if since else None,
            until=_midnight(until + dt.timedelta(days=1)) if until and until < dt.date.max else None,
            words=given.get("words") or None,
            removed=removed,
        )


def _about(written: str) -> tuple[str, uuid.UUID | None]:
    if not written or written.endswith(":"):
        return written.removesuffix(":"), None
    return read_link(written)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
