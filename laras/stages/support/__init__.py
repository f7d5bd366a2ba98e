"""Stage 3: what was given."""
