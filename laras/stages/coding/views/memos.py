"""Memos: the list with its filters, one memo, writing and changing, what it is about."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.toast import saved
from laras.stages.coding.actions import memos as actions
from laras.stages.coding.forms import LinkForm, MemoFilterForm, MemoForm, NewMemoForm, subject_choices
from laras.stages.coding.models import MEMO_KINDS, Memo
from laras.stages.coding.queries import memos as queries
from laras.stages.coding.queries.memo_words import MEMO_KIND_WORDS, NOTE, NOTE_WORD
from laras.stages.coding.queries.reflexivity import Reflected, memos_per_week, reflexivity
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import did, study_frame

PER_PAGE = 25
SHORT = 80
WEEKS_SHOWN = 24
KIND_WORDS = {**MEMO_KIND_WORDS, NOTE: NOTE_WORD}
UNDER = "coding:memos"


def memos(request: LarasRequest, study: Study) -> HttpResponse:
    """Show memos and the notes on codings, newest first, narrowed by what was chosen."""
    by, removed = request.actor, "removed" in request.GET
    choices = subject_choices(queries.offered(study, by))
    form = MemoFilterForm(request.GET, authors=queries.memo_authors(study, by), choices=choices)
    wanted = form.filters(removed=removed)
    found = queries.memo_entries(study, wanted, by)
    page = Paginator(found.found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(entry) for entry in queries.entries_on(study, page.object_list, by)]
    reflected = [] if removed else [_reflected(one) for one in reflexivity(study)]
    context = study_frame(
        request,
        study,
        form=form,
        page=page,
        rows=rows,
        counts=_counts(found, wanted.kind),
        narrowed=any(request.GET.get(name) for name in form.fields),
        removed=removed,
        reflected=reflected,
        on_time=sum(one["status"] == "on_time" for one in reflected),
        weeks=[] if removed else memos_per_week(study)[:WEEKS_SHOWN],
        may_write=by.may("coding.memo"),
    )
    return render(request, "coding/memo_list.html", context)


def _row(entry: queries.MemoEntry) -> dict[str, Any]:
    word, icon = KIND_WORDS[entry.kind]
    first = entry.title or Truncator(" ".join(entry.words.split())).chars(SHORT)
    return {"entry": entry, "kind": word, "icon": icon, "title": first, "about": [_linked(one) for one in entry.about]}


def _linked(about: queries.About) -> dict[str, str]:
    url = reverse(about.page, args=[about.page_id]) if about.page else ""
    written = f"{about.kind}:{about.object_id}"
    return {"label": about.label, "kind": queries.subject_word(about.kind), "url": url, "link": written}


def _counts(found: queries.MemoPage, chosen: str) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "word": word, "icon": icon, "n": found.counts[kind], "chosen": kind == chosen}
        for kind, (word, icon) in KIND_WORDS.items()
        if found.counts[kind] or kind == chosen
    ]


def _reflected(one: Reflected) -> dict[str, Any]:
    hours = None if one.hours is None else round(one.hours)
    return {"source": one.source, "memo": one.memo, "hours": hours, "status": one.status}


def new_memo(request: LarasRequest, study: Study) -> HttpResponse:
    """Write a memo about the study, or about the records the address names (`?about=source:…`)."""
    by = request.actor
    given = request.POST if request.method == "POST" else request.GET
    links = list(dict.fromkeys(queries.read_link(one) for one in given.getlist("about")))
    about = queries.must_resolve(study, links, by)
    kind = given.get("kind", "")
    form = NewMemoForm(
        request.POST or None,
        choices=subject_choices(queries.offered(study, by)),
        initial={"kind": kind if kind in MEMO_KINDS else "analytic"},
    )
    made = attempt(form, lambda: _written(study, form, links, request)) if request.method == "POST" else None
    if made is not None:
        saved(request, undo=reverse("coding:remove_memo", args=[made.pk]))
        return redirect("coding:memo", made.pk)
    context = study_frame(request, study, under=UNDER, form=form, about=[_linked(about[one]) for one in links])
    return render(request, "coding/memo_form.html", context)


def _written(study: Study, form: NewMemoForm, links: list[queries.Link], request: LarasRequest) -> Memo:
    given = typed(form)
    also = given.pop("also")
    every = [*links, queries.read_link(also)] if also else links
    memo: Memo = actions.add_memo(study, **given, links=every, by=request.actor)
    return memo


def memo(request: LarasRequest, memo: Memo) -> HttpResponse:
    """Show one memo with what it is about and what it said before."""
    _must_be_open_to(request, memo)
    by, study = request.actor, memo.study
    links = queries.links_of([memo]).get(memo.pk, [])
    named = queries.resolved(study, links, by)
    mine = memo.author == by.login and by.may("coding.memo")
    known = [_linked(named[link]) for link in links if link in named]
    choices = subject_choices(queries.offered(study, by)) if mine and memo.removed_at is None else []
    word, icon = MEMO_KIND_WORDS[memo.kind]
    context = study_frame(
        request,
        study,
        under=UNDER,
        memo=memo,
        kind=word,
        kind_icon=icon,
        about=known,
        lost=len(links) - len(known),
        earlier=[_version(one) for one in reversed(memo.earlier or [])],
        mine=mine,
        form=LinkForm(choices=choices) if choices else None,
    )
    return render(request, "coding/memo.html", context)


def _version(kept: dict[str, str]) -> dict[str, Any]:
    word, _icon = MEMO_KIND_WORDS.get(kept.get("kind", ""), ("", ""))
    return {**kept, "at": parse_datetime(kept["at"]), "kind": word}


def edit_memo(request: LarasRequest, memo: Memo) -> HttpResponse:
    """Change one's own memo; what it said before is kept."""
    _must_be_open_to(request, memo)
    initial = {"kind": memo.kind, "title": memo.title, "text": memo.text}
    form = MemoForm(request.POST or None, initial=initial)
    if did(request, form, lambda: actions.change_memo(memo, **typed(form), by=request.actor)):
        saved(request)
        return redirect("coding:memo", memo.pk)
    context = study_frame(request, memo.study, under=UNDER, form=form, memo=memo)
    return render(request, "coding/memo_form.html", context)


