"""What the profession knows: pure functions over frozen values, no framework, no I/O but its own data files."""
