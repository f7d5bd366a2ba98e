"""Sealed fields: readable on the instance, ciphertext in the row, never plain text on the way.

Django's value hooks do not know the row, so sealing happens in `pre_save` (the UUIDv7 exists by then; `bulk_create`
uses it too) and opening in a descriptor at first access. `update()` and `bulk_update()` hand plain text straight to
`get_db_prep_value`, which refuses it.
"""

from __future__ import annotations

import json
from typing import Any, cast

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from laras.base.crypto.sealing import open_sealed, seal


class Sealed(bytes):
    """Ciphertext as it stands in the row, not yet opened."""


class SealedAttribute(DeferredAttribute):
    """Open the value at first access and keep the plain one on the instance."""

    field: SealedField

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        value = super().__get__(instance, cast(Any, cls))
        if instance is not None and isinstance(value, Sealed):
            value = self.field.opened(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        # A data descriptor: without it the row's ciphertext in __dict__ would be found first.
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # django-stubs: not generic at run time
    """A value sealed in its row; `label` is frozen in the migration, so renaming model or field keeps old rows readable.

    The row's `facility_id` (or '' for rows without one) and `id` are bound into the seal.
    """

    descriptor_class = SealedAttribute

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        self.label = label
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return str(name), path, [self.label, *args], dict(kwargs)

    def _place(self, instance: models.Model) -> dict[str, str]:
        scope = getattr(instance, "facility_id", None)
        return {"label": self.label, "scope": str(scope) if scope else "", "row": str(instance.pk)}

    def to_bytes(self, value: Any) -> bytes:
        """Return the plain bytes of a value."""
        return cast(str, value).encode()

    def to_value(self, plain: bytes) -> Any:
        """Return the value of plain bytes."""
        return plain.decode()

    def is_empty(self, value: Any) -> bool:
        """Tell whether a value is stored as an empty one, without sealing."""
        return value in (None, "")

    def opened(self, instance: models.Model, sealed: bytes) -> Any:
        """Open `sealed` for this row."""
        return self.to_value(open_sealed(bytes(sealed), **self._place(instance)))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            return value
        if self.is_empty(value):
            return None if self.null else Sealed(b"")
        return Sealed(seal(self.to_bytes(value), **self._place(model_instance)))

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        if value is None:
            return None
        return Sealed(value) if len(value) else self.to_value(b"")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        # The empty bytes are what Django gives the rows that stood before a field with `blank=True` was added.
        if value is not None and value != b"" and not isinstance(value, Sealed):
            raise TypeError(f"{self.label} is sealed: save the instance, do not update() it.")
        return super().get_db_prep_value(value, connection, prepared)

    def get_default(self) -> Any:
        return None if self.null else self.to_value(b"")

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.label} is sealed and not serialised.")


class SealedTextField(SealedField):
    """Text, UTF-8; empty text is stored empty."""


class SealedJSONField(SealedField):
    """A JSON value (dict or list); empty is stored empty and comes back as {}."""

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def to_value(self, plain: bytes) -> Any:
        return json.loads(plain) if plain else {}

    def is_empty(self, value: Any) -> bool:
        return value in (None, {}, [])
