"""The synthetic home, built only through actions."""
