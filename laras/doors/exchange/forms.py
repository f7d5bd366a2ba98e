"""Choosing a file to take in, the text of a source, and how a study leaves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.doors.exchange.actions.held import Wish
from laras.stages.evidence.queries.words import KINDS

BY_HAND = ("interview", "fgd", "observation", "document", "field_note")
TOOLS = {"": _("General"), "nvivo": "NVivo", "maxqda": "MAXQDA", "atlas": "ATLAS.ti"}
NO_FILE = {"required": _("Choose a file."), "empty": _("The file is empty. Choose the file again.")}


class _FileForm(forms.Form):
    """One file of one kind; `what` tells the forms of the page apart."""

    what = ""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix=self.what)

    def wish(self) -> Wish:
        """Return what was asked for; of a file above the limit only its size was kept."""
        given: dict[str, Any] = self.cleaned_data
        file = given["document"]
        return Wish(
            self.what,
            file.name or "",
            file.read(),
            file.size or 0,
            given.get("kind") or "document",
            given.get("finished", False),
        )


class ProjectForm(_FileForm):
    """A REFI-QDA project, or a codebook alone."""

    what = "refi"
    document = forms.FileField(
        label=_("Project (.qdpx) or codebook (.qdc)"),
        error_messages=NO_FILE,
        widget=forms.ClearableFileInput(attrs={"accept": ".qdpx,.qdc"}),
    )
    kind = forms.ChoiceField(label=_("Kind of its sources"), initial="document")
    finished = forms.BooleanField(
        label=_("The coders have finished: what they did not mark counts as absent"), required=False
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        field: Any = self.fields["kind"]
        field.choices = [(code, KINDS[code][0]) for code in BY_HAND]


class CodingsForm(_FileForm):
    """A table of codings."""

    what = "codings"
    document = forms.FileField(
        label=_("Table of codings (.csv)"),
        error_messages=NO_FILE,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
    )


class CodersForm(_FileForm):
    """A table of coders."""

    what = "coders"
    document = forms.FileField(
        label=_("Table of coders (.csv)"),
        error_messages=NO_FILE,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
    )


FORMS: dict[str, type[_FileForm]] = {form.what: form for form in (ProjectForm, CodingsForm, CodersForm)}


class CompleteForm(forms.Form):
    """The text of a source that came without one: a document, or pasted words."""

    document = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("docx, pdf, txt, md, html, srt or vtt, up to 25 MB."),
        allow_empty_file=True,
    )
    text = forms.CharField(
        label=_("Or paste the text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12})
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("document") and not given.get("text", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        return given


class ExportForm(forms.Form):
    """For which program a project leaves, and whether it leaves the study."""

    tool = forms.ChoiceField(label=_("For which program"), choices=list(TOOLS.items()), required=False)
    sharing = forms.ChoiceField(
        label=_("What for"),
        choices=(("", _("Work inside the study")), ("1", _("Sharing outside the study"))),
        required=False,
        widget=forms.RadioSelect,
    )
