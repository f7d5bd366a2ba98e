"""A page of a stage names pages of its own stage and of earlier ones, never of later ones or of the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
STAGES: tuple[str, ...] = settings.STAGES
ROOMS = set(STAGES) | set(settings.DOORS)
NAMED = re.compile(r"""["'](?:(?P<room>[a-z]+):[a-z_]+)["']""")


def named_rooms(text: str) -> Iterator[tuple[str, str]]:
    """Yield every `room:page` named in a template or a Python file, as (room, the whole name)."""
    for found in NAMED.finditer(text):
        if found["room"] in ROOMS:
            yield found["room"], found[0].strip("\"'")


def looks_forward(stage: str, text: str) -> set[str]:
    """Return the names in `text` that a page of `stage` may not use."""
    allowed = set(STAGES[: STAGES.index(stage) + 1])
    return {name for room, name in named_rooms(text) if room not in allowed}


@pytest.mark.parametrize("stage", STAGES)
def test_no_page_of_a_stage_looks_forward(stage: str) -> None:
    folder = ROOT / "laras" / "stages" / stage
    paths = [*folder.rglob("*.py"), *folder.rglob("templates/**/*.html")]
    forward = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        if "migrations" not in path.parts
        for name in looks_forward(stage, path.read_text(encoding="utf-8"))
    }
    assert forward == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("""<a href="{% url 'support:log' %}">""", {"support:log"}),
        ("""<a href='{% url "desk:today" %}'>""", {"desk:today"}),
        ("""return redirect("coding:work", source.pk)""", {"coding:work"}),
        ("""reverse('casework:episode')""", {"casework:episode"}),
        ("""<a href="{% url 'people:detail' client.pk %}">""", set()),
        ("""{"time": "12:30", "style": "color:red"}""", set()),
    ],
)
def test_a_look_forward_would_be_found(text: str, found: set[str]) -> None:
    assert looks_forward("people", text) == found
