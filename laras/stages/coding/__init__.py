"""Stage 6: what it says."""
