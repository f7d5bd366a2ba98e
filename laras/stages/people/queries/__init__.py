"""Every re-used read of people."""

from laras.stages.people.queries.access import (
    access_rows,
    current_caseload,
    duties_of_ward,
    own_worker,
    workers,
    workers_of,
    workers_who_may,
)
from laras.stages.people.queries.clients import (
    age,
    clients_of_ward,
    family_of,
    kept_records,
    merges_of,
    placements_of,
    same_person,
    wards,
)
from laras.stages.people.queries.consents import consents_of, current_consent, current_consents
from laras.stages.people.queries.doubles import Double, find_doubles, name_hashes, nik_hash, nik_owner

__all__ = [
    "Double",
    "access_rows",
    "age",
    "clients_of_ward",
    "consents_of",
    "current_caseload",
    "current_consent",
    "current_consents",
    "duties_of_ward",
    "family_of",
    "find_doubles",
    "kept_records",
    "merges_of",
    "name_hashes",
    "nik_hash",
    "nik_owner",
    "own_worker",
    "placements_of",
    "same_person",
    "wards",
    "workers",
    "workers_of",
    "workers_who_may",
]
