"""Names and what stands for them; who speaks; the recording."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from laras.stages.evidence.models import PSEUDONYM_KINDS, Study
from laras.stages.evidence.queries import Speaker, informants_of
from laras.stages.evidence.queries.speakers import ASKS, NOBODY, UNKNOWN
from laras.stages.evidence.queries.words import PSEUDONYMS


class PseudonymForm(forms.Form):
    """One entry of the key."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, PSEUDONYMS[kind]) for kind in PSEUDONYM_KINDS])
    real = forms.CharField(
        label=_("Words in the text"), max_length=200, help_text=_("As they are said, without Bapak or Ibu.")
    )
    stands = forms.CharField(
        label=_("Words that stand there instead"), max_length=80, help_text=_("For example: Penerima manfaat C.")
    )


class SpeakersForm(forms.Form):
    """For each name that opens turns: whom it stands for."""

    def __init__(self, data: Any = None, *, study: Study, speakers: list[Speaker]) -> None:
        super().__init__(data)
        self.speakers = speakers
        people = [(one.code, f"{one.code} · {one.role}") for one in informants_of(study)]
        choices = [(UNKNOWN, _("not known yet")), (ASKS, _("asks the questions")), *people, (NOBODY, _("no speaker"))]
        for place, one in enumerate(speakers):
            self.fields[f"s-{place}"] = forms.ChoiceField(
                label=one.name, choices=choices, required=False, initial=one.code
            )
            field = forms.CharField(initial=one.name, max_length=40, widget=forms.HiddenInput())
            self.fields[f"name-{place}"] = field

    def rows(self) -> list[tuple[Speaker, BoundField, BoundField]]:
        """Return each speaker with the choice and the hidden name."""
        return [(one, self[f"s-{place}"], self[f"name-{place}"]) for place, one in enumerate(self.speakers)]

    def told(self) -> dict[str, str]:
        """Return {name: code} as it was said; the names travel along, because the text may change meanwhile."""
        given = self.cleaned_data
        return {given[f"name-{place}"]: given[f"s-{place}"] for place in range(len(self.speakers))}


class RecordingForm(forms.Form):
    """The sound of a source."""

    sound = forms.FileField(
        label=_("Recording"),
        allow_empty_file=True,
        help_text=_("mp3, m4a, ogg, opus, wav or webm, up to 100 MB. It is kept sealed."),
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".mp3,.m4a,.ogg,.oga,.opus,.wav,.webm,audio/*"}),
    )
