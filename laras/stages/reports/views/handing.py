"""A file on its way out."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def handed_out(data: bytes, name: str, media_type: str) -> HttpResponse:
    """Return a file that is saved, never opened in the browser's own right, and kept by no cache on the way."""
    response = HttpResponse(data, content_type=media_type)
    disposition = content_disposition_header(True, name)
    if disposition:
        response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
