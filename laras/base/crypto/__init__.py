"""Sealed fields, keyed hashes, keys."""
