"""Homes, people who log in, and the roles that join them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from laras.base.access.roles import ROLES
from laras.base.store.models import Record

ZONES = (("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT"))
LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


class Facility(Record):
    """A home: everything but users belongs to exactly one."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    number_prefix = models.CharField(max_length=40, blank=True, help_text="RSBL-CTH in RSBL-CTH/2026/00123")
    address = models.CharField(max_length=300, blank=True)
    parent_office = models.CharField(max_length=200, blank=True, help_text="named in the letterhead")
    timezone = models.CharField(max_length=40, choices=ZONES, default="Asia/Jakarta")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(code=""), name="facility_has_code"),)

    def __str__(self) -> str:
        return self.name


class FacilityRecord(Record):
    """A row that belongs to one home; unique rules always start with the home."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class UserManager(BaseUserManager["User"]):
    """Makes users with a hashed password."""

    def create_user(self, login: str, password: str | None, **fields: Any) -> User:
        user = self.model(login=self.model.normalize_username(login).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(Record, AbstractBaseUser):
    """One who logs in; global, since one person may work in two homes."""

    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, choices=LANGUAGES, default="id")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    objects = UserManager()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(login=""), name="user_has_login"),)

    def __str__(self) -> str:
        return self.name


class Membership(FacilityRecord):
    """A role of a user in a home, with its days; the only reference that may cross homes."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES if role != "operator"])
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
        )
        indexes = (models.Index(fields=("user", "valid_until"), name="membership_of_user"),)


class LoginTry(Record):
    """How often a log-in was tried lately; counted before the password is hashed."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
