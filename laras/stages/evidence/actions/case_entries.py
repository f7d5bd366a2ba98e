"""Entries of the support log as one source, for those who agreed that research may read them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils import timezone

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.aspects import POLARITY_LABELS, indicator
from laras.domain.errors import N_, BadInput, Incomplete, NotConsented
from laras.stages.evidence.actions.source import add_source
from laras.stages.evidence.models import Source, Study
from laras.stages.people.models import Client
from laras.stages.people.queries import current_consents, kept_records
from laras.stages.people.rules import must_be_of_home
from laras.stages.support.models import SupportAct

MOST_ACTS = 5_000
SHORTEST_NAME = 3


@action("evidence.import")
def draw_case_entries(
    study: Study, *, clients: Sequence[Client], since: dt.datetime, until: dt.datetime, by: Actor
) -> Source:
    """Draw the acts of `clients` from `since` until before `until` in as one source, one paragraph an act.

    Only of clients whose consent to research holds (NotConsented names the first number without one). Names become
    client numbers. What was taken back is left out. The ids of acts and clients are kept in `source.setting`.
    """
    if not clients:
        raise Incomplete(N_("Choose at least one person."), field="clients")
    for client in clients:
        must_be_of_home(client, by)
    if since >= until:
        raise BadInput(N_("The last day lies before the first day. Change one of them."), field="until")
    agreed = current_consents([client.pk for client in clients], "research")
    without = next((client for client in clients if client.pk not in agreed), None)
    if without is not None:
        raise NotConsented(
            N_("{number} has not agreed to research, or has withdrawn. Leave this person out."), number=without.number
        )
    acts = _acts(clients, since, until)
    text = _text(acts, clients, by)
    first, last = (timezone.localtime(moment).date() for moment in (since, until - dt.timedelta(microseconds=1)))
    source: Source = add_source(
        study,
        name=_free_name(study, first, last),
        kind="case_entries",
        text=text,
        happened_at=max(act.happened_at for act in acts),
        recorder=by.name,
        setting={
            "clients": [str(client.pk) for client in clients],
            "acts": [str(act.pk) for act in acts],
            "since": since.isoformat(),
            "until": until.isoformat(),
        },
        by=by,
    )
    return source


def _acts(clients: Sequence[Client], since: dt.datetime, until: dt.datetime) -> list[SupportAct]:
    ids = kept_records([client.pk for client in clients])
    rows = SupportAct.objects.filter(client_id__in=ids, happened_at__gte=since, happened_at__lt=until)
    acts = list(rows.filter(undone_at__isnull=True).order_by("happened_at", "id")[: MOST_ACTS + 1])
    if not acts:
        raise Incomplete(N_("There are no entries in these days. Choose other days."), field="since")
    if len(acts) > MOST_ACTS:
        raise BadInput(N_("There are more than {n} entries. Choose fewer days or people."), n=MOST_ACTS, field="since")
    return acts


def _text(acts: Sequence[SupportAct], clients: Sequence[Client], by: Actor) -> str:
    """One paragraph an act: number, moment, indicator, direction, note and response, in the language of the home."""
    kept = kept_records([client.pk for client in clients])
    numbers = {client.pk: client.number for client in clients}
    everybody = Masks(Client.objects.filter(facility_id=by.facility_id).order_by("number"))
    paragraphs = []
    for act in acts:
        number = numbers[kept[act.client_id]]
        local = timezone.localtime(act.happened_at)
        head = f"{number}, {local:%d-%m-%Y %H.%M}. {indicator(act.indicator).label.id}"
        parts = [f"{head} ({POLARITY_LABELS[act.polarity].id})."]
        parts += [everybody.mask(words, own=act.client_id) for words in (act.note, act.response) if words]
        paragraphs.append(" ".join(" ".join(parts).split()))
    return "\n\n".join(paragraphs)


def _free_name(study: Study, first: dt.date, last: dt.date) -> str:
    """Two drawings of the same days are two sources; the second one is numbered."""
    name = f"Catatan dukungan {first:%d-%m-%Y} – {last:%d-%m-%Y}"
    taken = set(Source.objects.filter(study=study, removed_at__isnull=True).values_list("name", flat=True))
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


class Masks:
    """Names of the home's clients and the numbers that stand for them.

    Whole names of everybody are replaced, single words of a name only in entries about that person: elsewhere the
    same word may well be no name.
    """

    def __init__(self, clients: Iterable[Client]) -> None:
        self._numbers: dict[str, str] = {}
        self._words: dict[UUID, dict[str, str]] = defaultdict(dict)
        for client in clients:
            names = [name.strip() for name in (client.full_name, client.short_name) if name.strip()]
            self._numbers.update({name.casefold(): client.number for name in names if len(name) >= SHORTEST_NAME})
            words = {word.strip(".,") for name in names for word in name.split()}
            self._words[client.pk] = {w.casefold(): client.number for w in words if len(w) >= SHORTEST_NAME}
        self._everybody = _pattern(self._numbers)

    def mask(self, text: str, *, own: UUID) -> str:
        """Return `text` with names replaced by numbers, long names first."""
        masked = self._replace(self._everybody, self._numbers, text)
        words = self._words.get(own, {})
        return self._replace(_pattern(words), words, masked)

    @staticmethod
    def _replace(pattern: re.Pattern[str] | None, numbers: dict[str, str], text: str) -> str:
        return pattern.sub(lambda found: numbers[found.group().casefold()], text) if pattern else text


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    if not longest_first:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
