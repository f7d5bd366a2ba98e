"""Pages: what comes in, what goes out."""
