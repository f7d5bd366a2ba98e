"""What may be done with the words of each source today: of whoever spoke, of whoever is told of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from laras.base.store import clock
from laras.domain.errors import N_, NotConsented
from laras.stages.evidence.models import Informant, ResearchConsent, Source, Study
from laras.stages.evidence.queries.consents import in_order, newest_general, states_of
from laras.stages.evidence.queries.speakers import NO_CODES
from laras.stages.evidence.rules import SHUT, SPEAKS, Allowed, ConsentState, allowed, strictest
from laras.stages.people.models import Client
from laras.stages.people.queries import current_consents

CLOSED_TEXT = N_(
    "Somebody who speaks in this text said no, or withdrew. Its words are not shown, quoted or handed out any more."
)
NOBODY = Allowed("agreed", record=True, quote=True, share=True)
NO_LONGER = Allowed("withdrawn")


@dataclass(frozen=True)
class _Voices:
    """What the informants said, read once: their codes, general answers and states, and answers about one source."""

    codes: dict[str, uuid.UUID]
    general: dict[uuid.UUID, ResearchConsent]
    states: dict[uuid.UUID, ConsentState]
    about: dict[tuple[uuid.UUID, uuid.UUID], ResearchConsent]

    def of(self, source: Source) -> Allowed | None:
        """Return what everybody heard in a source allows together, None when nobody in particular speaks."""
        return strictest(self._allows(pk, source) for pk in self._heard(source))

    def _allows(self, pk: uuid.UUID | None, source: Source) -> Allowed:
        if pk is None:
            return Allowed("none")
        return allowed(
            self.states.get(pk, "none"), self.general.get(pk), self.about.get((pk, source.pk)), clock.today()
        )

    def _heard(self, source: Source) -> list[uuid.UUID | None]:
        """Return who speaks in a source; None for a code of a group talk that is nobody's."""
        found: list[uuid.UUID | None] = [source.informant_id] if source.informant_id else []
        return found + [self.codes.get(code) for code in codes_present(source)]


NO_VOICES = _Voices({}, {}, {}, {})


def codes_present(source: Source) -> list[str]:
    """Return the codes of the informants of a group talk and of its speakers; never opens the text."""
    present = list(source.setting.get("informants", ())) if source.kind == "fgd" else []
    speaking = [code for code in source.speakers.values() if code not in NO_CODES]
    return list(dict.fromkeys([*present, *speaking]))


def _voices(informants: QuerySet[Informant]) -> _Voices:
    rows = list(informants.order_by("code"))
    general = newest_general(rows)
    narrower = ResearchConsent.objects.filter(informant__in=[one.pk for one in rows], source__isnull=False)
    about = {(row.informant_id, row.source_id): row for row in in_order(narrower) if row.source_id}
    return _Voices({one.code: one.pk for one in rows}, general, states_of(rows, general), about)


def _drawn_from(source: Source) -> list[uuid.UUID]:
    """Return the clients whose entries a source holds; opens its circumstances, never its text."""
    return [uuid.UUID(pk) for pk in source.setting.get("clients", [])] if source.kind == "case_entries" else []


def _permitted(sources: Iterable[Source], voices: _Voices) -> dict[uuid.UUID, Allowed]:
    rows = list(sources)
    drawn = {row.pk: _drawn_from(row) for row in rows}
    clients = {pk for found in drawn.values() for pk in found}
    # A client may have been merged into another record since; the consent then stands there.
    kept = _kept_now(clients)
    agreed = set(current_consents(set(kept.values()), "research")) if clients else set()
    return {
        row.pk: (voices.of(row) or NOBODY) if all(kept.get(pk) in agreed for pk in drawn[row.pk]) else NO_LONGER
        for row in rows
    }


