"""Stage 5: what was seen and heard."""
