"""Making a proposal and writing its parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete
from laras.domain.groupwork.programme import Shipped, sahabat_dengar
from laras.domain.groupwork.terms import GROUP_TYPES, SECTIONS
from laras.domain.texts import LANGUAGES
from laras.domain.wording import stigma
from laras.stages.evidence.models import Study
from laras.stages.programmes.actions._content import copy_tables, fill_tables
from laras.stages.programmes.actions._row import locked_programme, note_step
from laras.stages.programmes.models import Programme
from laras.stages.programmes.queries import background
from laras.stages.programmes.rules import must_be_open

PATTERNS = ("sahabat_dengar", "blank")
LONGEST_SECTION = 20_000


@action("programmes.edit")
def propose(
    study: Study | None = None,
    *,
    title: str = "",
    pattern: str = "sahabat_dengar",
    language: str = "id",
    by: Actor,
) -> Programme:
    """Make a draft, from the appraisal of `study` where there is one; *Sahabat Dengar* fills in the rest."""
    if pattern not in PATTERNS or language not in LANGUAGES:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=pattern, field="pattern")
    shipped = sahabat_dengar() if pattern == "sahabat_dengar" else None
    name = title.strip() or (shipped.title.get(language) if shipped else "")
    if not name:
        raise Incomplete(N_("Give the programme a name."), field="title")
    programme = Programme(
        facility=by.facility,
        study=study,
        title=name,
        language=language,
        proposed_by=by.login,
        proposer=by.name,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    _write(programme, study, shipped)
    programme.save(force_insert=True)
    if shipped:
        fill_tables(programme, shipped)
    note_step(programme, "create", by=by)
    return programme


def _write(programme: Programme, study: Study | None, shipped: Shipped | None) -> None:
    """Fill in aspect, sections and evidence; the gap of the study stands before the shipped background."""
    language = programme.language
    text = {code: words.get(language) for code, words in shipped.sections.items()} if shipped else {}
    programme.aspect = shipped.aspect if shipped else ""
    if study is not None:
        found = background(study, language)
        programme.aspect = found.aspect or programme.aspect
        programme.evidence = found.evidence
        text["background"] = "\n\n".join(part for part in (found.text, text.get("background", "")) if part)
    programme.text = text


@action("programmes.edit")
def write_section(programme: Programme, *, section: str, text: str, by: Actor) -> Programme:
    """Write one of the thirteen sections of an open proposal."""
    if section not in SECTIONS:
        raise BadInput(N_("There is no part “{code}”. Choose one of the thirteen."), code=section)
    if len(text) > LONGEST_SECTION:
        raise BadInput(N_("This is too long: at most {n} characters. Shorten it."), n=LONGEST_SECTION, field="text")
    hurting = next((flag for flag in stigma(text) if flag.blocks), None)
    if hurting is not None:
        raise BadInput(
            N_("“{word}” hurts people; only a quote keeps it. {advice}"),
            word=hurting.term,
            advice=hurting.advice,
            field="text",
        )
    kept = locked_programme(programme)
    must_be_open(kept)
    kept.text = {**kept.text, section: text.strip().replace("\r\n", "\n")}
    kept.save(update_fields=["text"])
    return kept


@action("programmes.edit")
def keep_evidence(programme: Programme, *, findings: Collection[str], by: Actor) -> Programme:
    """Keep these findings (by their text) behind the background and let the others go."""
    kept = locked_programme(programme)
    must_be_open(kept)
    kept.evidence = [row for row in kept.evidence if row["finding"] in findings]
    kept.save(update_fields=["evidence"])
    return kept


@action("programmes.edit")
def name_programme(programme: Programme, *, title: str, group_type: str, aspect: str, by: Actor) -> Programme:
    """Change the name, the kind of group and the aspect an open proposal answers."""
    kept = locked_programme(programme)
    must_be_open(kept)
    if not title.strip():
        raise Incomplete(N_("Give the programme a name."), field="title")
    if group_type not in GROUP_TYPES:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=group_type, field="group_type")
    kept.title, kept.group_type, kept.aspect = title.strip(), group_type, aspect
    kept.save(update_fields=["title", "group_type", "aspect"])
    return kept


@action("programmes.edit")
def revise(programme: Programme, *, by: Actor) -> Programme:
    """Make a new draft out of a decided proposal; groups stay with the version they were begun with."""
    if programme.state not in ("approved", "retired"):
        raise BadInput(N_("Only a decided proposal is revised. Edit this one."))
    copied: Mapping[str, Any] = {
        name: getattr(programme, name)
        for name in ("study_id", "title", "aspect", "group_type", "language", "text", "evidence")
    }
    draft = Programme(
        facility=by.facility,
        previous=programme,
        version=programme.version + 1,
        proposed_by=by.login,
        proposer=by.name,
        recorded_at=clock.now(),
        recorded_by=by.login,
        **copied,
    )
    draft.save(force_insert=True)
    copy_tables(programme, draft)
    note_step(draft, "create", by=by)
    return draft
