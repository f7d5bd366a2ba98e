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
        "redone": _("Done again."),
        "nothing_to_redo": _("Nothing left to redo."),
        "no_last_code": _("No code was given yet. Press / and choose one."),
        "no_new_codes": _("Only who keeps the codebook makes new codes. Ask the researcher."),
        "pick_first": _("Choose a coding of yours first, with J or K."),
        "nothing_to_merge": _("No other coding of yours has the code {code}."),
        "merged": _("Merged: {code}."),
        "fits": _("{code} holds under the definition of today."),
        "older": _("coded with the definition of version {n}"),
        "from_another": _("came from a merged code"),
        "filtered": _("{shown} of {all} codings"),
        "unfiltered": _("All codings are shown."),
        "others": _("Others: {n} changes."),
        "harm_here": _("This part may tell of danger."),
        "harm_raised": _("Told to those who are responsible."),
        "harm_found": _(
            "{n} places in this text may tell of danger (Shift + B leads there). Words only: read and judge."
        ),
        "harm_none": _("No word of danger was found. That does not mean there is none."),
        "raised": _("Told to those who are responsible."),
        "more": _("{count} more"),
    }
