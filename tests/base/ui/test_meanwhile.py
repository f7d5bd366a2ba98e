"""Two people over one record, as a form sees them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client as Browser
from django.urls import reverse

from laras.base.ui.meanwhile import SharedForm
from laras.stages.people.models import Client, Family
from tests.cast import Cast

COLOURS = [("", "–"), ("red", "Merah"), ("blue", "Biru")]


class Sheet(SharedForm):
    name = forms.CharField(required=False)
    colour = forms.ChoiceField(choices=COLOURS, required=False)
    many = forms.MultipleChoiceField(choices=COLOURS, required=False)
    day = forms.DateField(required=False, widget=forms.DateInput(format="%Y-%m-%d"))
    ready = forms.BooleanField(required=False)


STANDING: dict[str, Any] = {
    "name": "satu\ndua",
    "colour": "red",
    "many": ["red", "blue"],
    "day": dt.date(2026, 11, 24),
    "ready": True,
}
AS_SENT = "name=satu%0D%0Adua&colour=red&many=blue&many=red&day=2026-11-24&ready=on"


def marks(form: SharedForm) -> str:
    found = re.search(r'value="([^"]*)"', form.drawn)
    assert found
    return unescape(found[1])


def sent(text: str, *, drawn: str, standing: dict[str, Any]) -> Sheet:
    data = QueryDict(text, mutable=True)
    data["drawn"] = drawn
    return Sheet(data, initial=standing)


def test_what_nobody_else_changed_is_taken_as_typed() -> None:
    form = sent(AS_SENT.replace("satu", "tiga"), drawn=marks(Sheet(initial=STANDING)), standing=STANDING)
    assert form.errors == {}
    assert form.cleaned_data == {**STANDING, "name": "tiga\r\ndua", "many": ["blue", "red"]}


def test_a_field_that_only_the_other_changed_keeps_the_words_of_the_other() -> None:
    other = {"name": "lima", "colour": "blue", "many": ["red"], "day": dt.date(2026, 1, 2), "ready": False}
    form = sent(AS_SENT, drawn=marks(Sheet(initial=STANDING)), standing=other)
    assert form.errors == {}
    assert form.cleaned_data == other


def test_a_field_that_both_changed_is_asked_about_once_and_keeps_what_was_typed() -> None:
    other = {**STANDING, "name": "lima", "colour": "blue"}
    typed = AS_SENT.replace("satu", "tiga").replace("colour=red", "colour=")
    form = sent(typed, drawn=marks(Sheet(initial=STANDING)), standing=other)
    assert sorted(form.errors) == ["colour", "name"]
    assert "“lima”" in form.errors["name"][0]
    assert "“Biru”" in form.errors["colour"][0]
    assert form["name"].value() == "tiga\r\ndua"
    again = sent(typed, drawn=marks(form), standing=other)
    assert again.errors == {}
    assert again.cleaned_data["name"] == "tiga\r\ndua"


def test_both_writing_the_same_is_no_conflict() -> None:
    other = {**STANDING, "colour": "blue"}
    form = sent(AS_SENT.replace("colour=red", "colour=blue"), drawn=marks(Sheet(initial=STANDING)), standing=other)
    assert form.errors == {}


def test_a_long_text_of_the_other_is_told_shortened() -> None:
    form = sent("name=x", drawn=marks(Sheet(initial={"name": "a"})), standing={"name": "b" * 500})
    assert "b" * 200 + "…”" in form.errors["name"][0]


@pytest.mark.parametrize("drawn", ["", "[]", "{", '{"absent":"x"}'])
def test_a_form_without_marks_is_compared_with_nothing(drawn: str) -> None:
    assert sent("name=x", drawn=drawn, standing={"name": "b"}).errors == {}


def test_marks_do_not_tell_what_was_there() -> None:
    assert "satu" not in Sheet(initial=STANDING).drawn


@pytest.mark.django_db
def test_two_people_edit_one_client(cast: Cast, signed_in: Callable[[str], Browser]) -> None:
    address = reverse("people:edit", args=[cast.client.pk])
    first, second = signed_in("peksos"), signed_in("perawat")
    forms_ = [_fields(person.get(address).content.decode()) for person in (first, second)]
    assert first.post(address, {**forms_[0], "religion": "Islam", "note": "Suka kopi."}).status_code == 302
    answer = second.post(address, {**forms_[1], "short_name": "Mbah Tini", "note": "Suka teh."})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Suka teh." in page and "“Suka kopi.”" in page
    assert Client.objects.get(pk=cast.client.pk).note == "Suka kopi."
    assert second.post(address, {**_fields(page), "note": "Suka kopi dan teh."}).status_code == 302
    saved = Client.objects.get(pk=cast.client.pk)
    assert (saved.note, saved.religion, saved.short_name) == ("Suka kopi dan teh.", "Islam", "Mbah Tini")


@pytest.mark.django_db
def test_the_forms_of_records_that_several_may_change_carry_marks(
    cast: Cast, signed_in: Callable[[str], Browser]
) -> None:
    relative = Family.objects.create(facility=cast.home, client=cast.client, name="Sri (contoh)", relation="ibu")
    for login, name, record in (
        ("peksos", "people:edit", cast.client),
        ("peksos", "people:edit_family", relative),
        ("penyelia", "people:edit_ward", cast.melati),
    ):
        page = signed_in(login).get(reverse(name, args=[record.pk])).content.decode()
        assert page.count('name="drawn"') == 1, name


def _fields(page: str) -> dict[str, str]:
    """Return what the first form of the page would send."""
    form = page[page.index('name="drawn"') - 60 :]
    form = form[: form.index("</form>")]
    inputs = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*?value="([^"]*)"', form))
    areas = dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?([^<]*)</textarea>', form))
    chosen = dict(re.findall(r'<select[^>]*name="(\w+)".*?<option value="(\w*)" selected', form, re.DOTALL))
    return {name: unescape(value) for name, value in {**inputs, **areas, **chosen}.items()}
