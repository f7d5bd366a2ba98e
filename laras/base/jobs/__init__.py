"""Long work with progress."""
