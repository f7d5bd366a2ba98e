"""Who acts: the value every action and query is asked with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from laras.base.access.roles import BY_NUMBER, WHOLE_HOME, allowed

if TYPE_CHECKING:
    from laras.base.access.models import Facility


@dataclass(frozen=True)
class Actor:
    """One person in one home with the roles held at this moment.

    `user_id` is None for the operator at the command line; `device` and `purpose` go into the audit rows.
    """

    facility: Facility
    roles: frozenset[str]
    user_id: uuid.UUID | None = None
    login: str = ""
    name: str = ""
    device: str = ""
    purpose: str = ""
    role_order: tuple[str, ...] = field(default=(), compare=False)

    @property
    def facility_id(self) -> uuid.UUID:
        return self.facility.pk

    @property
    def user_or_nobody(self) -> uuid.UUID:
        """The user's id for look-ups; the operator is nobody in particular and matches no row."""
        return self.user_id or uuid.UUID(int=0)

    @property
    def role(self) -> str:
        """The role named first, for the audit row and the navigation."""
        return self.role_order[0] if self.role_order else min(self.roles, default="")

    @property
    def sees_whole_home(self) -> bool:
        return bool(self.roles & WHOLE_HOME)

    @property
    def sees_names(self) -> bool:
        """False for one who sees clients by number only."""
        return not self.roles <= BY_NUMBER

    @property
    def is_operator(self) -> bool:
        return "operator" in self.roles

    def may(self, permission: str) -> bool:
        return allowed(self.roles, permission)
