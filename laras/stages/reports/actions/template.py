"""The Word templates of a home: bringing one of its own, going back to the shipped one."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.files import vault
from laras.base.files.guard import MB, Kind, inspect
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.stages.reports import queries, writers
from laras.stages.reports.models import Template

LARGEST = 5 * MB


@action("reports.template")
def bring_template(*, kind: str, name: str, data: bytes, by: Actor) -> Template:
    """Put a Word template of the home in the place of the one in use; the shipped one is always there to go back to.

    Refused for what is no Word document, holds macros or reaches outside itself, and for one that cannot be filled:
    it is filled once with a specimen before it is kept.
    """
    queries.with_template(kind)
    inspect(name, data, limit=LARGEST, allowed={Kind.DOCX})
    writers.try_template(data, queries.specimen(kind))
    template = Template(
        facility=by.facility,
        kind=kind,
        file=vault.store(by.facility, name=name[-200:], data=data, media_type=writers.DOCX),
        recorded_at=clock.now(),
        recorded_by=by.login,
        made_for=(by.name or by.login)[:120],
    )
    template.save(force_insert=True)
    return template


@action("reports.template")
def drop_template(template: Template, *, by: Actor) -> Template:
    """Put a template of the home aside, and every older one of its kind with it: the shipped one is used again."""
    standing = Template.objects.visible_to(by).filter(kind=template.kind, removed_at__isnull=True)
    template.removed_at = clock.now()
    standing.update(removed_at=template.removed_at)
    return template


@action("reports.template")
def template_in_use(*, kind: str, by: Actor) -> bytes:
    """Return the template in use, to be changed in Word: that of the home, else the shipped one."""
    queries.with_template(kind)
    return queries.template_bytes(kind, by.facility)
