"""Pages about the way through."""
