"""Every re-used read of reports: what a report says, and which reports there are."""

from laras.stages.reports.queries.kinds import KINDS, Composed, Kind, kind_of, kinds_for
from laras.stages.reports.queries.made import clients_quoted, reports_of_home, reports_on, still_quotable
from laras.stages.reports.queries.templates import specimen, template_bytes, templates_of_home, with_template

__all__ = [
    "KINDS",
    "Composed",
    "Kind",
    "clients_quoted",
    "kind_of",
    "kinds_for",
    "reports_of_home",
    "reports_on",
    "specimen",
    "still_quotable",
    "template_bytes",
    "templates_of_home",
    "with_template",
]
