"""Stage 9: what changed."""
