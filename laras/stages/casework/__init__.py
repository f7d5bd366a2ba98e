"""Stage 2: the way through."""
