"""The kinds of memos in words, with their icons."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MEMO_KIND_WORDS = {
    "reflexive": (_("Reflexive"), "eye"),
    "analytic": (_("Analytic"), "sitemap"),
    "method": (_("Method"), "clipboard-list"),
    "context": (_("Context"), "map-pin"),
    "negative_case": (_("Negative case"), "ban"),
}
NOTE = "note"
NOTE_WORD = (_("Note on a coding"), "note")
# What each kind is for, said where one is chosen.
MEMO_KIND_HINTS = {
    "reflexive": _("You yourself: what you brought with you, felt, or expected."),
    "analytic": _("An idea about what the material means."),
    "method": _("A choice in how the study is done, and why."),
    "context": _("Place, time and circumstances that a reader must know."),
    "negative_case": _("What speaks against a finding, or that you searched and found nothing."),
}
