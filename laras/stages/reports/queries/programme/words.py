"""The small words of the proposal in the active language; its headings are those of the domain."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Return key → word for the templates."""
    return {
        "not_recorded": _("not recorded"),
        "not_written": _("This part is not written yet."),
        "evidence": _("What this rests on"),
        "sessions": _("All sessions"),
        "session": _("Session"),
        "stage": _("Stage"),
        "activities": _("Activities"),
        "information": _("Information corner"),
        "listening": _("Listening skill of the day"),
        "roles": _("Roles of members"),
        "measures": _("Measures"),
        "plan_b": _("Plan B"),
        "no": _("No."),
        "item": _("Item"),
        "volume": _("Volume"),
        "unit": _("Unit"),
        "price": _("Unit price (Rp)"),
        "amount": _("Amount (Rp)"),
        "fund": _("Source of funds"),
        "total": _("Total"),
        "in_words": _("In words (terbilang)"),
        "no_cost": _("No cost is written down yet."),
        "factor": _("Factor"),
        "weight": _("Weight"),
        "rating": _("Rating"),
        "score": _("Weight × rating"),
        "no_factor": _("No factor is written down yet."),
        "quadrant": _("Strengths less weaknesses to the right, opportunities less threats upwards."),
        "logic": _("From input to impact"),
        "plan": _("Measure plan"),
        "aim": _("Aim"),
        "instrument": _("Instrument"),
        "primary": _("primary"),
        "when": _("When"),
        "no_plan": _("No aim has an instrument yet."),
        "signature": _("Signature and name"),
    }
