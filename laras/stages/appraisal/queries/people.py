"""Who had a hand in a study, whose voice is heard in it, and who stands on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from laras.base.access.models import User
from laras.stages.appraisal.models import Finding, FindingLink, MemberCheck, PeerDebrief, Rating, ThresholdChange
from laras.stages.coding.models import Code, CodeChange, Coding, Correction, Memo, MemoLink, Reading, Settlement
from laras.stages.evidence.models import ContextNote, Informant, Source, Statement, Study
from laras.stages.people.models import Access

# Words of a role that tell whose voice it is where no record of a client or worker is tied to the informant.
CLIENT_WORDS = ("penerima manfaat", "klien", "residen", "client", "resident")
FAMILY_WORDS = ("keluarga", "family", "wali", "pengunjung")
_RECORDED = (
    Source,
    ContextNote,
    Statement,
    Code,
    CodeChange,
    Coding,
    Correction,
    Settlement,
    Finding,
    FindingLink,
    MemberCheck,
    PeerDebrief,
    Rating,
    ThresholdChange,
)


def voice_of(informant: Informant) -> str:
    """Return whose voice an informant is: client, worker, family or other; a tied record goes before the role."""
    if informant.client_id is not None:
        return "client"
    if informant.worker_id is not None:
        return "worker"
    role = informant.role.casefold()
    if any(word in role for word in FAMILY_WORDS):
        return "family"
    return "client" if any(word in role for word in CLIENT_WORDS) else "worker" if role else "other"


def hands_in(study: Study) -> set[str]:
    """Return the log-ins of everybody who coded, read as a coder or wrote anything into a study; one query."""
    rows: list[QuerySet[Any, tuple[str]]] = [
        model.objects.filter(study=study).order_by().values_list("recorded_by") for model in _RECORDED
    ]
    rows.append(Coding.objects.filter(study=study).order_by().values_list("coder"))
    rows.append(Reading.objects.filter(study=study).order_by().values_list("coder"))
    return {study.recorded_by} | {login for (login,) in rows[0].union(*rows[1:])}


@dataclass(frozen=True)
class DualRole:
    """Somebody with a hand in the study who is also a worker of clients in it, and whether a memo speaks of that."""

    login: str
    name: str
    informants: tuple[str, ...]
    has_memo: bool


def dual_roles(study: Study, informants: Iterable[Informant]) -> list[DualRole]:
    """Return who studies the clients that he or she also serves.

    Only access in one's own right counts, whenever it was held: an emergency makes nobody a worker. A reflexive memo
    about one of these informants makes the double role visible.
    """
    clients = {one.client_id: one for one in informants if one.client_id is not None}
    if not clients:
        return []
    rows = Access.objects.filter(client_id__in=clients, worker__user__login__in=hands_in(study))
    rows = rows.exclude(kind="break_glass").order_by("worker__user__login", "client_id")
    served: dict[str, set[str]] = {}
    for login, client_id in rows.values_list("worker__user__login", "client_id"):
        served.setdefault(login, set()).add(clients[client_id].code)
    if not served:
        return []
    names = dict(User.objects.filter(login__in=served).order_by("login").values_list("login", "name"))
    told = _told(study, clients.values())
    return [
        DualRole(login, names.get(login, login), tuple(sorted(codes)), bool(codes & told.get(login, set())))
        for login, codes in served.items()
    ]


def _told(study: Study, informants: Iterable[Informant]) -> dict[str, set[str]]:
    """Return about which of these informants each author wrote a reflexive memo."""
    codes = {one.pk: one.code for one in informants}
    links = MemoLink.objects.filter(study=study, kind="informant", object_id__in=codes)
    links = links.filter(memo__kind="reflexive", memo__removed_at__isnull=True).order_by("id")
    told: dict[str, set[str]] = {}
    for author, object_id in links.values_list("memo__author", "object_id"):
        told.setdefault(author, set()).add(codes[object_id])
    return told


def memo_count(study: Study) -> int:
    """Return how many reflexive memos stand in a study."""
    return Memo.objects.filter(study=study, kind="reflexive", removed_at__isnull=True).count()
