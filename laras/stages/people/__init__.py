"""Stage 1: who we walk with."""
