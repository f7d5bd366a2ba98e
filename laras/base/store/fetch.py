"""Rows by a statement that is written once: for the few questions that every request asks.

The ORM builds its SQL anew each time, which takes several times as long as SQLite takes to answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def columns(model: type[models.Model], alias: str) -> str:
    """Return every column of a model as it stands in a SELECT."""
    return ", ".join(f"{alias}.{connection.ops.quote_name(str(field.column))}" for field in model._meta.concrete_fields)


def fetched(statement: str, values: Sequence[tuple[models.Field[Any, Any], Any]]) -> list[tuple[Any, ...]]:
    """Run a SELECT; each value comes with the field whose form it takes in this database."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [field.get_db_prep_value(value, connection) for field, value in values])
        return list(cursor.fetchall())


def row_of(model: type[M], values: Sequence[Any]) -> M:
    """Return the record that the columns of `model`, in the model's order, make."""
    given = list(values)
    for place, converters, expression in _converters(model):
        for converter in converters:
            given[place] = converter(given[place], expression, connection)
    return model.from_db(connection.alias, _names(model), given)


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _converters(model: type[models.Model]) -> list[tuple[int, list[Any], Any]]:
    """Return what makes Python values of database values: place of the column, converters, expression."""
    compiler = model._default_manager.all().query.get_compiler(connection=connection)
    expressions = [field.get_col(model._meta.db_table) for field in model._meta.concrete_fields]
    return [(place, *pair) for place, pair in compiler.get_converters(expressions).items()]