@require_POST
def link_memo(request: LarasRequest, memo: Memo) -> HttpResponse:
    """Link a memo to one more record, or (`away`) no longer to one."""
    _must_be_open_to(request, memo)
    if "away" in request.POST:
        actions.unlink_memo(memo, link=queries.read_link(request.POST["away"]), by=request.actor)
    else:
        actions.link_memo(memo, link=queries.read_link(request.POST.get("about", "")), by=request.actor)
    saved(request)
    return redirect("coding:memo", memo.pk)


@require_POST
def remove_memo(request: LarasRequest, memo: Memo) -> HttpResponse:
    """Take a memo out of the lists."""
    _must_be_open_to(request, memo)
    actions.remove_memo(memo, by=request.actor)
    saved(request, _("The memo was removed. It can be restored."), undo=reverse("coding:restore_memo", args=[memo.pk]))
    return redirect("coding:memos", memo.study_id)


@require_POST
def restore_memo(request: LarasRequest, memo: Memo) -> HttpResponse:
    """Take a memo back."""
    _must_be_open_to(request, memo)
    actions.restore_memo(memo, by=request.actor)
    saved(request, _("The memo is back."))
    return redirect("coding:memo", memo.pk)


def _must_be_open_to(request: LarasRequest, memo: Memo) -> None:
    """A memo that was removed is open to its author alone; what would sway a blind reading is not there yet."""
    theirs = memo.author == request.actor.login
    if not theirs and (memo.removed_at is not None or queries.memo_is_hidden(memo, request.actor)):
        raise Http404
