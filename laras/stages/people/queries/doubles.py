"""Is this person known already? Found by keyed hashes of name words and NIK, compared opened, shown with care."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from laras.base.access.actor import Actor
from laras.base.crypto.index import keyed_hash, word_hash
from laras.domain import identity, names
from laras.domain.errors import N_
from laras.stages.people.models import Client, NameWord

MOST_CANDIDATES = 200
ALIKE_FROM = 0.75
ALIKE_WITHOUT_YEAR = 0.9
YEARS_APART = 3  # birth years of people found on the street are guesses

SAME_NIK = N_("Same NIK")
SAME_NAME = N_("Same name, birth year near")
LIKE_NAME = N_("Similar name, birth year near")
NAME_ONLY = N_("Similar name, birth year not known")


@dataclass(frozen=True)
class Double:
    """A record that may be the same person.

    `similarity` of the names is 0…1, `why` an English message. One who may not see the person (`is_visible` False) is
    shown number, ward and similarity only.
    """

    client: Client
    similarity: float
    why: str
    is_visible: bool

    @property
    def number(self) -> str:
        return self.client.number

    @property
    def ward(self) -> str:
        return self.client.ward.name if self.client.ward else ""

    @property
    def name(self) -> str:
        """The name, '' for one who may not see the person."""
        return self.client.full_name if self.is_visible else ""

    @property
    def percent(self) -> int:
        return round(self.similarity * 100)


def name_hashes(full_name: str, *, scope: str) -> list[int]:
    """Return the hashes of the words of a name, each once; initials are left out, they would find half the home."""
    sounds = dict.fromkeys(names.key(word) for word in names.words(full_name)[: names.MOST_WORDS] if len(word) > 1)
    return list(dict.fromkeys(word_hash(sound, scope=scope) for sound in sounds))


def nik_hash(nik: str, *, scope: str) -> bytes | None:
    """Return the keyed hash by which a NIK is found again, None for an empty one."""
    number = identity.digits(nik)
    return keyed_hash("nik", number, scope=scope) if number else None


def nik_owner(actor: Actor, nik: str) -> Client | None:
    """Return the record of the home that holds this NIK."""
    sealed = nik_hash(nik, scope=str(actor.facility_id))
    if sealed is None:
        return None
    return Client.objects.filter(facility_id=actor.facility_id, nik_hash=sealed, merged_into__isnull=True).first()


def find_doubles(
    by: Actor, *, full_name: str, birth_year: int | None, nik: str = "", but: Iterable[uuid.UUID] = ()
) -> list[Double]:
    """Return records of the whole home that may be this person, most alike first; `but` leaves ids out.

    At most 200 candidates are opened: those that share a name word (by sound) and whose birth year is near or not
    known, most shared words first; and the one with the same NIK. Three queries, whatever the size of the home.
    """
    candidates = _candidates(by, full_name, birth_year, nik)
    shown = _visible(by, candidates)
    sealed_nik = nik_hash(nik, scope=str(by.facility_id))
    left_out = set(but)
    found: dict[uuid.UUID, Double] = {}
    for one in candidates:
        kept = one.merged_into or one
        if kept.pk in left_out or one.pk in left_out:
            continue
        alike = names.similarity(full_name, one.full_name)
        why = _why(one, alike, birth_year, sealed_nik)
        if why and (kept.pk not in found or found[kept.pk].similarity < alike):
            found[kept.pk] = Double(kept, alike, why, kept.pk in shown)
    return sorted(found.values(), key=lambda double: (double.why != SAME_NIK, -double.similarity, double.number))


def _candidates(by: Actor, full_name: str, birth_year: int | None, nik: str) -> list[Client]:
    words = NameWord.objects.filter(
        facility_id=by.facility_id, word__in=name_hashes(full_name, scope=str(by.facility_id))
    )
    if birth_year is not None:
        near = Q(birth_year__range=(birth_year - YEARS_APART, birth_year + YEARS_APART))
        words = words.filter(near | Q(birth_year__isnull=True))
    shared = words.values("client_id").annotate(shared=Count("id")).order_by("-shared", "client_id")
    ids = [row["client_id"] for row in shared[:MOST_CANDIDATES]]
    wanted = Q(pk__in=ids)
    sealed_nik = nik_hash(nik, scope=str(by.facility_id))
    if sealed_nik is not None:
        wanted |= Q(nik_hash=sealed_nik)
    rows = Client.objects.filter(wanted, facility_id=by.facility_id)
    return list(rows.select_related("ward", "merged_into__ward").order_by("number")) if ids or sealed_nik else []


def _visible(by: Actor, candidates: list[Client]) -> set[uuid.UUID]:
    if not candidates:
        return set()
    if not by.sees_names:
        return set()
    ids = {one.merged_into_id or one.pk for one in candidates}
    return set(Client.objects.visible_to(by).filter(pk__in=ids).values_list("pk", flat=True))


def _why(one: Client, alike: float, birth_year: int | None, sealed_nik: bytes | None) -> str:
    """Return why a candidate is shown, '' when it is not alike enough."""
    if sealed_nik is not None and one.nik_hash is not None and bytes(one.nik_hash) == sealed_nik:
        return SAME_NIK
    if birth_year is None or one.birth_year is None:
        return NAME_ONLY if alike >= ALIKE_WITHOUT_YEAR else ""
    if alike >= 1:
        return SAME_NAME
    return LIKE_NAME if alike >= ALIKE_FROM else ""
