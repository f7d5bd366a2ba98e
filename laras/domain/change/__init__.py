"""Change in one person: reliable change, and two phases of a single-case series."""

from __future__ import annotations

from laras.domain.change.effects import (
    LogRatio,
    PhaseChange,
    WithinSMD,
    log_response_ratio,
    phase_change,
    smd_within,
)
from laras.domain.change.overlap import Overlap, ird, nap, pand, pem, pnd, tau
from laras.domain.change.reliable import (
    CLASSES,
    ClinicalSignificance,
    Cutoffs,
    ReliableChange,
    clinical_significance,
    cutoffs,
    measurement_error,
    reliable_change,
    reliable_changes,
)
from laras.domain.change.tau_u import TauFamily, TauU, tau_u, tau_u_family
from laras.domain.change.trend import CorrectedTau, baseline_corrected_tau, kendall_tau_b, theil_sen, trend_p

__all__ = [
    "CLASSES",
    "ClinicalSignificance",
    "CorrectedTau",
    "Cutoffs",
    "LogRatio",
    "Overlap",
    "PhaseChange",
    "ReliableChange",
    "TauFamily",
    "TauU",
    "WithinSMD",
    "baseline_corrected_tau",
    "clinical_significance",
    "cutoffs",
    "ird",
    "kendall_tau_b",
    "log_response_ratio",
    "measurement_error",
    "nap",
    "pand",
    "pem",
    "phase_change",
    "pnd",
    "reliable_change",
    "reliable_changes",
    "smd_within",
    "tau",
    "tau_u",
    "tau_u_family",
    "theil_sen",
    "trend_p",
]
