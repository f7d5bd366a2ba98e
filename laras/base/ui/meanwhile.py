"""Two people over one record: what the other saved meanwhile is kept, and where both wrote, the second is asked."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

LONGEST_TOLD = 200


class SharedForm(forms.Form):
    """A form over a record that somebody else may change between its drawing and its sending.

    The page carries one mark a field of what stood there (`{{ form.drawn }}`); `initial` is what stands there now, also
    when the form is bound. A field changed only by the other takes the other's words; one changed by both becomes an
    error that says them; the page then carries the new mark of that field, so that the next sending is obeyed. Without
    marks nothing is compared.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked: set[str] = set()

    @property
    def drawn(self) -> SafeString:
        """Return the hidden field with the marks."""
        kept = {name: mark for name, mark in self._marks().items() if name not in self._asked}
        marks = {name: kept.get(name) or _mark(self._standing(name)) for name in self.fields}
        return format_html('<input type="hidden" name="drawn" value="{}">', json.dumps(marks, separators=(",", ":")))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, mark in self._marks().items():
            standing = self._standing(name)
            if name not in cleaned or _mark(standing) == mark or name not in self.changed_data:
                continue
            if _mark(self._sent(name)) == mark:
                cleaned[name] = self.fields[name].clean(standing)
            else:
                self._asked.add(name)
                self.add_error(name, self._told(name, standing))
        return cleaned

    def _marks(self) -> dict[str, str]:
        try:
            marks = json.loads(self.data.get("drawn") or "{}")
        except ValueError:
            return {}
        return {name: marks[name] for name in self.fields if name in marks} if isinstance(marks, dict) else {}

    def _standing(self, name: str) -> Any:
        """Return what stands in the record now, as the browser would send it back."""
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(field, forms.BooleanField):
            return bool(value)
        written = field.widget.format_value(value)
        is_one = isinstance(written, list) and not getattr(field.widget, "allow_multiple_selected", False)
        return next(iter(written), "") if is_one else written

    def _sent(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _told(self, name: str, standing: Any) -> str:
        values = standing if isinstance(standing, list) else [standing]
        labels = dict(getattr(self.fields[name], "choices", ()) or ())
        words = ", ".join(str(labels.get(value, value)) for value in values if value not in (None, ""))
        shown = words if len(words) <= LONGEST_TOLD else f"{words[:LONGEST_TOLD]}…"
        return _(
            "Somebody else changed this while you were writing. It now says: “{words}”. Compare, then save again."
        ).format(words=shown)


def _mark(value: Any) -> str:
    """Return a short mark of a value; keyed, so that the page does not tell a bare hash of what was there."""
    parts = sorted(map(str, value)) if isinstance(value, (list, tuple)) else [str(value or "")]
    plain = "\x1f".join(part.replace("\r\n", "\n") for part in parts)
    return salted_hmac("laras.drawn", plain, algorithm="sha256").hexdigest()[:16]
