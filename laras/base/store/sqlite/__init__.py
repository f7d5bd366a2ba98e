"""SQLite with one queue in front of its writers."""
