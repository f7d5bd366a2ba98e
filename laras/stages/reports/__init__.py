"""Stage 10: what we tell."""
