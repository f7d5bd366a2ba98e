"""What recorded data can tell of a study. None: not recorded; an empty tuple: recorded, and there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SourceFact:
    """An interview, observation, document or field note; `slot` is morning, noon, afternoon or evening."""

    id: str
    technique: str
    on: date | None = None
    informant: str | None = None
    role: str | None = None
    slot: str = ""
    aspects: frozenset[str] = frozenset()
    has_original: bool | None = None
    guide_version: str | None = None
    listened_again: bool | None = None
    memo_in_time: bool | None = None


@dataclass(frozen=True)
class FindingFact:
    """A finding with what stands behind it; informants, roles, techniques and days are those of supporting evidence.

    `traceable` whether a supporting excerpt leads to an original; `searched` a memo "searched, none found".
    """

    id: str
    supports: int = 0
    contradicts: int = 0
    qualifies: int = 0
    informants: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    techniques: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    quotes: int = 0
    traceable: bool = False
    searched: bool = False
    resolved: bool = False


@dataclass(frozen=True)
class MemberCheckFact:
    """Something sent to an informant; `verdict` agree, agree_with_change, disagree, no_answer or '' (still out)."""

    informant: str
    verdict: str = ""
    resolved: bool = False


@dataclass(frozen=True)
class AuditFact:
    """A review by an auditor; the three counts are sampled findings (confirmability only)."""

    kind: str
    on: date
    independent: bool = True
    supported: int = 0
    partly: int = 0
    unsupported: int = 0


@dataclass(frozen=True)
class Facts:
    """Everything the report card asks for; whatever is None is not assessable, never failed.

    `excerpts` counts excerpts and files that were compared with what they came from. `last_coding_change` and the
    moments of the audits are of one kind, days or moments.
    """

    informants: frozenset[str] | None = None
    sources: tuple[SourceFact, ...] | None = None
    findings: tuple[FindingFact, ...] | None = None
    codings: int | None = None
    codings_used: int | None = None
    excerpts: int | None = None
    excerpts_intact: int | None = None
    coders: int | None = None
    double_coded_share: float | None = None
    agreement_alpha: float | None = None
    recode_alpha: float | None = None
    replication_overlap: float | None = None
    late_codebook_changes: int | None = None
    recoded_since_change: bool = False
    peer_debriefs: int | None = None
    set_aside_share: float | None = None
    member_checks: tuple[MemberCheckFact, ...] | None = None
    context_items: int | None = None
    quotes_by_informant: Mapping[str, int] | None = None
    audit_classes: int | None = None
    audits: tuple[AuditFact, ...] | None = None
    last_coding_change: date | None = None
    memos: int | None = None
    has_positionality: bool = False
    dual_roles: int | None = None
    has_dual_role_memo: bool = False
    edited_after_check: int | None = None


@dataclass(frozen=True)
class Thresholds:
    """Editable defaults; shares 0…1, spans in days, the rest counts."""

    field_days: int = 10
    span_days: int = 30
    contacts: int = 2
    observations: int = 3
    slots: int = 2
    informants: int = 2
    roles: int = 2
    techniques: int = 2
    gap_days: int = 3
    coders: int = 2
    debriefs: int = 2
    set_aside: float = 0.10
    returned: float = 0.80
    context_items: int = 14
    quotes: int = 2
    concentration: float = 0.40
    audit_classes: int = 6
    overlap: float = 0.60
    alpha: float = 0.667
    double_coded: float = 0.10
    codings_used: float = 0.50
    audit_sample: int = 5
    audit_sample_share: float = 0.10
    audit_supported: float = 0.90
