"""An evaluation as plain text: without names, so that it can be read, coded and shared inside a study."""

from __future__ import annotations

from laras.base.ui.phrases import day, language, number
from laras.domain.groupwork.terms import AIM_LABELS
from laras.domain.outcomes import GROUP
from laras.stages.outcomes import readings
from laras.stages.outcomes.queries.evaluation import Evaluation
from laras.stages.outcomes.queries.people import Labels


def as_text(found: Evaluation) -> str:
    """Return the evaluation as paragraphs: group, targets, each measure with its members by number, what it shows not."""
    group = found.group
    nobody = Labels({}, {one.pk: place for place, one in enumerate(found.members, 1)}, {})
    head = f"{group.programme.title}. {group.name}."
    lines = [head, f"{day(group.starts_on)} – {day(group.ended_at)}", "", readings.plan_sentence(found), ""]
    for row in readings.target_rows(found.targets):
        lines.append(f"{row.name}: {row.value} (n = {number(row.n)}), {row.word}. {row.text}")
    for result in found.measures:
        lines += ["", f"{AIM_LABELS[result.aim].get(language())}: {result.instrument.name.get(language())}"]
        lines += [readings.headline(result), *readings.group_sentences(result)]
        for pk, change in result.changes.items():
            lines.append(f"{readings.called(pk, nobody)}: {readings.member_sentences(result, change)[0]}")
    return "\n".join([*lines, "", readings.written(GROUP["not_causal"])]) + "\n"
