"""The record of a person: made after a look for doubles, changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Literal
from uuid import UUID

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain import identity
from laras.domain.errors import N_, BadInput, Closed, Conflict, Incomplete, NotAllowed
from laras.stages.people.actions._number import free_number, next_number
from laras.stages.people.actions._open import CREATED, access_row, move_to_ward
from laras.stages.people.models import NIK_STATUSES, SEXES, Client, NameWord, Ward
from laras.stages.people.queries import Double, find_doubles, name_hashes, nik_hash, nik_owner, own_worker
from laras.stages.people.rules import moment_passed, must_be_of_home

NUMBERS = ("nik", "kk", "bpjs")
TEXTS = (
    *("full_name", "short_name", "address_form", "sex", "birth_place", "home_address", "religion"),
    *("nik", "nik_status", "kk", "bpjs", "note"),
)
EDITABLE = (*TEXTS, "birth_date", "birth_year")
OLDEST = 120


class MayBeKnown(Conflict):
    """Records were found that may be this person; nobody has looked at them yet."""

    def __init__(self, doubles: list[Double]) -> None:
        self.doubles = doubles
        super().__init__(
            N_("This person may be known already: {numbers}. Compare, then go on if it is somebody else."),
            numbers=", ".join(double.number for double in doubles[:5]),
        )


@action("people.create")
def create_client(
    *,
    full_name: str,
    short_name: str = "",
    address_form: str = "",
    sex: str = "",
    birth_date: dt.date | None = None,
    birth_year: int | None = None,
    birth_place: str = "",
    home_address: str = "",
    religion: str = "",
    nik: str = "",
    nik_status: str = "unknown",
    kk: str = "",
    bpjs: str = "",
    note: str = "",
    ward: Ward | None = None,
    number: str = "",
    admitted_at: dt.datetime | None = None,
    checked_doubles: Collection[UUID] = (),
    by: Actor,
) -> Client:
    """Make the record of a person, after a look for doubles in the whole home.

    MayBeKnown (a Conflict with `doubles`) when records are alike that are not in `checked_doubles`; Conflict for a NIK
    or number in use; BadInput for wrong numbers, whose oddities are told in `warnings` of the record. The number is
    PREFIX/YEAR/00123 unless given. A social worker gets it into the caseload; `ward` places the person there.
    """
    must_be_of_home(ward, by)
    if ward is not None and ward.closed_at is not None:
        raise Closed(N_("This ward is closed. Choose another one."), field="ward")
    admitted = moment_passed(admitted_at, field="admitted_at")
    client = Client(facility=by.facility, recorded_at=clock.now(), recorded_by=by.login)
    values = {
        "full_name": full_name,
        "short_name": short_name,
        "address_form": address_form,
        "sex": sex,
        "birth_place": birth_place,
        "home_address": home_address,
        "religion": religion,
        "nik": nik,
        "nik_status": nik_status,
        "kk": kk,
        "bpjs": bpjs,
        "note": note,
    }
    _fill(client, values, birth_date, birth_year, by)
    _must_be_new(client, checked_doubles, by)
    client.number = free_number(number, by) if number.strip() else next_number(admitted, by)
    client.save(force_insert=True)
    _index_name(client, by)
    _take_in(client, ward, admitted, by)
    return client


@action("people.create")
def compare(*, full_name: str, birth_year: int | None, nik: str = "", by: Actor) -> list[Double]:
    """Look in the whole home for records that may be this person; leaves a trace, since it tells who is known here."""
    if not full_name.strip():
        raise Incomplete(N_("Write the name, or what the person is called."), field="full_name")
    return find_doubles(by, full_name=full_name, birth_year=birth_year, nik=nik)


@action("people.edit")
def edit_client(client: Client, *, by: Actor, **fields: object) -> Client:
    """Change some of `EDITABLE`; who changes NIK, KK or BPJS needs `people.identity` too.

    Names and birth year are indexed again. Raises as `create_client` does, but does not look for doubles.
    """
    unknown = sorted(set(fields) - set(EDITABLE))
    if unknown:
        raise BadInput(N_("There is no field “{name}” to change."), name=unknown[0])
    if any(fields.get(name, getattr(client, name)) != getattr(client, name) for name in (*NUMBERS, "nik_status")):
        _must_handle_numbers(by)
    born = dt.date.fromisoformat(client.birth_date) if client.birth_date else None
    birth_date = fields.get("birth_date", born)
    birth_year = fields.get("birth_year", client.birth_year)
    if not isinstance(birth_date, dt.date | None) or not isinstance(birth_year, int | None):
        raise BadInput(N_("A birth date is a day, a birth year a number."), field="birth_date")
    values = {name: str(fields.get(name, getattr(client, name))) for name in TEXTS}
    _fill(client, values, birth_date, birth_year, by)
    if client.nik:
        _nik_must_be_free(client, by)
    client.save()
    NameWord.objects.filter(client=client).delete()
    _index_name(client, by)
    return client


@action("people.identity")
def unmask(client: Client, *, field: str, by: Actor) -> Client:
    """Show NIK, KK or BPJS in full: changes nothing, leaves a row in the chain of deeds that says who and which."""
    if field not in NUMBERS:
        raise BadInput(N_("Only NIK, KK and BPJS are hidden."), field="field")
    return client


def _must_handle_numbers(by: Actor) -> None:
    if not by.may("people.identity"):
        raise NotAllowed(N_("Your role does not change identity numbers. Ask a social worker."))


def _fill(
    client: Client, values: dict[str, str], birth_date: dt.date | None, birth_year: int | None, by: Actor
) -> None:
    for name, value in values.items():
        setattr(client, name, identity.digits(value) if name in NUMBERS else value.strip())
    if not client.full_name:
        raise Incomplete(N_("Write the name, or what the person is called."), field="full_name")
    if client.sex and client.sex not in SEXES:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=client.sex, field="sex")
    _set_birth(client, birth_date, birth_year)
    _check_numbers(client, birth_date, by)


def _set_birth(client: Client, birth_date: dt.date | None, birth_year: int | None) -> None:
    today = clock.today()
    year = birth_date.year if birth_date else birth_year
    if (birth_date is not None and birth_date > today) or (
        year is not None and not today.year - OLDEST <= year <= today.year
    ):
        field = "birth_date" if birth_date else "birth_year"
        raise BadInput(N_("This birth date is not possible. Check the year."), field=field)
    client.birth_date = birth_date.isoformat() if birth_date else ""
    client.birth_year = year


def _check_numbers(client: Client, birth_date: dt.date | None, by: Actor) -> None:
    """Refuse wrong numbers, keep what is only odd in `client.warnings`, and bring NIK and its status together."""
    demo = by.facility.is_demo
    sex: Literal["female", "male"] | None = None
    if client.sex:
        sex = "female" if client.sex == "female" else "male"
    checks = {
        "nik": identity.check_nik(client.nik, birth_date, sex, demo, today=clock.today()) if client.nik else None,
        "kk": identity.check_kk(client.kk, demo) if client.kk else None,
        "bpjs": identity.check_bpjs(client.bpjs) if client.bpjs else None,
    }
    for field, check in checks.items():
        if check is not None and check.errors:
            raise BadInput(check.errors[0].message, field=field, **check.errors[0].params)
    client.warnings = tuple(remark for check in checks.values() if check is not None for remark in check.warnings)
    if client.nik:
        client.nik_status = "has"
    elif client.nik_status == "has":
        raise Incomplete(N_("Write the NIK, or choose another state of it."), field="nik")
    if client.nik_status not in NIK_STATUSES:
        raise BadInput(
            N_("“{value}” is not in the list. Choose from the list."), value=client.nik_status, field="nik_status"
        )
    client.nik_hash = nik_hash(client.nik, scope=str(by.facility_id))


def _nik_must_be_free(client: Client, by: Actor) -> None:
    owner = nik_owner(by, client.nik)
    if owner is not None and owner.pk != client.pk:
        raise Conflict(
            N_("This NIK belongs to {number}. Open that record, or check the number."), number=owner.number, field="nik"
        )


def _must_be_new(client: Client, checked: Collection[UUID], by: Actor) -> None:
    if client.nik:
        _nik_must_be_free(client, by)
    doubles = find_doubles(by, full_name=client.full_name, birth_year=client.birth_year, nik=client.nik, but=checked)
    if doubles:
        raise MayBeKnown(doubles)


def _index_name(client: Client, by: Actor) -> None:
    NameWord.objects.bulk_create(
        NameWord(facility=by.facility, client=client, word=word, birth_year=client.birth_year)
        for word in name_hashes(client.full_name, scope=str(by.facility_id))
    )


def _take_in(client: Client, ward: Ward | None, admitted: dt.datetime, by: Actor) -> None:
    """Open the caseload of the social worker who made the record, and place the person."""
    worker = own_worker(by) if "social_worker" in by.roles else None
    if worker is not None:
        access_row(client, worker, kind="caseload", reason=CREATED, valid_from=admitted, by=by).save(force_insert=True)
    if ward is not None:
        move_to_ward(client, ward, at=admitted, by=by)
