"""Stage 7: what it means."""
