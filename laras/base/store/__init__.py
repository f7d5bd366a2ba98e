"""Database backend with the write lock, the base model, the clock."""
