"""Stage 4: what they tell us."""
