"""The codes of the appraisal in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RELATIONS = {
    "supports": (_("supports"), "check"),
    "contradicts": (_("contradicts"), "x"),
    "qualifies": (_("qualifies"), "dots"),
}
RESOLUTIONS = {
    "revised": _("The finding was revised"),
    "bounded": _("The finding was bounded"),
    "explained": _("It was explained"),
}
SIDES = {
    "source": (_("source"), "users"),
    "technique": (_("technique"), "eye"),
    "time": (pgettext_lazy("triangulation", "time"), "calendar"),
}
WAYS = {"paper": _("On paper"), "oral": _("Aloud"), "picture": _("With pictures")}
VERDICTS = {
    "agree": _("Agrees"),
    "agree_with_change": _("Agrees, with a change"),
    "disagree": _("Disagrees"),
    "no_answer": _("No answer"),
}
AUDITS = {"dependability": _("Dependability audit"), "confirmability": _("Confirmability audit")}
ANSWERS = {
    "supported": (pgettext_lazy("audit", "supported"), "check"),
    "partly": (pgettext_lazy("audit", "partly"), "circle-dashed"),
    "unsupported": (pgettext_lazy("audit", "unsupported"), "x"),
}
CHECKLIST = {
    "raw": _("The raw data are there: sources with their originals, consents, dates."),
    "reduction": _("How the data were coded can be followed: codebook, versions, codings."),
    "synthesis": _("How findings came out of codings can be followed."),
    "process": _("Memos and debriefs tell how the work went."),
    "intentions": _("What the researchers intended and assumed is written down."),
    "instruments": _("Guides and thresholds are there with their versions."),
    "chronology": _("The order of the work makes sense; gaps are explained."),
    "reasons": _("Analytic decisions carry their reasons."),
}
CLASSES = {
    "raw": _("Raw data"),
    "reduction": _("Data reduction"),
    "synthesis": _("Reconstruction and synthesis"),
    "process": _("Process notes"),
    "intentions": _("Intentions and dispositions"),
    "instruments": _("Development of instruments"),
}
HOLDINGS = {
    "sources": _("Sources"),
    "consents": _("Answers on consent"),
    "codings": _("Codings"),
    "codes": _("Codes"),
    "code_changes": _("Changes of the codebook"),
    "findings": _("Findings"),
    "ties": _("Quotes tied to findings"),
    "ratings": _("Ratings by people"),
    "method_memos": _("Analytic and method memos"),
    "debriefs": _("Talks with peers"),
    "checks": _("Member checks"),
    "settlements": _("Disagreements settled"),
    "audits": _("Audits"),
    "statements": _("Statements of the researchers"),
    "reflexive_memos": _("Reflexive memos"),
    "guides": _("Versions of the guide"),
    "thresholds": _("Changes of thresholds"),
    "rounds": _("Second readings planned"),
}
VOICES = {"client": _("clients"), "worker": _("workers"), "family": _("family"), "other": _("others")}
TRUST_LABELS = {
    "field_days": _("Field days"),
    "span_days": _("Days from first to last"),
    "contacts": _("Contacts an informant"),
    "observations": _("Observations an aspect"),
    "slots": _("Times of day observed"),
    "informants": _("Informants a finding"),
    "roles": _("Roles a finding"),
    "techniques": _("Techniques a finding"),
    "gap_days": _("Days between two pieces of evidence"),
    "coders": _("Coders"),
    "debriefs": _("Peer debriefings"),
    "set_aside": _("Data set aside"),
    "returned": _("Member checks returned"),
    "context_items": _("Items of the context sheet"),
    "quotes": _("Quotes a finding"),
    "concentration": _("Quotes from one informant, at most"),
    "audit_classes": _("Classes of the audit trail"),
    "overlap": _("Overlap of themes"),
    "alpha": _("Krippendorff's alpha"),
    "double_coded": _("Sources read twice"),
    "codings_used": _("Codings used in findings"),
    "audit_sample": _("Findings an audit looks at"),
    "audit_sample_share": _("Share of findings an audit looks at"),
    "audit_supported": _("Findings the audit finds supported"),
}
# Where what a technique lacks can be mended; '' where nothing but more fieldwork helps.
MENDED_AT = {
    "prolonged_engagement": "evidence:sources",
    "persistent_observation": "evidence:sources",
    "triangulation_source": "appraisal:findings",
    "triangulation_technique": "appraisal:findings",
    "triangulation_time": "appraisal:findings",
    "triangulation_investigator": "coding:sources",
    "peer_debriefing": "appraisal:debriefs",
    "negative_case": "appraisal:findings",
    "referential_adequacy": "evidence:sources",
    "member_check": "appraisal:checks",
    "transcript_quality": "evidence:sources",
    "thick_description": "evidence:context",
    "quotes_per_finding": "appraisal:findings",
    "quote_concentration": "appraisal:findings",
    "informants_quoted": "appraisal:findings",
    "audit_trail": "appraisal:trail",
    "dependability_audit": "appraisal:audits",
    "stepwise_replication": "coding:sources",
    "code_recode": "coding:sources",
    "intercoder": "coding:sources",
    "codebook_stability": "coding:codebook",
    "protocol_stability": "evidence:guide",
    "traceability": "appraisal:findings",
    "reverse_traceability": "coding:coding_list",
    "integrity": "appraisal:card",
    "reflexivity": "appraisal:trail",
    "dual_role": "evidence:informants",
    "confirmability_audit": "appraisal:audits",
    "edits_after_check": "appraisal:checks",
}
# Which limit of the four tests a technique is judged by, to be changed on the page of thresholds.
LIMITS_OF = {
    "prolonged_engagement": ("field_days", "span_days", "contacts"),
    "persistent_observation": ("observations", "slots"),
    "triangulation_source": ("informants", "roles"),
    "triangulation_technique": ("techniques",),
    "triangulation_time": ("gap_days",),
    "triangulation_investigator": ("coders",),
    "peer_debriefing": ("debriefs",),
    "referential_adequacy": ("set_aside",),
    "member_check": ("returned",),
    "thick_description": ("context_items",),
    "quotes_per_finding": ("quotes",),
    "quote_concentration": ("concentration",),
    "audit_trail": ("audit_classes",),
    "stepwise_replication": ("overlap",),
    "code_recode": ("alpha",),
    "intercoder": ("alpha", "double_coded"),
    "reverse_traceability": ("codings_used",),
    "confirmability_audit": ("audit_sample", "audit_sample_share", "audit_supported"),
}
