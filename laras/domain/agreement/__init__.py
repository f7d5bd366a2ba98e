"""How far coders agree: percent agreement, kappa, alpha, AC1, and agreement on passages.

One code at a time, `report` gives all of them; `plain_reading` a word for one.
"""

from __future__ import annotations

from laras.domain.agreement.gwet import GwetAC, gwet_ac, gwet_ac_counts, gwet_ac_table
from laras.domain.agreement.krippendorff import Alpha, krippendorff_alpha, krippendorff_alpha_bootstrap
from laras.domain.agreement.nominal import (
    Agreement,
    Kappa,
    cohen_kappa,
    cohen_kappa_table,
    fleiss_kappa,
    fleiss_kappa_counts,
    percent_agreement,
    percent_agreement_table,
)
from laras.domain.agreement.report import Report, plain_reading, report, report_of
from laras.domain.agreement.unitizing import UnitizingAlpha, unitizing_alpha

__all__ = [
    "Agreement",
    "Alpha",
    "GwetAC",
    "Kappa",
    "Report",
    "UnitizingAlpha",
    "cohen_kappa",
    "cohen_kappa_table",
    "fleiss_kappa",
    "fleiss_kappa_counts",
    "gwet_ac",
    "gwet_ac_counts",
    "gwet_ac_table",
    "krippendorff_alpha",
    "krippendorff_alpha_bootstrap",
    "percent_agreement",
    "percent_agreement_table",
    "plain_reading",
    "report",
    "report_of",
    "unitizing_alpha",
]
