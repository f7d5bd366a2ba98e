"""What is typed about the way through: the shape of the input, no writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.access.actor import Actor
from laras.base.ui.phrases import language, number
from laras.domain import casework
from laras.domain.aspects import ASPECT_CODES, aspect
from laras.domain.texts import Text
from laras.stages.people.forms.inputs import day_field, moment_of, note_field, text_field
from laras.stages.people.models import Worker
from laras.stages.people.queries import own_worker, workers


def said(text: Text) -> str:
    """Return a text in the language of the page, with a capital: it stands alone."""
    word = text.get(language())
    return word[:1].upper() + word[1:]


def severity_choices() -> list[tuple[str, str]]:
    """Return the three categories."""
    return [(code, said(label)) for code, label in casework.SEVERITY_LABELS.items()]


class Happened(forms.Form):
    """The base of forms about something that happened on a day."""

    ids = "id_%s"
    happened_on = day_field(_("On which day"), help_text=_("Leave empty for today."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": self.ids, **kwargs})

    def values(self) -> dict[str, Any]:
        """Return the keywords of the deed, the day as a moment."""
        given = dict(self.cleaned_data)
        given["happened_at"] = moment_of(given.pop("happened_on"))
        return given


class OpenForm(forms.Form):
    """A new stay."""

    stage = forms.ChoiceField(
        label=_("At which stage"), choices=lambda: [(s.code, said(s.label)) for s in casework.STAGES.values()]
    )
    opened_on = day_field(_("Since"), help_text=_("Leave empty for today."))

    def values(self) -> dict[str, Any]:
        """Return the keywords of the deed."""
        return {"stage": self.cleaned_data["stage"], "opened_at": moment_of(self.cleaned_data["opened_on"])}


class MoveForm(Happened):
    """The next stage, the gates ticked, the reason."""

    to = forms.ChoiceField(label=_("To which stage"), widget=forms.RadioSelect)
    gates = forms.MultipleChoiceField(label=_("What is done"), required=False, widget=forms.CheckboxSelectMultiple)
    reason = note_field(_("Reason"), rows=2, help_text=_("Needed for going back, at least 20 characters."))

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = casework.stage(stage)
        targets = sorted(casework.TRANSITIONS[stage], key=lambda code: casework.STAGES[code].order, reverse=True)
        to, gates = self.fields["to"], self.fields["gates"]
        assert isinstance(to, forms.ChoiceField)
        assert isinstance(gates, forms.MultipleChoiceField)
        to.choices = [(code, self._target(here.order, code)) for code in targets]
        gates.choices = [(gate.code, said(gate.text)) for gate in here.gates]
        if targets:
            self.initial.setdefault("to", targets[0])

    @staticmethod
    def ticked(form: forms.Form) -> list[str]:
        """Return the codes ticked in a form that was sent, valid or not."""
        return list(form["gates"].value() or [])

    @staticmethod
    def _target(here: int, code: str) -> Any:
        stage = casework.STAGES[code]
        label = said(stage.label)
        return label if stage.order > here else _("Back to: %(stage)s") % {"stage": label}


class EventForm(Happened):
    """What may happen in any stage."""

    ids = "event_%s"  # stands on one page with the forms of the move and of the end
    kind = forms.ChoiceField(
        label=_("What happened"), choices=lambda: [(e.code, said(e.label)) for e in casework.EVENTS.values()]
    )
    note = note_field(_("What exactly"), required=True, rows=2)


class CloseForm(Happened):
    """How a stay ended."""

    ids = "close_%s"
    outcome = forms.ChoiceField(
        label=_("How it ended"),
        choices=lambda: [(code, said(label)) for code, label in casework.TERMINATION_REASONS.items()],
    )


class GoalForm(forms.Form):
    """A goal with its five levels."""

    title = text_field(_("What the person wants to reach"), required=True)
    own_words = note_field(_("In the person's own words"), rows=2)
    aspect = forms.ChoiceField(label=_("Aspect"), required=False)
    weight = forms.TypedChoiceField(
        label=_("How important"), choices=[(n, str(n)) for n in range(1, 6)], coerce=int, initial=1
    )
    review_on = day_field(_("Look at it again on"))
    agreed = forms.BooleanField(label=_("The person agrees with this goal"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["aspect"]
        assert isinstance(chosen, forms.ChoiceField)
        names = [(code, aspect(code).short.get(language())) for code in ASPECT_CODES]
        chosen.choices = [("", _("No aspect in particular")), *names]
        for level in sorted(casework.GAS_LEVELS, reverse=True):
            label = f"{signed(level)} · {casework.GAS_LEVELS[level].get(language())}"
            self.fields[_level_name(level)] = note_field(label, rows=1, required=level == 0)

    @property
    def levels(self) -> list[forms.BoundField]:
        """The five levels, best first."""
        return [self[_level_name(level)] for level in sorted(casework.GAS_LEVELS, reverse=True)]

    def values(self) -> dict[str, Any]:
        """Return the keywords of the deed."""
        given = dict(self.cleaned_data)
        given["levels"] = {level: given.pop(_level_name(level)) for level in casework.GAS_LEVELS}
        return given


def _level_name(level: int) -> str:
    return f"level_{level}".replace("-", "minus_")


def signed(level: int | None) -> str:
    """Write a level: −2, 0, +1; – for none."""
    return f"+{level}" if level and level > 0 else number(level)


class RateForm(Happened):
    """Where a goal stands."""

    level = forms.TypedChoiceField(label=_("Where it stands"), coerce=int, widget=forms.RadioSelect)
    note = note_field(_("What was seen"), rows=2)

    def __init__(self, *args: Any, described: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (level, f"{signed(level)} · {described.get(str(level)) or label.get(language())}")
            for level, label in sorted(casework.GAS_LEVELS.items(), reverse=True)
        ]


class SeverityForm(Happened):
    """The category of a client."""

    level = forms.ChoiceField(label=_("Category"), choices=severity_choices, widget=forms.RadioSelect)
    note = note_field(_("What it rests on"), rows=2)


class AdlForm(Happened):
    """The twelve activities, each 0 to 3."""

    note = note_field(_("Note"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(level, f"{level} · {label.get(language())}") for level, label in casework.ADL_LEVELS.items()]
        for code, label in casework.ADL_ITEMS.items():
            self.fields[code] = forms.TypedChoiceField(
                label=said(label),
                choices=choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Not answered yet. Choose 0 to 3.")},
            )

    @property
    def items(self) -> list[forms.BoundField]:
        """The twelve in the order of the checklist."""
        return [self[code] for code in casework.ADL_ITEMS]

    def values(self) -> dict[str, Any]:
        """Return the keywords of the deed."""
        given = super().values()
        given["answers"] = {code: given.pop(code) for code in casework.ADL_ITEMS}
        return given


class TaskForm(forms.Form):
    """A promise: what, who, until when."""

    title = text_field(_("What is to be done"), required=True)
    worker = forms.ModelChoiceField(Worker.objects.none(), label=_("Who"))
    due_on = day_field(_("Until"), required=True)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["worker"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = workers(by)
        self.initial.setdefault("worker", own_worker(by))
