"""Ways in and out of the house."""
