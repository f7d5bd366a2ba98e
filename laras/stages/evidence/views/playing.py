"""What the reading page needs to play a recording beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from laras.base.gate.http import LarasRequest
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import ReadingLine, may_play

RATES = ("0.75", "1", "1.25", "1.5", "2")


def listening(request: LarasRequest, source: Source, lines: Sequence[ReadingLine]) -> dict[str, Any]:
    """Return `sound_url` ('' without a recording that may be heard), `sound_barred`, `rates` and `has_times`."""
    barred = source.audio_id is not None and not may_play(source)
    sound_url = reverse("evidence:sound", args=[source.pk]) if source.audio_id and not barred else ""
    wide = any(len(line.speaker) > 4 for line in lines)
    return {
        "sound_url": sound_url,
        "sound_barred": barred,
        "rates": RATES,
        "has_times": any(line.at is not None for line in lines),
        "wide_speakers": wide,
        "may_record_sound": request.actor.may("evidence.import"),
    }
