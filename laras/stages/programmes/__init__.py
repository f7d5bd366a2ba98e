"""Stage 8: what we do about it."""
