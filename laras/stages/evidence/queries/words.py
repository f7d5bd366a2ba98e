"""The codes of evidence in words, with the icon or tone they are drawn in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {
    "interview": (_("Interview"), "messages"),
    "fgd": (_("Focus group"), "users"),
    "observation": (_("Observation"), "eye"),
    "document": (_("Document"), "file-text"),
    "field_note": (_("Field note"), "note"),
    "case_entries": (_("Entries of the support log"), "heart"),
}
STATES = {
    "none": (_("not asked yet"), "warn"),
    "agreed": (_("agreed, quotes allowed"), "ok"),
    "no_quotes": (_("agreed, without quotes"), "note"),
    "declined": (_("declined"), ""),
    "withdrawn": (_("withdrawn"), ""),
    "expired": (_("ended"), "warn"),
}
ANSWERS = {
    "met": (pgettext_lazy("criterion", "met"), "check"),
    "not_met": (pgettext_lazy("criterion", "not met"), "x"),
    "not_applicable": (pgettext_lazy("criterion", "not applicable"), "minus"),
}
RESULTS = {
    "agreed": (pgettext_lazy("approach", "agreed"), "ok"),
    "refused": (pgettext_lazy("approach", "refused"), ""),
    "withdrew": (pgettext_lazy("approach", "withdrew"), ""),
    "not_reached": (pgettext_lazy("approach", "not reached"), "warn"),
}
CHANGE_WORDS = {
    "added": _("Added"),
    "changed": _("Reworded"),
    "moved": _("Asked under another aspect"),
    "removed": _("Removed"),
    "same": _("Unchanged"),
}
SUPPORT_WORDS = {
    "pictures": _("Pictures"),
    "read_aloud": _("Read aloud"),
    "local_language": _("In the local language"),
    "companion": _("With a companion"),
    "repeated": _("Explained again"),
    "none": _("No support needed"),
}
PSEUDONYMS = {
    "person": _("Person"),
    "place": _("Place"),
    "phone": _("Telephone"),
    "number": _("Number"),
    "other": _("Other"),
}
