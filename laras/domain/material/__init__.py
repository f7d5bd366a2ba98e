"""Counting over codings: how often what stands with whom, beside what, and in which order it came up.

Everything here takes places (small whole numbers), never words: who they stand for, the caller knows.
"""

from laras.domain.material.cross import cross, cross_distinct
from laras.domain.material.orders import Orders, first_seen, saturation_over_orders
from laras.domain.material.together import Blocks, pairs, together, units_together

__all__ = [
    "Blocks",
    "Orders",
    "cross",
    "cross_distinct",
    "first_seen",
    "pairs",
    "saturation_over_orders",
    "together",
    "units_together",
]