def _kept_now(clients: set[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    if not clients:
        return {}
    kept = {pk: pk for pk in clients}
    rows = Client.objects.filter(pk__in=clients, merged_into__isnull=False).values_list("pk", "merged_into_id")
    moved = {pk: into for pk, into in rows.order_by("id") if into is not None}
    for pk, now in kept.items():
        last = now
        while last in moved:
            last = moved[last]
        kept[pk] = last
    return kept


def source_permissions(study: Study) -> dict[uuid.UUID, Allowed]:
    """Return what is allowed for each source of a study that was not removed; a constant number of queries.

    Where nobody in particular speaks, everything; of a group talk what everybody in it allows.
    """
    rows = Source.objects.filter(study=study, removed_at__isnull=True).only(
        "id", "facility_id", "kind", "informant_id", "setting", "speakers"
    )
    return _permitted(rows.order_by("position", "id"), _voices(Informant.objects.filter(study=study)))


def heard_in(source: Source) -> list[Informant]:
    """Return whose words a source holds, by code; opens no name."""
    return list(_heard(source).order_by("code"))


def _heard(source: Source) -> QuerySet[Informant]:
    codes = Q(study_id=source.study_id, code__in=codes_present(source))
    return Informant.objects.filter(Q(pk=source.informant_id) | codes)


def source_permission(source: Source) -> Allowed:
    """Return what is allowed for one source; asked with every coding, so without a query where nobody speaks."""
    speaks = source.informant_id is not None or codes_present(source)
    return _permitted([source], _voices(_heard(source)) if speaks else NO_VOICES)[source.pk]


def quotable_source_ids(study: Study) -> set[uuid.UUID]:
    """Return the sources whose words may be shown: see `is_quotable`; a constant number of queries."""
    return {pk for pk, found in source_permissions(study).items() if found.state in SPEAKS}


def unsettled_source_ids(study: Study) -> set[uuid.UUID]:
    """Return the sources of informants who have not been asked for consent yet: quotable, but to be told."""
    return {pk for pk, found in source_permissions(study).items() if found.state == "none"}


def shareable_source_ids(study: Study) -> set[uuid.UUID]:
    """Return the sources whose texts may leave the study: quotable, and everybody in them allowed sharing.

    Whoever was not asked has not agreed; entries about clients are for the study alone.
    """
    kept_here = Source.objects.filter(study=study, kind="case_entries").order_by().values_list("pk", flat=True)
    given = {pk for pk, found in source_permissions(study).items() if found.state == "agreed" and found.share}
    return given - set(kept_here)


def shut_source_ids(study: Study) -> set[uuid.UUID]:
    """Return the sources that nobody reads any more: somebody in them said no, or withdrew."""
    return {pk for pk, found in source_permissions(study).items() if found.state in SHUT}


def is_quotable(source: Source) -> bool:
    """Tell whether words of this source may be shown as a quote.

    Without an informant always, except entries of a client who no longer agrees to research. With one: while nobody
    has asked yet (not settled, to be told) or a consent with quoting holds; never after a no, a withdrawal or the
    last day of the consent. In a group talk everybody has a say.
    """
    return source_permission(source).state in SPEAKS


def is_shut(source: Source) -> bool:
    """Tell whether the text itself is closed: somebody in it said no, or withdrew. It is neither read nor coded."""
    if source.kind != "case_entries" and not _anybody_may_have_closed(source.study_id):
        return False
    return source_permission(source).state in SHUT


def _anybody_may_have_closed(study_id: uuid.UUID) -> bool:
    """Tell whether somebody of a study ever said no or withdrew, here or (a client) elsewhere; one query.

    Asked at every coding, where nearly always nobody has; whose words it closes takes more.
    """
    said_no = Q(consents__agreed=False) | Q(consents__withdrawn_at__isnull=False) | Q(client__isnull=False)
    return Informant.objects.filter(said_no, study_id=study_id).exists()


def may_share_source(source: Source) -> bool:
    """Tell whether the text of this source may leave the study."""
    found = source_permission(source)
    return source.kind != "case_entries" and found.state == "agreed" and found.share


def must_be_readable(source: Source) -> None:
    """Raise NotConsented for a source whose text is closed (`is_shut`)."""
    if is_shut(source):
        raise NotConsented(CLOSED_TEXT)
