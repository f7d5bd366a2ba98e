"""Manifest, service worker, inbox of delayed deeds."""
