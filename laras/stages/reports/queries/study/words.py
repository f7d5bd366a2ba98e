"""The small words of the study report in the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from laras.stages.reports.queries.appraisal.words import words as of_appraisal


def words() -> dict[str, str]:
    """Return key → word; those of the appraisal report are the same."""
    return {
        **of_appraisal(),
        "abstract": _("Abstract"),
        "not_written": _("Not written yet"),
        "code": _("Code"),
        "role": _("Role"),
        "years": _("Years of service"),
        "quotes": _("Quotes"),
        "minutes": _("Minutes"),
        "agreement": _("Agreement of two readings, before it was talked over"),
        "what": _("What"),
        "units": _("Units"),
        "percent": _("Percent"),
        "event": _("No."),
        "new_codes": _("New codes"),
        "known": _("Known so far"),
        "topic": _("Topic"),
        "where": _("Section"),
        "recorded": _("What is recorded"),
        "lacking_word": _("still to be written"),
        "checklists": _("Reporting checklists"),
        "how_to_use": _(
            "Laras fills what is recorded; what stands as not written is the researcher's to say, on the page of "
            "statements. Informants are named by code only."
        ),
        "one_voice": _("One voice"),
        "band": _("Rating"),
    }
