"""What the workspace asks besides: others' codings as they come, a code of the words selected, codings made one."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from laras.base.gate.http import LarasRequest
from laras.domain.errors import BadInput
from laras.stages.coding import actions, queries
from laras.stages.coding.models import Coding
from laras.stages.coding.tables import code_name, coding_json
from laras.stages.coding.views.coding import MALFORMED, answered, json_values, must_be_open_to, number
from laras.stages.evidence.models import Source
from laras.stages.evidence.views.source import must_be_open


@require_GET
def changes(request: LarasRequest, source: Source) -> HttpResponse:
    """Return what others did since `?since=`; 304 where nothing changed, so that asking often costs little."""
    stamp = queries.stamp_of_others(source, request.actor)
    if request.headers.get("If-None-Match") == stamp:
        return HttpResponse(status=304)
    must_be_open(source, with_text=True)
    found = queries.changes_since(source, _moment(request.GET.get("since", "")), request.actor)
    keys = queries.keys_in(source.study) if found.changed else {}
    answer = JsonResponse(
        {
            "changed": [coding_json(one, keys[one.code_id], request.actor) for one in found.changed],
            "there": [str(pk) for pk in sorted(found.there)],
            "until": found.until.isoformat(),
        }
    )
    answer.headers["ETag"] = stamp
    return answer


def _moment(given: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(given)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@require_POST
def in_vivo(request: LarasRequest, source: Source) -> HttpResponse:
    """Make a code of the words selected and give it: JSON {start, end, name, parent, polarity, giver} in."""

    def deed() -> Coding:
        given = json_values(request)
        parent = str(given.get("parent") or "")
        made: Coding = actions.code_in_vivo(
            source,
            start=number(given, "start"),
            end=number(given, "end"),
            name=str(given.get("name") or ""),
            parent=queries.find_code(source.study_id, parent) if parent else None,
            polarity=str(given.get("polarity") or "given"),
            giver=str(given.get("giver") or "worker"),
            by=request.actor,
        )
        return made

    return answered(request, deed, more=lambda made: {"code_name": code_name(made.code)})


@require_POST
def merge_codings(request: LarasRequest, coding: Coding) -> HttpResponse:
    """Make one coding of several: JSON {others: [id, …]} in."""
    must_be_open_to(request, coding)

    def deed() -> Coding:
        try:
            others = [uuid.UUID(str(one)) for one in json_values(request)["others"]]
        except (KeyError, TypeError, ValueError):
            raise BadInput(MALFORMED) from None
        made: Coding = actions.merge_codings(coding, others=others, by=request.actor)
        return made

    return answered(request, deed)
