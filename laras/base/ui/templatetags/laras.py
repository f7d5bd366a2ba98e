"""The components of Laras as template tags: `{% load laras %}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from laras.base.store import clock
from laras.base.ui import coding_words, figures, flower, icons, names, phrases, recovery, signs, toast
from laras.base.ui.tokens import LOOK, LOOKS

register = template.Library()
TABS_ON_A_PHONE = 3

register.simple_tag(icons.icon, name="icon")
register.simple_tag(signs.letter, name="letter")
register.simple_tag(signs.polarity, name="polarity")
register.simple_tag(signs.band, name="band")
register.simple_tag(signs.mood_face, name="mood_face")
register.simple_tag(signs.readiness, name="readiness")
register.simple_tag(signs.status, name="status")
register.simple_tag(flower.flower, name="flower")
register.simple_tag(figures.week_strip, name="week_strip")
register.simple_tag(recovery.recovery_chart, name="recovery_chart")
register.simple_tag(figures.evidence_bar, name="evidence_bar")
register.simple_tag(figures.coverage_cells, name="coverage_cells")
register.simple_tag(phrases.number, name="number")
register.simple_tag(phrases.localized, name="localized")
register.simple_tag(names.aspect_name, name="aspect_name")
register.simple_tag(names.indicator_name, name="indicator_name")
register.simple_tag(names.polarity_word, name="polarity_word")
register.filter("undo_address", toast.undo_address)
register.filter("quoted", phrases.quoted)


@register.simple_tag
def moment(value: dt.datetime | None) -> SafeString:
    """Write a moment with its zone, readable by machines too."""
    if value is None:
        return SafeString(phrases.NOTHING)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), phrases.moment(value))


@register.simple_tag
def day(value: dt.date | None) -> SafeString:
    """Write a calendar day, readable by machines too."""
    if value is None:
        return SafeString(phrases.NOTHING)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), phrases.day(value))


@register.simple_tag
def today() -> str:
    """Write the day of the one clock, which `{% now %}` does not know."""
    return phrases.day(clock.today())


@register.simple_tag
def aspect_class(code: str) -> str:
    """Return the class that gives the colours of an aspect to everything inside: `a-f`."""
    return LOOK[code].css


@register.simple_tag
def aspect_icon(code: str, size: str = "") -> SafeString:
    """Draw the glyph of an aspect: heart, star, box, speech, two heads."""
    return icons.icon(LOOK[code].icon, size)


@register.simple_tag
def all_aspects() -> list[str]:
    """Return the five aspect codes in their fixed order."""
    return [look.code for look in LOOKS]


@register.simple_tag
def all_polarities() -> list[str]:
    """Return the five polarity codes in their fixed order, the keys 1 to 5."""
    return list(signs.POLARITY_ICON)


@register.simple_tag
def polarity_icon(code: str, size: str = "") -> SafeString:
    """Draw the glyph of a polarity alone."""
    return icons.icon(signs.POLARITY_ICON[code], size)


@register.simple_tag(takes_context=True)
def theme(context: Context) -> SafeString:
    """Write ` data-theme="…"` where the person has set the theme by hand; nothing lets the device decide."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get("theme") if request else None
    return format_html(' data-theme="{}"', chosen) if chosen in {"light", "dark"} else SafeString("")


@register.simple_tag(takes_context=True)
def page_title(context: Context) -> SafeString:
    """Write the page's `title` block a second time, for the head of the printed sheet."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("title") if blocks else None
    return block.nodelist.render(context) if block else SafeString("")


@register.simple_tag
def coding_labels(element_id: str = "words") -> SafeString:
    """Hand the sentences of the coding workspace to its script, in the language of the page."""
    return json_script(coding_words.words(), element_id)


@register.inclusion_tag("ui/field.html")
def field(bound_field: BoundField, hint: str = "") -> dict[str, Any]:
    """Draw a form field: label above, hint, 44 px input, error with a triangle and its sentence."""
    hint = hint or str(bound_field.help_text)
    described = [
        f"{bound_field.auto_id}-{part}" for part, there in (("hint", hint), ("error", bound_field.errors)) if there
    ]
    attrs: dict[str, Any] = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound_field.errors:
        attrs["aria-invalid"] = "true"
    widget = bound_field.field.widget
    is_group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    is_box = isinstance(widget, CheckboxInput)
    if not is_group and not is_box:
        attrs["class"] = f"in {widget.attrs.get('class', '')}".strip()
    return {
        "field": bound_field,
        "widget": bound_field.as_widget(attrs=attrs),
        "hint": hint,
        "is_group": is_group,
        "is_box": is_box,
        "described": " ".join(described),
    }


@register.inclusion_tag("ui/segmented.html")
def segmented(bound_field: BoundField, hint: str = "") -> dict[str, Any]:
    """Draw a choice field as a row of radio buttons with the chosen one filled."""
    return {"field": bound_field, "hint": hint or str(bound_field.help_text)}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List what is wrong at the top of a form, each line a link to its field; takes the focus."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


@register.inclusion_tag("ui/empty.html")
def empty_state(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, Any]:
    """Draw the empty state: a hollow flower, what is not there yet, what to do, one soft button."""
    return {"title": title, "text": text, "url": url, "label": label, "petals": HOLLOW}


@register.inclusion_tag("ui/progress.html")
def progress(value: int, max: int, label: str, cancel_url: str = "") -> dict[str, Any]:
    """Draw the bar of long work with "7 of 12 parts" and a way to cancel it by POST."""
    return {"value": value, "max": max, "label": label, "cancel_url": cancel_url}


@register.inclusion_tag("ui/tabs.html")
def tabs(tabs: Iterable[Any], groups: str = "") -> dict[str, Any]:
    """Draw the tabs of a record: objects with `label`, `url`, `current`.

    More than fit beside each other on a phone fold away there under the name of the one that is open. `groups` names
    a row that stands above the tabs of one of its places: short words, all of them always in sight.
    """
    drawn = list(tabs)
    current = next((tab.label for tab in drawn if tab.current), "")
    folds = not groups and len(drawn) > TABS_ON_A_PHONE
    return {"tabs": drawn, "current": current, "folds": folds, "groups": groups}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> Mapping[str, Any]:
    """Draw the way to the other pages of a list, keeping the rest of the query string."""
    return {"page": page, "request": context.get("request")}


class _Hollow:
    """A petal nobody has heard of yet."""

    coverage: float | None = None
    silent = True
    certainty: str | None = None

    def __init__(self, aspect: str) -> None:
        self.aspect = aspect


HOLLOW: Sequence[_Hollow] = tuple(_Hollow(look.code) for look in LOOKS)


@register.simple_tag
def hollow_flower(size: int = 48) -> SafeString:
    """Draw the flower in which nobody was heard yet."""
    return flower.flower(HOLLOW, size, decorative=True)


@register.simple_tag
def brand_flower(size: int = 32) -> SafeString:
    """Draw the sign of Laras: the flower with every petal heard."""
    return flower.flower(BRAND, size, decorative=True)


class _Brand(_Hollow):
    """A petal of the sign of Laras; its lengths differ a little so that it looks grown."""

    silent = False

    def __init__(self, aspect: str, coverage: float) -> None:
        super().__init__(aspect)
        self.coverage = coverage


BRAND: Sequence[_Brand] = tuple(
    _Brand(look.code, coverage) for look, coverage in zip(LOOKS, (0.86, 0.72, 0.65, 0.6, 0.7), strict=True)
)
