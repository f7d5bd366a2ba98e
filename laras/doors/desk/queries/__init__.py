"""Reads that join stages, one file a page."""
