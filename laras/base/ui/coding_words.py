"""The sentences of the coding workspace, for its script."""

from __future__ import annotations

from django.utils.translation import gettext as _

from laras.base.ui.names import polarity_word
from laras.base.ui.signs import POLARITY_ICON


def words() -> dict[str, str]:
    """Return key → sentence in the active language; `{name}` places are filled by the script."""
    return {
        **{code: polarity_word(code) for code in POLARITY_ICON},
        "selected": _("Selected: {quote}"),
        "lines": _("Selected quote, lines {first}–{last}"),
        "line": _("Selected quote, line {first}"),
        "nothing": _("Select words in the text, or press the arrow keys."),
        "coding": _("Coding {place} of {count}: {code}, {polarity}, line {line}. {quote}"),
        "added": _("Coded: {code}, {polarity}."),
        "changed": _("Changed: {code}, {polarity}."),
        "removed": _("Removed: {code}."),
        "restored": _("Restored: {code}."),
        "undone": _("Undone."),
        "nothing_to_undo": _("Nothing left to undo."),
        "saved": _("Saved {time}"),
        "saving": _("Saving …"),
        "failed": _("Not saved. Check the connection, then try again."),
        "select_first": _("Select words in the text first, then choose a code."),
        "no_codings": _("No codings yet."),
        "next_polarity": _("The next coding will be: {polarity}."),
        "read": _("{share} read"),
        "memo": _("Memo"),
        "more": _("{count} more"),
    }
