"""What memos can be about: each kind of record says itself how it is called and which page shows it.

A later stage registers its own kinds (`register_subject(Subject("finding", …))`), so that this stage never names it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.domain.errors import N_, BadInput, NotFound
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries.codebook import code_keys, codes_of
from laras.stages.coding.queries.codings import open_to
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.evidence.queries import informants_of, sources_of

Link = tuple[str, uuid.UUID]


@dataclass(frozen=True)
class About:
    """A record a memo is about: what it is called, and the page (one id) that shows it; `page` '' for none."""

    kind: str
    object_id: uuid.UUID
    label: str
    page: str = ""
    page_id: uuid.UUID | None = None


Resolve = Callable[[Study, Collection[uuid.UUID], Actor], Iterable[About]]
Offer = Callable[[Study, Actor], Iterable[About]]


@dataclass(frozen=True)
class Subject:
    """A kind of record that memos can be about.

    `label` is a marked message in the singular; `resolve` returns those of the ids that stand in the study and are open
    to this person, `offer` those to choose from (None: linked from their own page only).
    """

    kind: str
    label: str
    resolve: Resolve
    offer: Offer | None = None


SUBJECTS: dict[str, Subject] = {}


def register_subject(subject: Subject) -> None:
    """Make a kind of record known; the same kind again takes the place of the first."""
    SUBJECTS[subject.kind] = subject


def subject_word(kind: str) -> str:
    """Return what a kind of record is called in the language of the page."""
    return _(SUBJECTS[kind].label) if kind in SUBJECTS else kind


def resolved(study: Study, links: Iterable[Link], by: Actor) -> dict[Link, About]:
    """Return what the links lead to; one that is removed, of elsewhere or hidden from `by` is not there."""
    wanted: dict[str, set[uuid.UUID]] = {}
    for kind, object_id in links:
        wanted.setdefault(kind, set()).add(object_id)
    return {
        (about.kind, about.object_id): about
        for kind, ids in sorted(wanted.items())
        if kind in SUBJECTS
        for about in SUBJECTS[kind].resolve(study, ids, by)
    }


def offered(study: Study, by: Actor) -> dict[str, list[About]]:
    """Return the records one may choose from, by kind."""
    return {kind: list(one.offer(study, by)) for kind, one in SUBJECTS.items() if one.offer is not None}


def read_link(written: str) -> Link:
    """Return kind and id of `kind:id` as it stands in an address; BadInput for anything else."""
    kind, _colon, pk = written.partition(":")
    try:
        found = uuid.UUID(pk)
    except ValueError:
        raise BadInput(N_("The link to what this memo is about is damaged. Choose it again."), field="about") from None
    return kind, found


def must_resolve(study: Study, links: Iterable[Link], by: Actor) -> Mapping[Link, About]:
    """Return what every link leads to; NotFound when one of them leads nowhere."""
    every = list(links)
    found = resolved(study, every, by)
    if any(link not in found for link in every):
        raise NotFound(N_("What this memo is about is not in this study, or not open to you."), field="about")
    return found


def _studies(study: Study, ids: Collection[uuid.UUID], by: Actor) -> list[About]:
    return [_study(study)] if study.pk in ids else []


def _study(study: Study) -> About:
    return About("study", study.pk, study.name, "evidence:study", study.pk)


def _source(source: Source) -> About:
    return About("source", source.pk, source.name, "evidence:reading", source.pk)


def _sources(study: Study, ids: Collection[uuid.UUID], by: Actor) -> list[About]:
    return [_source(one) for one in sources_of(study).filter(pk__in=ids)]


def _informant(informant: Informant) -> About:
    label = f"{informant.code} · {informant.role}"
    return About("informant", informant.pk, label, "evidence:informants", informant.study_id)


def _informants(study: Study, ids: Collection[uuid.UUID], by: Actor) -> list[About]:
    return [_informant(one) for one in informants_of(study) if one.pk in ids]


def _codes(study: Study, ids: Collection[uuid.UUID], by: Actor) -> list[About]:
    return [about for about in _every_code(study, by) if about.object_id in ids]


def _every_code(study: Study, by: Actor) -> list[About]:
    codes = codes_of(study.pk)
    keys = code_keys(codes)
    return [_code(one, keys) for one in codes]


def _code(code: Code, keys: Mapping[uuid.UUID, str]) -> About:
    return About("code", code.pk, keys[code.pk], "coding:codebook", code.study_id)


def _codings(study: Study, ids: Collection[uuid.UUID], by: Actor) -> list[About]:
    rows = open_to(Coding.objects.filter(study=study, pk__in=ids), by)
    found = rows.order_by("id").values_list("pk", "code__name", "source_id", "source__name")
    return [
        About("coding", pk, f"{code} · {source}", "evidence:reading", source_id)
        for pk, code, source_id, source in found
    ]


register_subject(Subject("study", N_("Study"), _studies, lambda study, by: [_study(study)]))
register_subject(Subject("source", N_("Source"), _sources, lambda study, by: [_source(s) for s in sources_of(study)]))
register_subject(
    Subject("informant", N_("Informant"), _informants, lambda study, by: map(_informant, informants_of(study)))
)
register_subject(Subject("code", N_("Code"), _codes, _every_code))
register_subject(Subject("coding", N_("Coding"), _codings))
