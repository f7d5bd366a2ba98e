"""Instruments as one home has them: with the text and the parameters it brought."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from laras.domain.texts import Text
from laras.stages.measures.instruments import ErrorSet, Instrument
from laras.stages.measures.instruments import instrument as shipped
from laras.stages.measures.models import LocalParameters, OwnText


def own_texts(facility_id: uuid.UUID, code: str) -> QuerySet[OwnText]:
    """Return every wording a home brought, the newest first."""
    return OwnText.objects.filter(facility_id=facility_id, instrument=code).order_by("-number")


def own_text(facility_id: uuid.UUID, code: str) -> OwnText | None:
    """Return the wording in use, None where there is none."""
    return own_texts(facility_id, code).first()


def instrument(code: str, facility_id: uuid.UUID | None = None) -> Instrument:
    """Return the instrument `code`, with the wording of a home where it brought one. Raises NotFound.

    No query without `facility_id` or for an instrument whose text is shipped.
    """
    about = shipped(code)
    if about.has_text or facility_id is None:
        return about
    brought = own_text(facility_id, code)
    if brought is None:
        return about
    return about.with_texts({item: Text(words["id"], words["en"]) for item, words in brought.texts.items()})


def local_parameters(facility_id: uuid.UUID, code: str) -> QuerySet[LocalParameters]:
    """Return the home's own parameters, those in use first, then the newest."""
    rows = LocalParameters.objects.filter(facility_id=facility_id, instrument=code)
    return rows.order_by("-recorded_at", "-id")


def error_sets(facility_id: uuid.UUID, about: Instrument) -> tuple[ErrorSet, ...]:
    """Return the parameter sets of an instrument, the home's own first."""
    rows = local_parameters(facility_id, about.code).filter(ended_at__isnull=True)
    own = tuple(
        ErrorSet(
            scale=row.scale,
            sd=row.sd,
            reliability=row.reliability,
            kind="retest",
            population=Text(f"UPT ini, n = {row.n}", f"this home, n = {row.n}"),
            citation="",
            is_local=True,
        )
        for row in rows
    )
    return own + about.errors
