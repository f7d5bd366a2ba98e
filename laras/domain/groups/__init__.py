"""Change in a small group measured before and after."""

from __future__ import annotations

from laras.domain.groups.effects import (
    Bootstrap,
    PairedG,
    bootstrap_interval,
    bootstrap_interval_paired,
    correlation_of,
    hedges_g_paired,
    mean_of,
    median_of,
    small_sample_factor,
)
from laras.domain.groups.wilcoxon import (
    HodgesLehmann,
    RankBiserial,
    Wilcoxon,
    differences,
    hodges_lehmann,
    rank_biserial,
    wilcoxon_signed_rank,
)

__all__ = [
    "Bootstrap",
    "HodgesLehmann",
    "PairedG",
    "RankBiserial",
    "Wilcoxon",
    "bootstrap_interval",
    "bootstrap_interval_paired",
    "correlation_of",
    "differences",
    "hedges_g_paired",
    "hodges_lehmann",
    "mean_of",
    "median_of",
    "rank_biserial",
    "small_sample_factor",
    "wilcoxon_signed_rank",
]
