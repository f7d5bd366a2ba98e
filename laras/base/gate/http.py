"""The request as every view receives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from laras.base.access.actor import Actor
    from laras.base.access.models import User


class LarasRequest(HttpRequest):
    """A request of a person who is logged in and holds a role now.

    `shown` collects the ids of the clients on the page; the gate writes them into the audit row of the look.
    `read_only` is set where the record of the page is open for reading only (an emergency); every deed refuses it.
    """

    actor: Actor
    user: User
    htmx: HtmxDetails
    shown: list[str]
    read_only: bool
