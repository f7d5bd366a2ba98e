"""Whether the recording of a source may be kept and heard."""

from __future__ import annotations

from laras.stages.evidence.models import Source
from laras.stages.evidence.queries.permissions import codes_present, source_permission


def somebody_speaks(source: Source) -> bool:
    """Tell whether it is known who is heard; without that no consent can be looked at."""
    return source.informant_id is not None or bool(codes_present(source))


def may_play(source: Source) -> bool:
    """Tell whether everybody heard in a source allows recording today."""
    return somebody_speaks(source) and source_permission(source).record
