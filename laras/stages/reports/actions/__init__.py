"""Every write of the stage."""

from laras.stages.reports.actions.report import (
    MOST_WAITING,
    REPORT_KIND,
    ask_report,
    cancel_report,
    hand_out,
    keep_report,
    make_queued,
    make_report,
)
from laras.stages.reports.actions.template import LARGEST, bring_template, drop_template, template_in_use

__all__ = [
    "LARGEST",
    "MOST_WAITING",
    "REPORT_KIND",
    "ask_report",
    "bring_template",
    "cancel_report",
    "drop_template",
    "hand_out",
    "keep_report",
    "make_queued",
    "make_report",
    "template_in_use",
]
