"""Rows that can be spread over a distributed database: keys, homes, references, uniqueness, order."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.db.models import ForeignKey, UniqueConstraint

from laras.base.access.models import Facility
from laras.base.store.models import new_id

MODELS = [model for model in apps.get_models() if model.__module__.startswith("laras.")]
# Rows that belong to no home, each with its reason.
WITHOUT_HOME = {
    "access.Facility": "it is the home",
    "access.User": "one person may work in two homes",
    "access.LoginTry": "before the log-in nobody has a home",
    "audit.Entry": "holds plain values, the chain names the home",
    "audit.Head": "the same",
}
ACROSS_HOMES = {"access.Membership.user", "people.Worker.user"}
UNIQUE_ANYWHERE = {"access.Facility.code", "access.User.login", "access.LoginTry.key"}


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_the_key_is_a_uuid_version_seven(model: type[models.Model]) -> None:
    key = model._meta.pk
    assert isinstance(key, models.UUIDField)
    assert (key.name, key.default) == ("id", new_id)


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_row_names_its_home(model: type[models.Model]) -> None:
    fields = {field.name: field for field in model._meta.fields}
    if label(model) in WITHOUT_HOME:
        assert "facility" not in fields
        return
    facility = fields["facility"]
    assert isinstance(facility, ForeignKey)
    assert (facility.related_model, facility.null) == (Facility, False)


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_no_reference_crosses_homes(model: type[models.Model]) -> None:
    across = {
        f"{label(model)}.{field.name}"
        for field in model._meta.get_fields()
        if isinstance(field, (ForeignKey, models.ManyToManyField))
        and field.name != "facility"
        and isinstance(field.related_model, type)
        and label(field.related_model) in WITHOUT_HOME
    }
    assert across <= ACROSS_HOMES
    # A table in between would have neither a home nor a key of ours.
    assert not [field for field in model._meta.get_fields() if isinstance(field, models.ManyToManyField)]


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_what_is_unique_is_unique_inside_a_home(model: type[models.Model]) -> None:
    constraints = [found for found in model._meta.constraints if isinstance(found, UniqueConstraint)]
    if label(model) not in WITHOUT_HOME:
        assert {found.name: found.fields[:1] for found in constraints} == {c.name: ("facility",) for c in constraints}
    assert not model._meta.unique_together
    single = {f"{label(model)}.{field.name}" for field in model._meta.fields if field.unique and not field.primary_key}
    assert single <= UNIQUE_ANYWHERE


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_no_model_has_an_order_of_its_own(model: type[models.Model]) -> None:
    assert not model._meta.ordering


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_row_takes_others_along_only_when_it_is_a_part_of_theirs(model: type[models.Model]) -> None:
    """Deleting one row must not silently delete records; the hashes of name words are no records."""
    cascading = {
        f"{label(model)}.{field.name}"
        for field in model._meta.fields
        if isinstance(field, ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    }
    assert cascading <= {"people.NameWord.client"}


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_key_refers_only_to_rows_of_the_same_or_an_earlier_stage(model: type[models.Model]) -> None:
    order = ["store", "crypto", "access", "audit", "files", "jobs", "gate"]
    order += [*("people", "casework", "support", "measures", "evidence", "coding", "appraisal"), "programmes"]
    order += ["outcomes", "reports"]
    here = order.index(model._meta.app_label)
    for field in model._meta.fields:
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type):
            assert order.index(field.related_model._meta.app_label) <= here, f"{label(model)}.{field.name}"
