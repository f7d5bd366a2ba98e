"""The sentences of the session page, for its script."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Return key → sentence in the active language; `{name}` places are filled by the script."""
    return {
        "all_sent": _("All sent"),
        "no_connection": _("No connection"),
        "unsent": _("Not sent yet: {n}"),
        "sign_in": _("You were logged out. Log in again in another tab; what you tapped is sent then."),
        "saved_by": _("{who} has saved this session."),
        "closed": _("This session is not going on any more."),
        "refused": _("Not recorded: {why}"),
        "there": _("{n} of {all} there"),
        "not_yet": _("Not yet"),
        "with_nurse": _("With the nurse"),
        "minute": _("minute {from}–{to} of {all}"),
        "next": _("Next: {name}"),
        "check": _("Check and save"),
        "start": _("Start"),
        "pause": _("Pause"),
        "of_minutes": _("{time} of {n} minutes"),
        "hand_over": _("Hand the phone to {name}"),
        "hand_back": _("Thank you, {name}. Give the phone back."),
        "begin": _("I am {name}, begin"),
        "done": _("Done"),
        "back": _("Back"),
        "close": _("Close"),
        "no_answer": _("I do not want to answer"),
        "question_of": _("Question {n} of {all}"),
        "item_of": _("{n} of {all}"),
        "not_seen": _("Cannot be observed"),
        "medicine": _("Effects of medicine show"),
        "observe": _("Participation of {name}"),
        "turns": _("Turns"),
        "correct": _("Take one back"),
        "correct_on": _("The next tap takes one back"),
        "ties": _("Ties of {name}"),
        "at_most": _("At most {n}"),
        "nobody_there": _("Say first who is here: section Arriving."),
        "ask_why": _("Ask before they leave"),
        "answered": _("Answered"),
        "remove": _("Remove"),
        "severity": _("severity {n}"),
    }
