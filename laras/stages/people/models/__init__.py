"""Wards, workers, clients, families, consents, and who may see whom."""

from laras.stages.people.models.client import (
    ACCESS_KINDS,
    NIK_STATUSES,
    SEXES,
    Access,
    AccessQuerySet,
    Client,
    ClientQuerySet,
    Merge,
    NameWord,
    NumberSeries,
)
from laras.stages.people.models.home import HomeQuerySet, Ward, WardDuty, Worker, ends_after_begin
from laras.stages.people.models.rows import (
    CONSENT_PURPOSES,
    NOTICE_BLOCKS,
    PROOFS,
    SUPPORTS,
    Consent,
    Family,
    OfClient,
    OfClientQuerySet,
    Placement,
)

__all__ = [
    "ACCESS_KINDS",
    "CONSENT_PURPOSES",
    "NIK_STATUSES",
    "NOTICE_BLOCKS",
    "PROOFS",
    "SEXES",
    "SUPPORTS",
    "Access",
    "AccessQuerySet",
    "Client",
    "ClientQuerySet",
    "Consent",
    "Family",
    "HomeQuerySet",
    "Merge",
    "NameWord",
    "NumberSeries",
    "OfClient",
    "OfClientQuerySet",
    "Placement",
    "Ward",
    "WardDuty",
    "Worker",
    "ends_after_begin",
]
