"""The headings and small words of the evaluation in the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Return key → word for the templates."""
    return {
        "not_recorded": _("not recorded"),
        "result": _("Result"),
        "exploratory": _("Exploratory"),
        "targets": _("The targets of the programme"),
        "target": _("Target"),
        "value": _("Value"),
        "verdict": _("Verdict"),
        "measures": _("What changed"),
        "primary": _("primary measure"),
        "range": _("Possible scores"),
        "each": _("Each member"),
        "whole": _("The group"),
        "courses": _(
            "○ before the first session · ● at the end · dashed line: first session · dotted circle: did not come, "
            "nothing is guessed"
        ),
        "beside": _("Attendance and change"),
        "beside_how": _("To the right: sessions attended. Upwards: change of the score. One dot a member."),
        "dots_how": _("One dot a member; the bar is the interval of the typical change."),
        "member": _("Member"),
        "before": _("Before"),
        "after": _("After"),
        "followup": _("4 weeks later"),
        "change": _("Change of the score"),
        "in_words": _("Told in words"),
        "rci": _("RCI (indicative)"),
        "attended": _("Attended"),
        "attendance": _("Attendance"),
        "marks": _(
            "● all the time, ◐ part of the time, – excused or ill, ○ did not want to (a right, not a failure), "
            "· not invited."
        ),
        "all": _("All"),
        "mutual": _("Mutual choices"),
        "density": _("Density"),
        "alone": _("Not chosen yet:"),
        "ties": _("Who sits with whom"),
        "ties_how": _("Thick arrows are mutual, hollow circles were not chosen. Quarrels are not drawn."),
        "no_ties": _("No session asked whom to sit with."),
        "sessions": _("Sessions held"),
        "session": _("Session"),
        "day": _("Day"),
        "mood_before": _("Mood before"),
        "mood_after": _("Mood after"),
        "mood_change": _("Median change"),
        "worse": _("Fell by 2 or more"),
        "no_sessions": _("No session is saved yet."),
        "mood_how": _("Median face of those asked both times, from 1 (very bad) to 5 (very good)."),
        "goals": _("Own goals (GAS T)"),
        "goals_how": _("50: reached as expected."),
        "no_goals": _("No own goal was rated yet."),
        "information": _("Information explained back"),
        "incidents": _("Incidents"),
        "limits": _("Limits"),
        "no": _("No."),
        "no_plan": _("The group has no measure plan."),
    }
