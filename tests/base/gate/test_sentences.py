"""A refusal in the person's own language."""

from __future__ import annotations

from django import forms
from django.utils.translation import override

from laras.base.gate.sentences import attempt, sentence, stored
from laras.base.jobs.work import told
from laras.domain.errors import N_, BadInput, Incomplete, NotAllowed
from laras.domain.texts import Text

WAIT = N_("Too many tries. Wait {minutes} minutes, then try again.")


class NameForm(forms.Form):
    name = forms.CharField()


def test_values_are_filled_in_and_texts_translated() -> None:
    error = BadInput("{role} wrote {n} of {why}.", role=Text(id="Kepala", en="Head"), n=3, why=Incomplete("it"))
    assert sentence(error, "en") == "Head wrote 3 of it."
    assert sentence(error, "id") == "Kepala wrote 3 of it."


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert sentence(BadInput("“{value}” is not a number.", value="{n}"), "en") == "“{n}” is not a number."


def test_a_kept_refusal_is_translated_when_it_is_read() -> None:
    with override("en"):
        assert stored(told(WAIT, minutes=15)) == "Too many tries. Wait 15 minutes, then try again."
        assert stored({}) == ""


def test_what_was_typed_stays_when_the_deed_is_refused() -> None:
    def refuse() -> None:
        raise BadInput("This name is taken.", field="name")

    form = NameForm({"name": "Melati"})
    assert attempt(form, refuse) is None
    assert list(form.errors["name"]) == ["This name is taken."]
    assert form["name"].value() == "Melati"


def test_a_refusal_about_no_field_stands_above_the_form() -> None:
    def refuse() -> None:
        raise NotAllowed("Not yours.", field="elsewhere")

    form = NameForm({"name": "Melati"})
    assert attempt(form, refuse) is None
    assert form.non_field_errors() == ["Not yours."]


def test_the_deed_waits_for_a_valid_form() -> None:
    done: list[str] = []
    assert attempt(NameForm({"name": ""}), lambda: done.append("x")) is None
    assert done == []
    assert attempt(NameForm({"name": "Melati"}), lambda: "result") == "result"
