"""Texts: files, pasted words, observations, entries of the support log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laras.base.store import clock
from laras.base.ui.meanwhile import SharedForm
from laras.stages.evidence.forms.study import DayInput, LocalMoment
from laras.stages.evidence.models import Guide, Informant, Source, Study
from laras.stages.evidence.queries import codes_present, guides_of, informants_of
from laras.stages.evidence.queries.words import KINDS
from laras.stages.people.models import Client

BAD_MOMENT = {"invalid": _("Write day and time, for example 24/11/2026 09.42.")}
BY_HAND = ("interview", "fgd", "observation", "document", "field_note")


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files as a list; what a file holds is judged by the reader, with a sentence for each."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=ManyFiles(), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class _OfStudy(forms.Form):
    """A form with informants and guides of one study to choose from."""

    def __init__(self, data: Any = None, files: Any = None, *, study: Study, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        fields: dict[str, Any] = self.fields
        if "informant" in fields:
            fields["informant"].queryset = informants_of(study)
            fields["informant"].label_from_instance = lambda one: f"{one.code} · {one.role}"
        if "guide" in fields:
            fields["guide"].queryset = guides_of(study)
            fields["guide"].label_from_instance = lambda one: str(one.version)
        if "present" in fields:
            fields["present"].choices = [(one.code, f"{one.code} · {one.role}") for one in informants_of(study)]
        if "kind" in fields:
            fields["kind"].choices = [(code, KINDS[code][0]) for code in BY_HAND]


def _informant() -> forms.ModelChoiceField[Informant]:
    return forms.ModelChoiceField(
        Informant.objects.none(), label=_("Informant"), required=False, empty_label=_("Nobody in particular")
    )


def _guide() -> forms.ModelChoiceField[Guide]:
    return forms.ModelChoiceField(
        Guide.objects.none(), label=_("Version of the guide"), required=False, empty_label=_("Without a guide")
    )


class UploadForm(_OfStudy):
    """Files to be taken in, all of one kind."""

    documents = FilesField(
        label=_("Files"),
        help_text=_("Several at once are possible: docx, odt, pdf, txt, md, html, srt, vtt, csv, up to 25 MB each."),
        error_messages={"required": _("Choose at least one file.")},
    )
    kind = forms.ChoiceField(label=_("Kind"))
    informant = _informant()
    guide = _guide()


class SourceForm(SharedForm, _OfStudy):
    """What is known about a source."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"))
    informant = _informant()
    guide = _guide()
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    happened_at = forms.DateTimeField(label=_("When"), required=False, widget=LocalMoment, error_messages=BAD_MOMENT)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        error_messages={"invalid": _("Write the minutes as a number, for example 10.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 1440}),
    )
    recorder = forms.CharField(label=_("Recorded by"), required=False, max_length=120)
    language = forms.CharField(label=_("Language"), required=False, max_length=40)
    present = forms.MultipleChoiceField(
        label=_("Who took part in a focus group"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody has a say: one withdrawal closes the whole text."),
    )

    def __init__(self, data: Any = None, *, study: Study, source: Source | None = None, **kwargs: Any) -> None:
        names = ("name", "kind", "informant", "guide", "place", "happened_at", "minutes", "recorder", "language")
        initial = {name: getattr(source, name) for name in names} if source else kwargs.pop("initial", None)
        if source is not None and initial is not None:
            initial["present"] = codes_present(source)
        super().__init__(data, study=study, initial=initial)
        if source is not None and source.kind == "case_entries":
            field: Any = self.fields["kind"]
            field.choices = [(source.kind, KINDS[source.kind][0])]


class PasteForm(SourceForm):
    """A text pasted or typed, with what is known about it."""

    text = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Begin each turn with the code and a colon, for example “P3: …”, questions with “T: …”."),
    )
    field_order = ("name", "kind", "informant", "text")


class TextForm(forms.Form):
    """The text of a source that came without one."""

    text = forms.CharField(label=_("Text"), strip=False, widget=forms.Textarea(attrs={"rows": 16}))


class RemoveForm(forms.Form):
    """Why a source is taken out."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class CaseEntriesForm(forms.Form):
    """Whose entries of which days are drawn in."""

    clients = forms.ModelMultipleChoiceField(
        Client.objects.none(),
        label=_("Whose entries"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those are listed who agreed that research may read their entries."),
    )
    since = forms.DateField(label=_("First day"), widget=DayInput)
    until = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, data: Any = None, *, clients: list[Client], study: Study) -> None:
        super().__init__(data, initial={"since": study.period_from, "until": study.period_until or clock.today()})
        field: Any = self.fields["clients"]
        field.queryset = Client.objects.filter(pk__in=[one.pk for one in clients]).order_by("number")
        field.label_from_instance = lambda one: one.number

    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """Return the days as moments of the active time zone: from the first midnight until after the last day."""
        first, last = self.cleaned_data["since"], self.cleaned_data["until"] + dt.timedelta(days=1)
        zone = timezone.get_current_timezone()
        start, end = (dt.datetime.combine(day, dt.time.min, tzinfo=zone) for day in (first, last))
        return start, end
