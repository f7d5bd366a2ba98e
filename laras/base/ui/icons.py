"""Icons by name from the sprite that the front-end build makes of `frontend/icons.txt`."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SPRITE = "ui/icons.svg"
PIXELS = {"s": 16, "": 20, "l": 24}


def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Draw an icon (`s` 16, default 20, `l` 24 px): silent beside words, named by `label` where it stands alone."""
    named = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="ic{}" width="{}" height="{}" {}><use href="{}#{}"/></svg>',
        f" {size}" if size else "",
        PIXELS[size],
        PIXELS[size],
        named,
        static(SPRITE),
        name,
    )
