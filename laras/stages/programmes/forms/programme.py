"""What is typed into a proposal: its parts and the decision on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.access.models import LANGUAGES
from laras.base.ui.meanwhile import SharedForm
from laras.domain.groupwork.terms import GJK_STAGE_LABELS, GROUP_TYPE_LABELS
from laras.stages.people.forms.inputs import note_field, text_field
from laras.stages.programmes.forms.words import (
    activity_options,
    aspect_options,
    instrument_options,
    options,
    topic_options,
)
from laras.stages.programmes.models import Programme, SessionPlan

BLANK_ROWS = 2
LONGEST = 180


class ProposeForm(forms.Form):
    """What a new proposal begins with."""

    pattern = forms.ChoiceField(
        label=_("Begin with"),
        widget=forms.RadioSelect,
        choices=[
            ("sahabat_dengar", _("Sahabat Dengar, complete: 8 sessions, budget, SWOT, indicators")),
            ("blank", _("An empty form")),
        ],
        initial="sahabat_dengar",
    )
    title = text_field(_("Name of the programme"), help_text=_("Leave empty for the name of the pattern."))
    language = forms.ChoiceField(label=_("Language of the paper"), choices=LANGUAGES, initial="id")


class SectionForm(SharedForm):
    """One of the thirteen sections."""

    text = note_field(_("Text"), rows=14)


class BackgroundForm(SectionForm):
    """The background, and which findings stand behind it."""

    findings = forms.MultipleChoiceField(
        label=_("Findings behind it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, texts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["findings"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(text, text) for text in texts]


class NameForm(SectionForm):
    """The name, the kind of group, the aspect, and a word on them."""

    title = text_field(_("Name of the programme"), required=True)
    group_type = forms.ChoiceField(label=_("Kind of group"), choices=lambda: options(GROUP_TYPE_LABELS))
    aspect = forms.ChoiceField(label=_("Aspect it answers"), required=False, choices=aspect_options)

    field_order = ("title", "group_type", "aspect", "text")


class DecisionForm(forms.Form):
    """The decision of another person."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("approve", _("Approve")), ("return", _("Return for changes"))],
    )
    note = note_field(_("Note"), help_text=_("Needed when it goes back: what should change."))


class SessionPlanForm(SharedForm):
    """A planned session: stage, activities with minutes, topics, listening skill, measures."""

    title = text_field(_("Name of the session"), required=True, length=120)
    stage = forms.ChoiceField(label=_("Stage of the group"), choices=lambda: options(GJK_STAGE_LABELS))
    topics = forms.MultipleChoiceField(
        label=_("Information corner"), required=False, choices=topic_options, widget=forms.CheckboxSelectMultiple
    )
    listening_skill = text_field(_("Listening skill of the day"))
    roles = text_field(_("Roles of members"))
    measures = forms.MultipleChoiceField(
        label=_("Measures"), required=False, choices=instrument_options, widget=forms.CheckboxSelectMultiple
    )
    plan_b = text_field(_("Plan B"), length=300)
    note = text_field(_("Note"), length=300)

    def __init__(self, *args: Any, plan: SessionPlan, **kwargs: Any) -> None:
        named = ("title", "stage", "topics", "listening_skill", "roles", "measures", "plan_b", "note")
        initial: dict[str, Any] = {name: getattr(plan, name) for name in named}
        self.places = range(len(plan.activities) + BLANK_ROWS)
        for place, row in enumerate(plan.activities):
            initial |= {f"activity_{place}": row["code"], f"minutes_{place}": row["minutes"]}
        super().__init__(*args, initial=initial, **kwargs)
        for place in self.places:
            self.fields[f"activity_{place}"] = forms.ChoiceField(
                label=_("Activity"), required=False, choices=activity_options
            )
            self.fields[f"minutes_{place}"] = forms.IntegerField(
                label=_("Minutes"),
                required=False,
                min_value=1,
                max_value=LONGEST,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": _("Write the minutes as a number, for example 10.")},
            )

    @property
    def activity_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of activity and minutes."""
        return [(self[f"activity_{place}"], self[f"minutes_{place}"]) for place in self.places]

    def values(self) -> dict[str, Any]:
        """Return the keywords of the deed; an activity without minutes gets ten."""
        given = dict(self.cleaned_data)
        rows = [(given.pop(f"activity_{place}"), given.pop(f"minutes_{place}")) for place in self.places]
        given["activities"] = [{"code": code, "minutes": minutes or 10} for code, minutes in rows if code]
        return given


class NewSessionForm(forms.Form):
    """The name of one more session."""

    title = text_field(_("Name of the session"), required=True, length=120)


def section_form(data: Any, programme: Programme, section: str) -> SectionForm:
    """Return the form of a section with what stands there now."""
    standing: dict[str, Any] = {"text": programme.text.get(section, "")}
    if section == "name":
        named = ("title", "group_type", "aspect")
        return NameForm(data, initial=standing | {name: getattr(programme, name) for name in named})
    texts = [row["finding"] for row in list(programme.evidence)]
    if section == "background" and texts:
        return BackgroundForm(data, texts=texts, initial=standing | {"findings": texts})
    return SectionForm(data, initial=standing)
