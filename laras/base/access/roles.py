"""Who may do what: one table, reviewed by a person.

Rows are roles of `domain/casework` C.2, words after the stage name are deeds. A role that is not here may nothing.
What a role may do says nothing about *whose* record: that is `visible_to`, which reads the caseload at every request.
"""

from __future__ import annotations

from laras.domain.texts import Text

ROLE_LABELS: dict[str, Text] = {
    "social_worker": Text(id="Pekerja sosial", en="Social worker"),
    "supervisor": Text(id="Penyelia", en="Supervisor"),
    "head": Text(id="Kepala UPT", en="Head of unit"),
    "section_head": Text(id="Kepala seksi", en="Section head"),
    "nurse": Text(id="Perawat", en="Nurse"),
    "psychologist": Text(id="Psikolog", en="Psychologist"),
    "instructor": Text(id="Instruktur keterampilan", en="Skills instructor"),
    "carer": Text(id="Pengasuh asrama", en="Carer"),
    "spiritual": Text(id="Pembimbing agama", en="Spiritual guide"),
    "security": Text(id="Satpam", en="Security"),
    "researcher": Text(id="Peneliti", en="Researcher"),
    "auditor": Text(id="Auditor", en="Auditor"),
    "admin": Text(id="Admin sistem", en="System admin"),
    "operator": Text(id="Operator", en="Operator"),
}

ROLES = tuple(ROLE_LABELS)

# Roles that serve the whole home need no row in the access table to see a client.
WHOLE_HOME = frozenset({"supervisor", "nurse", "psychologist", "section_head", "operator"})
# Roles that see boards by client number only, never by name.
BY_NUMBER = frozenset({"head"})

_READ_CASE = {"people.view", "people.list", "casework.view", "support.view", "desk.search"}
_DAILY = {"desk.today", "support.record", "support.teach", "casework.adl", "casework.task"}
# What a group does is seen by all who run it; whose record it is still decides which members are named.
_GROUP = {"measures.view", "measures.take", "programmes.view", "programmes.session"}
_STUDY_READ = {"evidence.view", "coding.view", "appraisal.view", "reports.appraisal"}
_STUDY_WRITE = {
    "evidence.edit",
    "evidence.import",
    "evidence.key",
    "coding.code",
    "coding.risk",
    "coding.memo",
    "coding.codebook",
    "coding.round",
    "exchange.export",
    "appraisal.rate",
    "appraisal.finding",
    "desk.jobs",
}

TABLE: dict[str, frozenset[str]] = {
    "social_worker": frozenset(
        _READ_CASE
        | _DAILY
        | _STUDY_READ
        | _GROUP
        | {
            "programmes.edit",
            "programmes.group",
            "outcomes.view",
            "reports.programme",
            "people.create",
            "people.edit",
            "people.identity",
            "people.consent",
            "coding.risk",
            "casework.move",
            "casework.goal",
            "casework.severity",
            "desk.board",
            "people.break_glass",
            "people.group_access",
            "desk.jobs",
        }
    ),
    "supervisor": frozenset(
        _READ_CASE
        | _STUDY_READ
        | {
            "coding.risk",
            "measures.view",
            "measures.instrument",
            "programmes.view",
            "programmes.edit",
            "programmes.approve",
            "programmes.group",
            "outcomes.view",
            "reports.programme",
            "reports.template",
            "desk.today",
            "desk.board",
            "people.access",
            "people.group_access",
            "casework.task",
            "people.merge",
            "people.ward",
            "people.identity",
            "casework.approve",
            "appraisal.rate",
            "appraisal.finding",
            "desk.audit",
            "desk.jobs",
        }
    ),
    "head": frozenset(
        _STUDY_READ
        | {"desk.board", "desk.audit", "appraisal.rate", "desk.jobs"}
        # What an emergency opens to the head is one record, for four hours, for reading.
        | {"people.break_glass", "people.view", "casework.view", "support.view", "measures.view"}
        | {"programmes.view", "programmes.approve", "outcomes.view", "reports.programme", "reports.template"}
    ),
    "section_head": frozenset(
        {"desk.today", "desk.board", "desk.search", "people.view", "people.list", "people.create", "people.edit"}
        | {"people.identity", "people.ward", "people.consent", "casework.view"}
    ),
    "nurse": frozenset(
        _READ_CASE | _DAILY | _GROUP | {"coding.risk", "casework.severity", "people.edit", "desk.board"}
    ),
    "psychologist": frozenset(
        _READ_CASE
        | _DAILY
        | _GROUP
        | {"coding.risk", "casework.severity", "casework.goal", "desk.board"}
        | {"measures.instrument", "outcomes.view"}
    ),
    "instructor": frozenset(
        {"desk.today", "people.list", "people.view", "support.view", "support.record"}
        | {"programmes.view", "programmes.session"}
    ),
    "carer": frozenset(_READ_CASE | _DAILY | _GROUP),
    "spiritual": frozenset({"desk.today", "people.list", "people.view", "support.view", "support.record"}),
    "security": frozenset({"desk.today"}),
    "researcher": frozenset(
        _STUDY_READ | _STUDY_WRITE | {"programmes.view", "programmes.edit", "outcomes.view", "reports.programme"}
    ),
    "auditor": frozenset(
        _STUDY_READ | {"appraisal.audit", "coding.code", "coding.risk", "coding.memo", "desk.audit", "desk.jobs"}
    ),
    "admin": frozenset({"access.manage", "desk.users", "desk.audit", "desk.jobs", "access.facility"}),
}

PERMISSIONS: frozenset[str] = frozenset().union(*TABLE.values())
# The operator is the person at the keyboard of the server; every deed is logged with the name of that account.
TABLE["operator"] = PERMISSIONS


def allowed(roles: frozenset[str], permission: str) -> bool:
    """Tell whether any of `roles` may do `permission`."""
    return any(permission in TABLE.get(role, frozenset()) for role in roles)
