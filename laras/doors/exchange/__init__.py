"""Bytes from other programs, plain values, actions."""
