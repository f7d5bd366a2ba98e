"""The report as chapters of a thesis: what the researcher wrote, what is recorded, and what is still to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from laras.base.ui.phrases import language
from laras.domain.errors import N_
from laras.domain.reporting import FACTS, STATEMENTS
from laras.stages.evidence.queries import context_of
from laras.stages.reports.queries.study.gathered import Gathered


@dataclass(frozen=True)
class Part:
    """A section: the statements in it, the facts told before them, and the table or list the template draws there."""

    code: str
    label: str
    statements: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


# The order of a qualitative thesis in social work: introduction, method, results, discussion.
CHAPTERS: tuple[tuple[str, tuple[Part, ...]], ...] = (
    (
        N_("Introduction"),
        (
            Part("problem", N_("Problem"), ("background",)),
            Part("question", N_("Question of the study"), (), ("question",)),
        ),
    ),
    (
        N_("Method"),
        (
            Part("approach", N_("Approach and theory"), ("approach", "theory")),
            Part(
                "team",
                N_("Researchers and reflexivity"),
                (
                    *("interviewer", "credentials", "occupation", "gender", "experience"),
                    *("relation", "known", "positionality"),
                ),
                ("researcher_notes",),
            ),
            Part("context", N_("Place and context"), (), ("context",)),
            Part(
                "sampling",
                N_("Informants and how they were chosen"),
                (
                    *("approach_mode", "stopping"),
                    *("power_aim", "power_specificity", "power_theory", "power_dialogue", "power_analysis"),
                ),
                ("criteria", "approaches", "informants"),
            ),
            Part(
                "collection",
                N_("Collecting the data"),
                ("presence", "repeat", "pilot", "devices"),
                ("sources", "guides", "recordings", "field_notes"),
            ),
            Part(
                "analysis",
                N_("Processing and analysis"),
                ("processing", "analysis", "derivation"),
                ("corrections", "codebook", "coders", "software"),
            ),
            Part("trust", N_("Trustworthiness"), (), ("report_card", "member_checks")),
            Part("ethics", N_("Ethics"), ("ethics_approval", "ethics_conduct", "data_security"), ("consents",)),
        ),
    ),
    (
        N_("Results"),
        (
            Part("profile", N_("The five aspects")),
            Part("findings", N_("Findings"), ("consistency",), ("findings", "contradictions")),
            Part("saturation", N_("Saturation"), (), ("saturation",)),
        ),
    ),
    (
        N_("Discussion"),
        (
            Part("prior", N_("Integration with earlier work"), ("prior_work",)),
            Part("limits", N_("Limits"), ("limitations",), ("unmet",)),
            Part("interests", N_("Interests and funding"), ("conflicts", "funding")),
        ),
    ),
)

_OF_STATEMENT = {item: part.code for _, parts in CHAPTERS for part in parts for item in part.statements}
_OF_FACT = {item: part.code for _, parts in CHAPTERS for part in parts for item in part.facts}
# Facts and statements that stand at the head of the paper, or all over it.
_ELSEWHERE = {"title": "head", "abstract": "head", "quotes": "findings"}


def chapters(given: Gathered, told: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the numbered chapters with their sections; `told` is fact → sentence."""
    return [
        {
            "n": n,
            "label": gettext(label),
            "parts": [_part(given, told, f"{n}.{m}", part) for m, part in enumerate(parts, 1)],
        }
        for n, (label, parts) in enumerate(CHAPTERS, 1)
    ]


def _part(given: Gathered, told: Mapping[str, str], number: str, part: Part) -> dict[str, Any]:
    lines = [{"label": "", "text": told[fact]} for fact in part.facts if told[fact]]
    # Where nobody has anything to write, the records that are not there are named instead.
    missing = [FACTS[fact].get(language()) for fact in part.facts if not part.statements and not told[fact]]
    for item in part.statements:
        label, text = STATEMENTS[item].label.get(language()), given.said(item)
        if text:
            lines += [{"label": label if k == 0 else "", "text": one} for k, one in enumerate(_paragraphs(text))]
        else:
            missing.append(label)
    if part.code == "context":
        lines += [
            {"label": item.label.get(language()), "text": item.text} for item in context_of(given.study) if item.text
        ]
    return {"code": part.code, "n": number, "label": gettext(part.label), "lines": lines, "missing": "; ".join(missing)}


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split("\n") if one.strip()]


def places() -> dict[str, str]:
    """Return statement or fact → number of the section it stands in."""
    numbers = {part.code: f"{n}.{m}" for n, (_, parts) in enumerate(CHAPTERS, 1) for m, part in enumerate(parts, 1)}
    of = {**_OF_STATEMENT, **_OF_FACT, **_ELSEWHERE}
    return {item: numbers.get(code, "") for item, code in of.items()}
