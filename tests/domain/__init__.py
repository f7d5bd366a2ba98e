"""Tests of what the profession knows."""
