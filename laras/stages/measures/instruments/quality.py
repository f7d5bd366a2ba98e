"""What makes a sheet of answers worth a second look; never a verdict on the person."""

from __future__ import annotations

from collections.abc import Mapping

from laras.domain.texts import Text
from laras.stages.measures.instruments.definition import Instrument
from laras.stages.measures.instruments.scoring import with_skips

LEAST_ITEMS = 5  # below that the same answer everywhere means nothing
QUICK = 2.0  # seconds an item
APART = 0.75  # share of the range between two items that say the same

QUALITY_LABELS: dict[str, Text] = {
    "same_answer": Text("Semua butir dijawab sama", "Every item has the same answer"),
    "fast": Text("Dijawab sangat cepat, kurang dari 2 detik tiap butir", "Answered very fast, under 2 seconds an item"),
    "contradiction": Text(
        "Dua butir yang serupa dijawab berlawanan", "Two items that say the same have opposite answers"
    ),
    "assisted": Text("Dibantu membaca atau menunjuk", "Helped with reading or pointing"),
    "own_worker": Text("Dibantu petugas pendampingnya sendiri", "Helped by the client’s own worker"),
}


def quality(about: Instrument, answers: Mapping[str, int | None], *, seconds: float | None = None) -> list[str]:
    """The codes of `QUALITY_LABELS` that the answers themselves earn; `seconds` is the time for the whole sheet."""
    given = with_skips(about, answers)
    values = [
        value
        for item in about.items
        if not item.is_extra and not item.is_probe and (value := given.get(item.code)) is not None
    ]
    found = []
    if len(values) >= LEAST_ITEMS and len(set(values)) == 1:
        found.append("same_answer")
    if seconds is not None and len(values) >= LEAST_ITEMS and seconds / len(values) < QUICK:
        found.append("fast")
    if any(_apart(about, given, pair) for pair in about.pairs):
        found.append("contradiction")
    return found


def _apart(about: Instrument, given: Mapping[str, int | None], pair: tuple[str, str]) -> bool:
    """Two items of opposite direction: answered alike at one end they contradict each other."""
    scale = about.main.scale
    first, second = (given.get(code) for code in pair)
    if scale is None or first is None or second is None:
        return False
    turned = [
        scale.minimum + scale.maximum - value if code in scale.reversed_items else value
        for code, value in zip(pair, (first, second), strict=True)
    ]
    return abs(turned[0] - turned[1]) >= APART * (scale.maximum - scale.minimum)
