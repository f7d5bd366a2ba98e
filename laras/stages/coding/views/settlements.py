"""Where two people judged differently, and how they settle it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.ui.toast import saved
from laras.stages.coding import actions, queries
from laras.stages.coding.forms import DifferenceFilter, SettleForm
from laras.stages.coding.forms.rounds import ROUND_WORDS
from laras.stages.coding.models import Round, Settlement
from laras.stages.coding.queries import Difference
from laras.stages.coding.tables import PassageRow, code_choices, code_groups, passage_rows
from laras.stages.coding.tables_agreement import around, difference_rows, outcome_words, settled_words
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import quotable_source_ids
from laras.stages.evidence.views.frame import did, study_frame

PER_PAGE = 20
AGREEMENT = "coding:agreement"


def disagreements(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the passages that were judged differently, both judgements side by side, and how each was settled."""
    form, row, every = _found(request, study)
    found = _narrowed(every, form)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    rows = difference_rows(_passages(request, study, shown), shown)
    context = study_frame(
        request,
        study,
        form=form,
        page=page,
        rows=[(one, _address(study, row, one.difference)) for one in rows],
        settled=sum(one.settlement is not None for one in every),
        every=len(every),
        next_url=_address(study, row, queries.next_open(found)),
        round=row,
        may_code=request.actor.may("coding.code"),
    )
    return render(request, "coding/disagreements.html", context)


def _found(request: LarasRequest, study: Study) -> tuple[DifferenceFilter, Round | None, list[Difference]]:
    """Return the filter, the round that is meant, and its differences; the newest round without a word."""
    rounds = [row for row in queries.rounds_of(study) if row.cancelled_at is None]
    names = {str(row.number): _("Round {n}: {kind}").format(n=row.number, kind=ROUND_WORDS[row.kind]) for row in rounds}
    names["1"] = _("Round 1, everybody")
    asked = request.GET.get("putaran", "")
    number = asked if asked in names else next(iter(names))
    row = next((one for one in rounds if str(one.number) == number), None)
    every = queries.differences(study, request.actor, row)
    keys = queries.keys_in(study)
    used = {code.pk: code for one in every for code in one.passage.codes}
    codes = sorted((keys[pk], str(pk)) for pk in used)
    form = DifferenceFilter(
        {**request.GET.dict(), "putaran": number},
        rounds=list(names.items()),
        codes=[(pk, key) for key, pk in codes],
    )
    return form, row, every


def _narrowed(every: Iterable[Difference], form: DifferenceFilter) -> list[Difference]:
    code, kind, state = (form.value(name) for name in ("kode", "beda", "keadaan"))
    return [
        one
        for one in every
        if (not code or code in {str(each.pk) for each in one.passage.codes})
        and (not kind or one.passage.difference == kind)
        and (not state or (one.settlement is not None) == (state == "settled"))
    ]


def _address(study: Study, row: Round | None, one: Difference | None) -> str:
    """Return where a difference is settled, '' for none."""
    if one is None:
        return ""
    place = {"putaran": row.number if row else 1, "sumber": one.passage.source_id, "mulai": one.passage.start}
    return f"{reverse('coding:settle', args=[study.pk])}?{urlencode(place)}"


def _passages(request: LarasRequest, study: Study, shown: list[Difference]) -> list[PassageRow]:
    """Return the passages as drawn; whose words are shown is noted."""
    ids = {one.passage.source_id for one in shown}
    sources = {one.pk: one for one in Source.objects.filter(pk__in=ids).select_related("informant").order_by("id")}
    for source in sources.values():
        if source.informant is not None and source.informant.client_id:
            request.shown.append(str(source.informant.client_id))
        if source.kind == "case_entries":
            request.shown.extend(source.setting.get("clients", []))
    passages = [one.passage for one in shown]
    return passage_rows(passages, queries.keys_in(study), sources, quotable_source_ids(study), request.actor)


def settle(request: LarasRequest, study: Study) -> HttpResponse:
    """Settle one passage; the next one that is not settled follows by itself."""
    _filter, row, every = _found(request, study)
    chosen = _chosen(request, every)
    if chosen is None:
        return redirect(f"{reverse('coding:disagreements', args=[study.pk])}?putaran={row.number if row else 1}")
    passage = chosen.passage
    drawn = _passages(request, study, [chosen])[0]
    form = _form(request, study, row, chosen)
    after = _address(study, row, queries.next_open(every, chosen))
    if did(request, form, lambda: _settled(request, study, row, chosen, form)):
        saved(request, _("Settled. Both judgements stay as they were."))
        return redirect(
            after or f"{reverse('coding:disagreements', args=[study.pk])}?putaran={row.number if row else 1}"
        )
    before, behind = around(drawn.source, passage) if drawn.quotable else ("", "")
    context = study_frame(
        request,
        study,
        under=AGREEMENT,
        row=drawn,
        difference=chosen,
        settled_words=settled_words(chosen.settlement, passage) if chosen.settlement else "",
        before=before,
        behind=behind,
        form=form,
        after=after,
        place=every.index(chosen) + 1,
        every=len(every),
        settled=sum(one.settlement is not None for one in every),
        round=row,
    )
    return render(request, "coding/settle.html", context)


def _chosen(request: LarasRequest, every: list[Difference]) -> Difference | None:
    wanted = request.GET.get("sumber", ""), request.GET.get("mulai", "")
    named = next((one for one in every if (str(one.passage.source_id), str(one.passage.start)) == wanted), None)
    return named if named or any(wanted) else queries.next_open(every)


def _form(request: LarasRequest, study: Study, row: Round | None, chosen: Difference) -> SettleForm:
    coders = [row.first_coder, row.second_coder] if row else [side.coder for side in chosen.passage.sides]
    people = dict.fromkeys(coders)
    here = dict(queries.coders_here(request.actor))
    return SettleForm(
        request.POST or None,
        outcomes=list(outcome_words(chosen.passage).items()),
        codes=code_choices(code_groups(queries.codebook(study, request.actor))),
        people=[(name, here.get(name, name)) for name in {**people, **dict.fromkeys(here)}],
        initial={"settled_by": list(people)},
    )


def _settled(
    request: LarasRequest, study: Study, row: Round | None, chosen: Difference, form: SettleForm
) -> Settlement:
    given: dict[str, Any] = dict(form.cleaned_data)
    key = given.pop("code")
    made: Settlement = actions.settle(
        Source.objects.get(pk=chosen.passage.source_id),
        **given,
        start=chosen.passage.start,
        round=row,
        code=queries.find_code(study.pk, key) if key else None,
        by=request.actor,
    )
    return made


@require_POST
def undo_settlement(request: LarasRequest, settlement: Settlement) -> HttpResponse:
    """Take a settlement back."""
    actions.undo_settlement(settlement, by=request.actor)
    saved(request, _("The passage is open again."))
    number = settlement.round.number if settlement.round else 1
    place = {"putaran": number, "sumber": settlement.source_id, "mulai": settlement.start}
    return redirect(f"{reverse('coding:settle', args=[settlement.study_id])}?{urlencode(place)}")
