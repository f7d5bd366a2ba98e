"""A study goes out as a project, comes into an empty study, and goes out again: nothing the standard carries is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laras.base.access.actor import Actor
from laras.doors.exchange import actions
from laras.doors.exchange.refi.write import Tool
from laras.stages.coding.actions import NewCode, NewCoding, add_codes, add_codings
from laras.stages.coding.actions.memos import NewMemo, add_memos
from laras.stages.coding.models import MEMO_KINDS, Code, Coding, Memo, MemoLink
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NUMBERS = count(1)
# Emoji, a family of joined ones, combining marks, right-to-left, a rare script, CRLF, tabs, what XML escapes.
PIECES = ("Ibu ", "😀", "👨‍👩‍👧", "é", "क्षि", "שלום ", "𐍈", "\r\n", "\n", "\t", "<&>\"' ", "datang. ", " ")
TEXT = st.lists(st.sampled_from(PIECES), min_size=3, max_size=25).map("".join).filter(lambda text: bool(text.strip()))
NAME = (
    st.text(st.sampled_from("abc é😀"), min_size=1, max_size=12).map(lambda name: " ".join(name.split())).filter(bool)
)


@dataclass(frozen=True)
class Made:
    """What a study is to hold: texts; passages as (text, start, end, code, coder), memos as (kind, what it is about)."""

    texts: Sequence[str]
    passages: Sequence[tuple[int, float, float, int, str]]
    memos: Sequence[tuple[str, str, str]]
    traits: Sequence[dict[str, str]]


@st.composite
def studies(draw: st.DrawFn) -> Made:
    texts = draw(st.lists(TEXT, min_size=1, max_size=3))
    share = st.floats(0, 1)
    passage = st.tuples(
        st.integers(0, len(texts) - 1), share, share, st.integers(0, 2), st.sampled_from(["peneliti", "joko (contoh)"])
    )
    memo = st.tuples(
        st.sampled_from(MEMO_KINDS), NAME, st.sampled_from(["study", "source", "code", "coding", "person"])
    )
    traits = st.dictionaries(NAME.map(lambda name: f"Ciri {name}"), NAME, max_size=2)
    return Made(
        texts,
        draw(st.lists(passage, max_size=8)),
        draw(st.lists(memo, max_size=4)),
        draw(st.lists(traits, min_size=len(texts), max_size=len(texts))),
    )


def build(made: Made, by: Actor) -> Study:
    study: Study = evidence.create_study(name=f"Asal {next(NUMBERS)} (contoh)", by=by)
    codes = add_codes(study, codes=[NewCode(f"kode {n}", definition=f"arti {n}") for n in range(3)], by=by)
    sources = []
    for number, (text, traits) in enumerate(zip(made.texts, made.traits, strict=True), start=1):
        person = evidence.add_informant(study, code=f"P{number}", role="Keluarga", years=number, name="Rahasia", by=by)
        person.traits = traits
        person.save()
        sources.append(
            evidence.add_source(study, name=f"W{number}", kind="interview", text=text, informant=person, by=by)
        )
    news = {}
    for at, first, second, code, coder in made.passages:
        text = sources[at].text
        start, end = sorted((round(first * len(text)), round(second * len(text))))
        if start < end:
            new = NewCoding(sources[at], start, end, codes[code], coder=coder, exact=True)
            news[at, start, end, code, coder] = new
    codings = add_codings(study, codings=list(news.values()), by=by)
    about: dict[str, list[tuple[str, Any]]] = {
        "study": [("study", study.pk)],
        "source": [("source", sources[0].pk)],
        "code": [("code", codes[0].pk)],
        "coding": [("coding", codings[0].pk)] if codings else [],
        "person": [("informant", Informant.objects.get(study=study, code="P1").pk)],
    }
    memos = [NewMemo(kind, title, f"isi {title}", about[what], "joko (contoh)") for kind, title, what in made.memos]
    add_memos(study, memos=memos, by=by)
    return study


def said(study: Study) -> dict[str, object]:
    """Everything the standard can carry, by names instead of ids."""
    labels: dict[Any, str] = {study.pk: "study"}
    labels |= {one.pk: one.code for one in Informant.objects.filter(study=study)}
    labels |= {one.pk: one.name for one in Code.objects.filter(study=study)}
    labels |= {one.pk: one.name for one in Source.objects.filter(study=study)}
    codings = list(Coding.objects.filter(study=study).select_related("source", "code"))
    places = {one.pk: (one.source.name, one.start, one.end, one.code.name, one.coder) for one in codings}
    labels |= {pk: repr(place) for pk, place in places.items()}
    links: dict[Any, list[str]] = {}
    for link in MemoLink.objects.filter(study=study):
        links.setdefault(link.memo_id, []).append(f"{link.kind} {labels[link.object_id]}")
    return {
        "texts": [(one.name, one.text) for one in Source.objects.filter(study=study).order_by("position")],
        "codings": sorted((*places[one.pk], one.quote, one.recorded_at.isoformat()) for one in codings),
        "memos": sorted(
            (one.kind, one.title, one.text, one.author, one.recorded_at.isoformat(), sorted(links.get(one.pk, [])))
            for one in Memo.objects.filter(study=study)
        ),
        "people": sorted(
            (one.code, one.role, one.years, sorted((one.traits or {}).items()))
            for one in Informant.objects.filter(study=study)
        ),
        "whose": sorted(
            (one.name, one.informant.code if one.informant else "")
            for one in Source.objects.filter(study=study).select_related("informant")
        ),
        "codes": [(one.name, one.definition) for one in Code.objects.filter(study=study).order_by("position")],
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=studies(), tool=st.sampled_from([None, "nvivo", "maxqda", "atlas"]))
def test_a_study_comes_back_whole(made: Made, tool: Tool | None, cast: Cast, tmp_path: Any, settings: Any) -> None:
    settings.LARAS_DATA = tmp_path
    by = cast.actor("peneliti", roles=frozenset({"operator"}), role_order=("operator",))
    study = build(made, by)
    out = actions.export_project(study, for_tool=tool, by=by)
    assert b"Rahasia" not in out.data
    empty: Study = evidence.create_study(name=f"Tujuan {next(NUMBERS)} (contoh)", by=by)
    taken = actions.import_project(empty, data=out.data, file_name="uji.qdpx", kind="interview", by=by)
    assert [one for one in taken.lost if one.what in ("sources", "selections", "codings", "notes", "offsets")] == []
    assert said(empty) == said(study)
    assert actions.export_project(empty, for_tool=tool, by=by).data == out.data
