"""The headings and small words of the appraisal report in the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Return key → word for the template."""
    return {**_result(), **_material(), **_tests_and_appendix()}


def _result() -> dict[str, str]:
    """The head, the result, the five aspects."""
    return {
        "question": _("Question"),
        "site": _("Place"),
        "period": _("Period"),
        "not_recorded": _("not recorded"),
        "result": _("Result"),
        "gap": _("Gap"),
        "how_sure": _("How sure?"),
        "five_aspects": _("Five aspects"),
        "aspect": _("Aspect"),
        "coverage": _("Coverage"),
        "there": _("lacking · there"),
        "share": _("Share lacking"),
        "evidence": _("Evidence"),
        "person": _("A person's rating"),
        "not_yet": _("not yet"),
        "differs": _("differs"),
        "refused": _("refused"),
        "harmful": _("harmful"),
        "no_reason_needed": _(
            "The computed rating and a person's rating stand side by side; neither replaces the other."
        ),
        "silent": _("Not heard of"),
        "missing": _("Lacking or harmful"),
        "information": _("Information: given and understood"),
        "given": _("Given"),
        "effective": _("Effective: understood"),
    }


def _material() -> dict[str, str]:
    """Where it comes from: grid, quotes, findings."""
    return {
        "grid": _("Where each aspect was heard"),
        "grid_rule": _("Each cell: there · lacking. A dashed cell is a silence."),
        "source": _("Source"),
        "harm": _("What did harm"),
        "no_harm": _("No passage was judged harmful."),
        "findings": _("Findings"),
        "no_findings": _("No finding is written down yet."),
        "no_quotes": _("No quote is tied to this finding yet"),
        "searched": _("Where contradictions were looked for"),
        "passages": _("Quotes by aspect"),
        "choice": _(
            "Chosen by a rule: the first passage of each source in turn, up to four for what was there and four for "
            "what was missing."
        ),
        "empty": _("Nothing is coded yet"),
        "no_sources": _("There are no sources yet."),
    }


def _tests_and_appendix() -> dict[str, str]:
    """Four tests, limits, appendix."""
    return {
        "trust": _("Trustworthiness"),
        "no_total": _("without a total"),
        "technique": _("Technique"),
        "found": _("What was found"),
        "value": _("Value"),
        "threshold": _("Threshold"),
        "status": _("Status"),
        "asked": _("What is asked"),
        "limits": _("Limits"),
        "unassessable": _("Not yet assessable"),
        "appendix": _("Appendix"),
        "sources": _("Sources"),
        "kind": _("Kind"),
        "informant": _("Informant"),
        "on": _("Day"),
        "length": _("Length"),
        "fingerprint": _("Fingerprint (SHA-256)"),
        "thresholds": _("Thresholds used"),
        "changes": _("Changes of the thresholds"),
    }
