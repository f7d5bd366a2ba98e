"""Scores of instruments, and how far a scale measures one thing."""

from __future__ import annotations

from laras.domain.scoring.reliability import CronbachAlpha, Omega, cronbach_alpha, mcdonald_omega
from laras.domain.scoring.scales import Scale, Score, score, score_rows

__all__ = ["CronbachAlpha", "Omega", "Scale", "Score", "cronbach_alpha", "mcdonald_omega", "score", "score_rows"]
