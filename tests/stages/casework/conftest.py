"""A client with an open stay."""

from __future__ import annotations

import pytest

from laras.stages.casework.actions import open_episode
from laras.stages.casework.models import Episode
from tests.cast import LONG_AGO, Cast


@pytest.fixture
def episode(cast: Cast) -> Episode:
    return open_episode(cast.client, opened_at=LONG_AGO, by=cast.actor("peksos"))
