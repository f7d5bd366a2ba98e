"""What was written about the steps of a session, and whom an incident was reported to, may hold a name: sealed now."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from laras.base.crypto.fields import SealedJSONField


def seal(apps: Any, schema_editor: Any) -> None:
    """Move the words out of the plain columns."""
    for row in apps.get_model("programmes", "Session").objects.exclude(steps=[]).order_by("id"):
        notes = {str(n): one.get("note") for n, one in enumerate(row.steps) if one.get("note")}
        row.step_notes = notes
        row.steps = [{name: value for name, value in one.items() if name != "note"} for one in row.steps]
        row.save(update_fields=["steps", "step_notes"])
    for row in apps.get_model("programmes", "Incident").objects.exclude(reported_to="").order_by("id"):
        row.story = {**row.story, "reported_to": row.reported_to}
        row.save(update_fields=["story"])


class Migration(migrations.Migration):
    dependencies = (("programmes", "0001_initial"),)

    operations = (
        migrations.AddField("session", "step_notes", SealedJSONField("programmes.Session.step_notes", null=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("incident", "reported_to"),
    )
