"""The parts of the set-up in words, with the page each is written on."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laras.stages.evidence.queries.setup import Step

# Code: (label, page to read it, page to write it).
STEPS = {
    "question": (gettext_lazy("Question"), "study", "edit_study"),
    "aspects": (gettext_lazy("Aspects"), "study", "edit_study"),
    "period": (gettext_lazy("Period"), "study", "edit_study"),
    "context": (gettext_lazy("Context sheet"), "context_sheet", "context_sheet"),
    "criteria": (gettext_lazy("Criteria"), "informants", "informants"),
    "informants": (gettext_lazy("Informants"), "informants", "informants"),
    "variation": (gettext_lazy("Maximum variation"), "variation", "variation"),
    "approaches": (gettext_lazy("Who was asked"), "approaches", "approaches"),
    "guide": (gettext_lazy("Interview guide"), "guide", "guide"),
    "consent": (gettext_lazy("Research consent"), "consents", "consents"),
    "statements": (gettext_lazy("Statements"), "statements", "statements"),
}


def told(step: Step) -> str:
    """Return the sentence of a part: what stands, and what is still missing."""
    return _SENTENCES[step.code](step)


def _question(step: Step) -> str:
    return _("written") if step.state == "done" else _("The question is not written yet.")


def _aspects(step: Step) -> str:
    return ngettext("{n} aspect", "{n} aspects", step.n).format(n=step.n)


def _period(step: Step) -> str:
    if step.state == "open":
        return _("Neither the first nor the last day is told.")
    return _("first and last day are told") if step.state == "done" else _("One of the two days is missing.")


def _items(step: Step) -> str:
    return _("{n} of {of} described").format(n=step.n, of=step.of)


def _criteria(step: Step) -> str:
    if not step.n:
        return _("No criterion yet: by what are people chosen?")
    said = ngettext("{n} criterion", "{n} criteria", step.n).format(n=step.n)
    if not step.missing:
        return said
    waiting = ngettext("open for {n} informant", "open for {n} informants", step.missing).format(n=step.missing)
    return f"{said}, {waiting}"


def _informants(step: Step) -> str:
    return ngettext("{n} informant", "{n} informants", step.n).format(n=step.n) if step.n else _("Nobody chosen yet.")


def _variation(step: Step) -> str:
    if step.state == "open":
        return _("No traits chosen yet.")
    return _("{n} of {of} combinations have somebody").format(n=step.n, of=step.of)


def _approaches(step: Step) -> str:
    return _("{n} asked").format(n=step.n) if step.n else _("Nobody noted yet, also nobody who said no.")


def _guide(step: Step) -> str:
    if not step.n:
        return _("No guide yet.")
    said = _("version {n}").format(n=step.n)
    if not step.missing:
        return said
    without = ngettext("{n} talk without a version", "{n} talks without a version", step.missing)
    return f"{said}, {without.format(n=step.missing)}"


def _consent(step: Step) -> str:
    if not step.of:
        return _("Nobody chosen yet.")
    said = _("{n} of {of} were asked").format(n=step.n, of=step.of)
    return said if step.missing else _("everybody was asked")


def _statements(step: Step) -> str:
    return _("{n} of {of} written").format(n=step.n, of=step.of)


_SENTENCES = {
    "question": _question,
    "aspects": _aspects,
    "period": _period,
    "context": _items,
    "criteria": _criteria,
    "informants": _informants,
    "variation": _variation,
    "approaches": _approaches,
    "guide": _guide,
    "consent": _consent,
    "statements": _statements,
}
