"""Facility, user, membership, roles."""
