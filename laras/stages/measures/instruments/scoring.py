"""From answers to scores; what may not be answered, and what was not."""

from __future__ import annotations

from collections.abc import Mapping

from laras.domain.errors import N_, BadInput, Incomplete
from laras.domain.scoring import score
from laras.stages.measures.instruments.definition import Instrument, NamedScale

Answers = Mapping[str, int | None]


def checked(about: Instrument, answers: Answers) -> dict[str, int | None]:
    """The answers in the order of the items, refused ones as None, items that were not asked left out.

    Raises BadInput for an unknown item or a value that is none of its options, Incomplete where nothing was asked.
    """
    known = {item.code for item in about.items}
    stray = next((code for code in answers if code not in known), None)
    if stray is not None:
        raise BadInput(N_("{instrument} has no item {item}. Correct the item."), instrument=about.code, item=stray)
    found: dict[str, int | None] = {}
    for item in about.items:
        if item.code in answers:
            value = answers[item.code]
            if value is not None and (isinstance(value, bool) or value not in {one.value for one in item.options}):
                raise BadInput(
                    N_("The answer {value} to item {item} lies outside {low} to {high}. Correct the answer."),
                    value=value,
                    item=item.code,
                    low=item.options[0].value,
                    high=item.options[-1].value,
                )
            found[item.code] = value
    if not found:
        raise Incomplete(N_("Nothing was asked. Answer or refuse at least one item."))
    return found


def with_skips(about: Instrument, answers: Answers) -> dict[str, int | None]:
    """The answers, with the lowest value for items passed over because an earlier answer made them needless."""
    found = dict(answers)
    for item in about.items:
        if item.skip and item.code not in found and found.get(item.skip[0]) == item.skip[1]:
            found[item.code] = item.options[0].value
    return found


def scored(about: Instrument, answers: Answers) -> dict[str, float | None]:
    """Each scale's score, None where too many answers are missing; the last rule is the instrument's own."""
    given = with_skips(about, answers)
    scores: dict[str, float | None] = {}
    for scale in about.scales:
        scores[scale.code] = _of_items(scale, given) if scale.scale else _of_scales(scale, scores)
    return scores


def _of_items(named: NamedScale, given: Answers) -> float | None:
    assert named.scale is not None
    return score(named.scale, {item: given.get(item) for item in named.scale.items}).value


def _of_scales(named: NamedScale, scores: Mapping[str, float | None]) -> float | None:
    found = [value for code in named.of if (value := scores[code]) is not None]
    return sum(found) / len(found) if len(found) >= named.least else None


def missing_items(about: Instrument, answers: Answers) -> tuple[str, ...]:
    """The scored items without an answer, refused or not asked."""
    given = with_skips(about, answers)
    return tuple(
        item.code for item in about.items if not item.is_extra and not item.is_probe and given.get(item.code) is None
    )
