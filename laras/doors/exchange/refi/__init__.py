"""REFI-QDA 1.5 projects (`.qdpx`): bytes → plain values → bytes."""
