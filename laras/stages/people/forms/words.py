"""The codes of people in the language of the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SEXES: dict[str, Any] = {"female": _("Female"), "male": _("Male")}
NIK_STATUSES: dict[str, Any] = {
    "has": _("Has one"),
    "none_yet": _("None yet"),
    "being_arranged": _("Being arranged"),
    "unknown": _("Not known"),
}
PURPOSES: dict[str, Any] = {
    "service": _("Service in the home"),
    "photo": _("Photos"),
    "research": _("Research"),
    "sharing": _("Sharing with other agencies"),
}
NOTICE_BLOCKS: dict[str, Any] = {
    "legality": _("On which law it rests"),
    "purpose": _("What it is for"),
    "data": _("Which data, and why these"),
    "retention": _("How long they are kept"),
    "details": _("What exactly is collected"),
    "duration": _("How long they are used"),
    "rights": _("The rights of the person, also to withdraw"),
}
SUPPORTS: dict[str, Any] = {
    "pictures": _("With pictures"),
    "read_aloud": _("Read aloud"),
    "local_language": _("In the local language"),
    "companion": _("With a companion"),
    "repeated": _("Repeated on another day"),
    "none": _("No help was needed"),
}
PROOFS: dict[str, Any] = {
    "signature": _("Signature"),
    "thumbprint": _("Thumbprint"),
    "audio": _("Audio recording"),
    "witnessed": _("Spoken, before a witness"),
}
KINDS: dict[str, Any] = {
    "caseload": _("Own client"),
    "ward": _("Ward"),
    "group": _("Group"),
    "break_glass": _("Emergency access"),
}
