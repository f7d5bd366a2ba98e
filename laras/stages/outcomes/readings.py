"""What was found, read aloud: sentences with their numbers written out."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laras.base.ui.phrases import day, language, number
from laras.domain.groupwork.programme import sahabat_dengar
from laras.domain.outcomes import GROUP, MEMBER, TARGET_NAMES, TARGET_STATUS, MemberChange, Target, movement, status
from laras.domain.texts import Text
from laras.stages.measures.instruments import Instrument
from laras.stages.outcomes.queries.evaluation import Evaluation, MeasureResult
from laras.stages.outcomes.queries.people import Labels


def written(words: Text, **values: str) -> str:
    """Return a sentence in the reader's language with its places filled."""
    return words.get(language()).format(**values)


def percent(share: float | None) -> str:
    """Write a share: 75%, – for None."""
    return number(None) if share is None else f"{number(100 * share)}%"


def points(value: float | None, about: Instrument) -> str:
    """Write a score with the decimals its scale is read with."""
    places = about.main.places
    return number(value, places if value is not None and not float(value).is_integer() else 0)


def signed(value: float, places: int = 1) -> str:
    """Write a change with its sign: +1,0 · −2."""
    words = number(value, 0 if float(value).is_integer() else places)
    return f"+{words}" if value > 0 else words


def called(member_id: uuid.UUID, labels: Labels) -> str:
    """Return the name of a member, or 'Member 3' for one this reader may not name."""
    return labels.names.get(member_id) or _("Member {n}").format(n=labels.places[member_id])


def member_sentences(result: MeasureResult, change: MemberChange) -> list[str]:
    """Return what changed for one member in one measure: the movement, its reliability, the two phases."""
    about, course_values = result.instrument, {}
    for name, point in (("before", change.before), ("after", change.after)):
        course_values[name] = points(point.value if point else None, about)
    said = [written(MEMBER[movement(change, about.better)], **course_values)]
    if change.followup is not None:
        said.append(written(MEMBER["followup"], value=points(change.followup.value, about)))
    if change.difference is not None:
        said.append(_reliability(result, change))
    said += _phases(result, change)
    return said


def _reliability(result: MeasureResult, change: MemberChange) -> str:
    if result.error is None or change.reliable is None or change.reliable.value is None:
        return written(MEMBER["no_error"])
    key = "not_reliable" if change.reliable.direction == "unchanged" else "reliable"
    return written(
        MEMBER[key],
        rci=number(change.reliable.value, 2),
        sd=number(result.error.sd, 2),
        r=number(result.error.reliability, 2),
        source=result.error.population.get(language()) or result.error.citation,
    )


def _phases(result: MeasureResult, change: MemberChange) -> list[str]:
    member = next(pk for pk, one in result.changes.items() if one is change)
    before, during = result.courses[member].phases()
    counts = {"a": number(len(before)), "b": number(len(during))}
    if change.nap is None or change.tau_u is None:
        return [written(MEMBER["few_points"], **counts)]
    value, tau = change.nap.value, change.tau_u
    return [
        written(MEMBER["nap"], share=percent(value), value=number(value, 2), **counts),
        written(
            MEMBER["tau_u"],
            value=number(tau.value, 2),
            s_ab=number(tau.s_ab),
            s_a=number(tau.s_a),
            denominator=number(tau.denominator),
        ),
    ]


def headline(result: MeasureResult) -> str:
    """Return the one sentence a reader takes away: how many went which way."""
    whole = result.group
    return written(
        GROUP["counts"],
        n=number(whole.n),
        improved=number(whole.improved),
        same=number(whole.same),
        worsened=number(whole.worsened),
    )


def group_sentences(result: MeasureResult) -> list[str]:
    """Return what changed in the group, with the tests where there are enough people for one."""
    whole, said = result.group, []
    if whole.n_missing:
        said.append(written(GROUP["missing"], n=number(whole.n_missing)))
    if whole.dots_only:
        return [*said, written(GROUP["dots_only"], n=number(whole.n))]
    said += _typical(result)
    test = whole.wilcoxon
    if test is not None and test.value is not None:
        smallest = number(test.smallest_p, 3) if test.smallest_p is not None else number(None)
        said.append(written(GROUP["wilcoxon"], p=number(test.value, 3), smallest=smallest))
    else:
        said.append(written(GROUP["all_same"]))
    if whole.effect is not None:
        said.append(written(GROUP["effect"], value=number(whole.effect, 2)))
    if whole.reliable:
        kinds = ("improved", "unchanged", "deteriorated")
        said.append(written(GROUP["reliable"], **{kind: number(whole.reliable.get(kind, 0)) for kind in kinds}))
    return said


def _typical(result: MeasureResult) -> list[str]:
    found = result.group.hodges_lehmann
    if found is None or found.value is None:
        return []
    value = signed(found.value)
    if found.interval is None:
        return [written(GROUP["typical_alone"], value=value)]
    inside = found.interval
    level = percent(inside.achieved if inside.achieved is not None else inside.level)
    return [written(GROUP["typical"], value=value, level=level, low=signed(inside.low), high=signed(inside.high))]


def plan_sentence(found: Evaluation) -> str:
    """Return whether the measures were chosen before the first session."""
    if found.plan.locked_at is None:
        return written(GROUP["exploratory"])
    key = "locked_late" if found.is_exploratory else "locked"
    return written(GROUP[key], when=day(found.plan.locked_at))


@dataclass(frozen=True)
class TargetRow:
    """One target with its own words, what the records give, and the verdict."""

    code: str
    name: str
    text: str
    value: str
    n: int
    verdict: str
    word: str


def target_rows(judged: Sequence[Target]) -> list[TargetRow]:
    """Return the targets as the programme worded them, with what became of each."""
    words = {target.code: target.text for target in sahabat_dengar().targets}
    return [
        TargetRow(
            code=one.code,
            name=TARGET_NAMES[one.code].get(language()),
            text=words[one.code].get(language()),
            value=_target_value(one),
            n=one.n,
            verdict=status(one.met),
            word=TARGET_STATUS[status(one.met)].get(language()),
        )
        for one in judged
    ]


def _target_value(one: Target) -> str:
    if one.value is None:
        return number(None)
    if one.unit == "share":
        return percent(one.value)
    if one.code == "stress":  # counted as a fall, shown as what happened to the score
        return signed(-one.value)
    return signed(one.value) if one.unit == "points" else number(one.value, 0 if one.unit == "count" else 1)
